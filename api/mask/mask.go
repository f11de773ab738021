// Package mask hides most of the numbers by which a person can be found: of
// identity documents, of telephones, and of accounts that are one of these. What
// is left shows a person that the number is theirs, and nobody else which it is.
// It knows no screen.
package mask

import (
	"regexp"
	"strings"
	"unicode"
)

// star stands for a character that is hidden.
const star = "*"

// Number hides a number but for its first and last characters: six and four of
// at least 18 characters, three and four of at least 11, two and two of at least
// eight, one and one of at least five. Of a shorter one nothing is left. The
// length stays.
func Number(number string) string {
	runes := []rune(number)
	first, last := ends(len(runes))
	return string(runes[:first]) + strings.Repeat(star, len(runes)-first-last) + string(runes[len(runes)-last:])
}

// ends is how much of a number of a length is shown: what people are used to of
// identity cards (18) and mobile phones (11), and less than half of any other.
func ends(length int) (first, last int) {
	switch {
	case length >= 18:
		return 6, 4
	case length >= 11:
		return 3, 4
	case length >= 8:
		return 2, 2
	case length >= 5:
		return 1, 1
	}
	return 0, 0
}

// fewest is how many digits a telephone number or the number of a document has
// at least.
const fewest = 7

// Account hides an account that is a number. Of an e-mail address it hides the
// part before or after the @ that holds one. Any other account stays as it is.
func Account(account string) string {
	parts := strings.Split(account, "@")
	for i, part := range parts {
		if digits(part) >= fewest {
			parts[i] = Number(part)
		}
	}
	return strings.Join(parts, "@")
}

func digits(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// long are numbers as long as that of a mobile phone or an identity card, of
// digits and an X of either width.
var long = regexp.MustCompile(`\p{Nd}{11,}[Xx\x{ff38}\x{ff58}]?`)

// Text hides the numbers of mobile phones and identity cards in a free text,
// such as a remark.
func Text(text string) string {
	return long.ReplaceAllStringFunc(text, Number)
}
