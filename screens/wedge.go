package screens

import (
	"slices"
	"strings"
	"time"
	"unicode"

	tea "github.com/charmbracelet/bubbletea"

	check "houbu/api/identity"
	"houbu/tui"
)

const (
	// wedgeGap is the longest that a scanner takes from one key to the next. A
	// person who types fast takes three times as long; a key that is held down
	// repeats about as fast, but is one and the same.
	wedgeGap = 40 * time.Millisecond
	// wedgeShortest is the length of the shortest number of a document that has a
	// rule of its own.
	wedgeShortest = 8
)

// wedge tells a scanner or a card reader, which types as a keyboard does, from a
// person: it types a number faster than anybody can, and Enter after it. Its zero
// value is ready.
type wedge struct {
	typed []rune // without a pause so far
	last  time.Time
}

// key takes a key other than Enter. It tells whether the key may be the first of a
// number.
func (w *wedge) key(k tea.KeyMsg, now time.Time) (first bool) {
	if k.Paste || !tui.IsText(k) || !ofNumber(k.Runes) {
		w.typed = w.typed[:0]
		return false
	}
	if now.Sub(w.last) > wedgeGap {
		w.typed = w.typed[:0]
	}
	first = len(w.typed) == 0
	w.typed, w.last = append(w.typed, k.Runes...), now
	return first
}

// enter takes the Enter key. It returns the number that a scanner has typed before
// it, if there is one.
func (w *wedge) enter(now time.Time) (number string, ok bool) {
	typed := w.typed
	w.typed = nil
	switch {
	case len(typed) < wedgeShortest, now.Sub(w.last) > wedgeGap:
	case !slices.ContainsFunc(typed, unicode.IsDigit): // a word
	case !slices.ContainsFunc(typed, func(r rune) bool { return r != typed[0] }): // a key held down
	default:
		return string(typed), true
	}
	return "", false
}

// ofNumber tells whether all characters are such as documents' numbers are made
// of: letters, digits and brackets, of either width.
func ofNumber(runes []rune) bool {
	const all = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ()"
	for _, r := range runes {
		if n := check.NormalizeNumber(string(r)); n == "" || !strings.Contains(all, n) {
			return false
		}
	}
	return len(runes) > 0
}
