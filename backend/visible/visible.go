// Package visible makes texts of a roster safe to show outside of the terminal,
// on a page or in a report: what a reader could not see, or what would turn the
// text around it, is shown as its code point.
package visible

import (
	"fmt"
	"strings"
	"unicode"
)

// Text returns s with ⟨U+202E⟩ and the like in the place of controls, direction
// overrides and other invisible characters, and � for invalid UTF-8.
func Text(s string) string {
	if strings.IndexFunc(s, hidden) < 0 {
		return strings.ToValidUTF8(s, "\uFFFD")
	}
	var b strings.Builder
	for _, r := range s { // invalid bytes come as U+FFFD
		if hidden(r) {
			fmt.Fprintf(&b, "⟨U+%04X⟩", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// hidden tells whether nothing would be seen of a character but its effect.
func hidden(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co, unicode.Cs)
}
