// Package visible makes texts of a roster safe to show outside of the screens, on
// a page or in a report: what a terminal would act on, what a reader could not see
// and what would turn the text around it have placeholders, the screens' own.
package visible

import (
	"fmt"
	"strings"
	"unicode"
)

// Text returns s with ␀…␟ and ␡ in the place of the C0 controls, ⟨U+202E⟩ and the
// like in that of other controls, direction overrides and invisible characters,
// and � for invalid UTF-8.
func Text(s string) string {
	if strings.IndexFunc(s, hidden) < 0 {
		return strings.ToValidUTF8(s, "\uFFFD")
	}
	var b strings.Builder
	for _, r := range s { // invalid bytes come as U+FFFD
		switch {
		case r < ' ':
			b.WriteRune('␀' + r)
		case r == 0x7f:
			b.WriteRune('␡')
		case hidden(r):
			fmt.Fprintf(&b, "⟨U+%04X⟩", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// hidden tells whether nothing would be seen of a character but its effect.
func hidden(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co, unicode.Cs)
}
