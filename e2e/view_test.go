//go:build unix

package e2e

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// view is what stands on a screen.
type view struct {
	lines  []string
	mark   string  // what stands before the focused control
	cursor *cursor // nil when it is hidden
}

// cursor is where the real cursor stands.
type cursor struct{ x, y int }

// String draws the screen for the report of a failure.
func (v view) String() string {
	return strings.Repeat("·", 20) + "\n" + strings.Join(v.lines, "\n") + "\n" + strings.Repeat("·", 20)
}

// box is the frame of a dialog: cells from left to right, lines from top to
// bottom, borders included.
type box struct {
	title                    string
	left, right, top, bottom int
}

// box finds the dialog on top, which is the smallest frame that is whole.
func (v view) box() (found box, ok bool) {
	for _, corners := range [][4]string{{"╭─ ", "╮", "╰", "╯"}, {"+- ", "+", "+", "+"}} {
		for y, line := range v.lines {
			b, is := v.boxAt(y, line, corners)
			if is && (!ok || b.right-b.left < found.right-found.left) {
				found, ok = b, true
			}
		}
	}
	return found, ok
}

func (v view) boxAt(y int, line string, corners [4]string) (box, bool) {
	before, after, is := strings.Cut(line, corners[0])
	if !is {
		return box{}, false
	}
	inside, _, is := strings.Cut(after, corners[1])
	if !is {
		return box{}, false
	}
	b := box{left: width(before), top: y}
	b.right = b.left + width(corners[0]+inside)
	b.title = strings.TrimRight(strings.TrimRight(inside, "─-"), " ")
	for y++; y < len(v.lines); y++ {
		if cells(v.lines[y], b.left, b.left+1) == corners[2] && cells(v.lines[y], b.right, b.right+1) == corners[3] {
			b.bottom = y
			return b, true
		}
	}
	return box{}, false
}

// within is the part of a line inside the frame.
func (b box) within(line string) string { return cells(line, b.left+1, b.right) }

// dialog is the title of the dialog on top, empty when there is none.
func (v view) dialog() string {
	b, _ := v.box()
	return b.title
}

// focus is the control with the mark directly before it, and where that is. It
// is empty unless there is exactly one, as while a frame is half painted.
func (v view) focus() (control string, line, column int) {
	lines, found := v.lines, 0
	if b, ok := v.box(); ok { // what is below a dialog has no focus
		lines = make([]string, len(v.lines))
		for y := b.top + 1; y < b.bottom; y++ {
			lines[y] = b.within(v.lines[y])
		}
	}
	for y, text := range lines {
		for from := 0; ; {
			at := strings.Index(text[from:], v.mark)
			if at < 0 {
				break
			}
			at += from
			from = at + len(v.mark)
			if at > 0 && !strings.HasPrefix(text[from:], "[") {
				continue // not a mark: a text that holds it
			}
			found++
			control, line, column = upTo(text[from:]), y, at
		}
	}
	if found != 1 {
		return "", 0, 0
	}
	return control, line, column
}

// option is the line of the option of a list with a label, or -1.
func (v view) option(label string) int {
	for y, line := range v.lines {
		line = strings.TrimPrefix(strings.TrimPrefix(line, " "), v.mark)
		if rest, is := strings.CutPrefix(line, "( ) "+label); is && (rest == "" || rest[0] == ' ') {
			return y
		}
		if rest, is := strings.CutPrefix(line, "(x) "+label); is && (rest == "" || rest[0] == ' ') {
			return y
		}
	}
	return -1
}

// movedFrom tells whether the focus is on another control than before. A page
// that was laid out anew has moved its controls, not the focus; numbers count up
// and down by themselves.
func (v view) movedFrom(before view) bool {
	now, y, x := v.focus()
	was, oldY, oldX := before.focus()
	if now == "" {
		return false
	}
	return steady(now) != steady(was) || (y != oldY || x != oldX) && v.rest() == before.rest()
}

// rest is the screen without the focus mark, what counts, and the footer, whose
// keys depend on the focus.
func (v view) rest() string {
	lines := strings.Join(v.lines[:len(v.lines)-1], "\n")
	return steady(strings.ReplaceAll(lines, v.mark, " "))
}

// steady is a text without its numbers.
func steady(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, text)
}

// upTo ends a button after its bracket, since others follow it.
func upTo(control string) string {
	checkbox := strings.HasPrefix(control, "[ ] ")
	if button, _, is := strings.Cut(control, " ]"); is && strings.HasPrefix(control, "[ ") && !checkbox {
		return button + " ]"
	}
	return strings.TrimRight(control, " ")
}

func width(s string) int { return ansi.StringWidth(s) }

// cells is the part of a line from one cell up to another.
func cells(line string, from, to int) string {
	return ansi.TruncateLeft(ansi.Truncate(line, to, ""), from, "")
}
