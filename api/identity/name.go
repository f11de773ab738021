package identity

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxName is the greatest length of a name, in characters.
const MaxName = 64

// CheckName checks a name, normalised first: Chinese or Latin letters, with
// single · space - . , and paired brackets inside.
func CheckName(name string) Finding {
	n := NormalizeName(name)
	switch {
	case n == "":
		return Finding{Refused, NameMissing}
	case utf8.RuneCountInString(n) > MaxName:
		return Finding{Refused, NameTooLong}
	case !wellFormed(n):
		return Finding{Refused, NameCharacters}
	}
	return Finding{}
}

// wellFormed tells whether marks stand singly between letters and brackets are
// paired. An abbreviation may end with a dot.
func wellFormed(name string) bool {
	var last rune
	open := 0
	for _, r := range name {
		switch {
		case letter(r):
		case r == '(':
			open++
		case r == ')':
			open--
		case strings.ContainsRune("· -.,", r):
			if last == 0 || last == r {
				return false
			}
		default:
			return false
		}
		if open < 0 || last == '(' && r == ')' {
			return false
		}
		last = r
	}
	return open == 0 && (letter(last) || last == ')' || last == '.')
}

func letter(r rune) bool {
	return r != utf8.RuneError && (unicode.Is(unicode.Han, r) || unicode.Is(unicode.Latin, r))
}
