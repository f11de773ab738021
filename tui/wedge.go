package tui

import (
	"slices"
	"strings"
	"time"
	"unicode"

	tea "github.com/charmbracelet/bubbletea"
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
// person: it types a number faster than anybody can, and Enter after it. It is for
// a kiosk only: there keys come straight from the keyboard, so that the time
// between them says who types. Over a network they come in bunches, and a terminal
// without bracketed paste types a paste as fast as a scanner. Its zero value is
// ready.
type wedge struct {
	typed []rune // without a pause so far
	last  time.Time
}

// key takes a key other than Enter. It tells whether the key may be the first of a
// number.
func (w *wedge) key(k tea.KeyMsg, now time.Time) (first bool) {
	if !ofNumber(k) {
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

// ofNumber tells whether a key types nothing but what documents' numbers are made
// of: letters, digits and brackets, of either width.
func ofNumber(k tea.KeyMsg) bool {
	if k.Paste || !IsText(k) || len(k.Runes) == 0 {
		return false
	}
	const all = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz()"
	return !slices.ContainsFunc(k.Runes, func(r rune) bool { return !strings.ContainsRune(all, narrow(r)) })
}

// narrow is the ASCII character that a character of full width stands for.
func narrow(r rune) rune {
	const first, last, apart rune = 0xff01, 0xff5e, 0xff01 - '!'
	if r >= first && r <= last {
		return r - apart
	}
	return r
}

// likeCard tells whether a number is as long as that of a resident identity card.
func likeCard(number string) bool {
	const first, second = 15, 18 // generation
	n := len([]rune(number))
	return n == first || n == second
}
