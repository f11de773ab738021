package tui

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxMarks is how many combining marks may follow one another. More are used
// to draw over the neighbouring lines; real names have one or two.
const maxMarks = 3

// Clean makes a text from the network safe to show on one line. Whatever a
// terminal would act on, or a reader could not see, becomes a visible
// placeholder: ␀…␟ and ␡ for the C0 controls, ⟨U+202E⟩ for C1 controls,
// direction overrides, invisible characters and line separators, and � for
// invalid UTF-8. The result is never executed and never spoofs.
func Clean(s string) string {
	return clean(s, false)
}

// CleanLines is Clean for a text of several lines: \n stays, and \r\n counts as
// one.
func CleanLines(s string) string {
	return clean(strings.ReplaceAll(s, "\r\n", "\n"), true)
}

func clean(s string, keepLines bool) string {
	if _, ok := ordinary(s); ok {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	marks := maxMarks // a mark at the start would join what stands before it
	for i, r := range s {
		switch {
		case r == '\n' && keepLines:
			b.WriteByte('\n')
			marks = maxMarks
			continue
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"):
			b.WriteRune(utf8.RuneError)
		case r < 0x20:
			b.WriteRune(0x2400 + r)
		case r == 0x7f:
			b.WriteRune(0x2421)
		case isHidden(r), unicode.Is(unicode.M, r) && marks >= maxMarks:
			fmt.Fprintf(&b, "⟨U+%04X⟩", r)
		default:
			b.WriteRune(r)
			if unicode.Is(unicode.M, r) {
				marks++
				continue
			}
		}
		marks = 0
	}
	return b.String()
}

// isHidden tells whether a character is acted on or cannot be seen: controls,
// format characters (direction, joiners, tags), separators, fillers, variation
// selectors and noncharacters.
func isHidden(r rune) bool {
	switch {
	case unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Variation_Selector):
		return true
	case unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r):
		return true
	case unicode.Is(unicode.Noncharacter_Code_Point, r):
		return true
	}
	return r == 0x2800 // the blank Braille pattern
}
