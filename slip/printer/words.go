package printer

import (
	"errors"
	"strings"
	"unicode"
)

// ErrCommand says that the text of a command is not one.
var ErrCommand = errors.New("the printer's command is empty, or a quotation mark is not closed")

// split takes a command apart into its words, at spaces. Single or double
// quotation marks keep spaces together, as in: sh -c 'cat > /dev/usb/lp0'. Nothing
// else has a meaning.
func split(command string) ([]string, error) {
	var words []string
	var word strings.Builder
	begun, open := false, rune(0)
	end := func() {
		if begun {
			words = append(words, word.String())
			word.Reset()
			begun = false
		}
	}
	for _, r := range command {
		switch {
		case open != 0 && r == open:
			open = 0
		case open != 0:
			word.WriteRune(r)
		case r == '\'' || r == '"':
			open, begun = r, true
		case unicode.IsSpace(r):
			end()
		default:
			word.WriteRune(r)
			begun = true
		}
	}
	end()
	if open != 0 || len(words) == 0 || words[0] == "" {
		return nil, ErrCommand
	}
	return words, nil
}
