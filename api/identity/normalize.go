package identity

import (
	"strings"
	"unicode"
)

// NormalizeNumber brings a typed or pasted document number into the one form
// that is checked, sent and stored: half-width, upper-case, without the spaces,
// dashes, line ends and invisible characters that pastes bring along. It is
// idempotent. Other characters stay, for the check to refuse.
func NormalizeNumber(s string) string {
	return strings.Map(func(r rune) rune {
		r = halfWidth(r)
		switch {
		case unicode.IsSpace(r), invisible(r), dash(r):
			return -1
		case 'a' <= r && r <= 'z': // also the check digit x
			return r - 'a' + 'A'
		}
		return r
	}, s)
}

// NormalizeName brings a name into the one form that is compared: no space
// around it, one for each run of spaces inside, Latin letters, digits and marks
// half-width, and every look-alike of the middle dot as · (U+00B7). It is
// idempotent.
func NormalizeName(s string) string {
	s = strings.Map(func(r rune) rune {
		if invisible(r) {
			return -1
		}
		return middleDot(halfWidth(r))
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// halfWidth folds the full-width forms of ASCII (U+FF01 to U+FF5E).
func halfWidth(r rune) rune {
	if '！' <= r && r <= '～' {
		return r - '！' + '!'
	}
	return r
}

// invisible tells characters of no width that pastes bring along: zero-width
// space and joiners, direction marks, soft hyphen, byte order mark.
func invisible(r rune) bool {
	switch {
	case r == '\u00ad', r == '\ufeff', r == '\u180e':
		return true
	case '\u200b' <= r && r <= '\u200f', '\u202a' <= r && r <= '\u202e', '\u2060' <= r && r <= '\u2069':
		return true
	}
	return false
}

// dash tells hyphens, dashes and minus signs, which separate groups of digits.
func dash(r rune) bool {
	return r == '-' || '\u2010' <= r && r <= '\u2015' || r == '\u2212' || r == '\ufe63'
}

// middleDot folds what input methods give for the dot in names of minorities
// and foreigners.
func middleDot(r rune) rune {
	switch r {
	case '\u2022', '\u2027', '\u2219', '\u22c5', '\u30fb', '\uff65':
		return '·'
	}
	return r
}
