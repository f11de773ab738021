//go:build unix

package e2e

import (
	"slices"
	"strings"
)

// view is what stands on a screen.
type view struct {
	rows    [][]string // cell by cell
	lines   []string   // without the spaces at their ends
	mark    string     // what stands before the focused control
	cursor  *cursor    // nil when it is hidden
	changed []string   // modes of the terminal that are not as usual
}

// cursor is where the real cursor stands.
type cursor struct{ x, y int }

func newView(rows [][]string) view {
	v := view{rows: rows, lines: make([]string, len(rows))}
	for y := range rows {
		v.lines[y] = strings.TrimRight(v.cells(y, 0, len(rows[y])), " ")
	}
	return v
}

// cells is the part of a line from one cell up to another.
func (v view) cells(y, from, to int) string {
	return strings.Join(v.rows[y][from:min(to, len(v.rows[y]))], "")
}

// width is how many cells of a line are used.
func (v view) width(y int) int {
	for x := len(v.rows[y]); x > 0; x-- {
		if v.rows[y][x-1] != " " {
			return x
		}
	}
	return 0
}

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

// frame are the characters of a dialog's frame.
type frame struct{ topLeft, topRight, bottomLeft, bottomRight, side, line string }

func frames() []frame {
	return []frame{{"╭", "╮", "╰", "╯", "│", "─"}, {"+", "+", "+", "+", "|", "-"}}
}

// box finds the dialog on top, whose frame is whole.
func (v view) box() (found box, ok bool) {
	for _, f := range frames() {
		for y, row := range v.rows {
			for x := range row {
				b, is := v.boxAt(x, y, f)
				if is && (!ok || b.right-b.left < found.right-found.left) { // a small one may lie within a large one
					found, ok = b, true
				}
			}
		}
	}
	return found, ok
}

func (v view) boxAt(left, top int, f frame) (box, bool) {
	row := v.rows[top]
	if row[left] != f.topLeft || left+2 >= len(row) || row[left+1] != f.line || row[left+2] != " " {
		return box{}, false
	}
	width := slices.Index(row[left+1:], f.topRight)
	if width < 0 {
		return box{}, false
	}
	b := box{left: left, right: left + 1 + width, top: top}
	for y := top + 1; y < len(v.rows); y++ {
		first, last := v.rows[y][b.left], v.rows[y][b.right]
		switch {
		case first == f.bottomLeft && last == f.bottomRight:
			b.bottom = y
			b.title = strings.Trim(v.cells(top, b.left+1, b.right), f.line+" ")
			return b, true
		case first != f.side || last != f.side: // something lies over it
			return box{}, false
		}
	}
	return box{}, false
}

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
			lines[y] = v.cells(y, b.left+1, b.right)
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
