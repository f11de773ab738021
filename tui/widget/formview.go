package widget

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/tui"
)

// leastGrow is the least height of the element that takes the height left.
const leastGrow = 4

// piece is an element as drawn: its first line and lines, in the form.
type piece struct {
	view  tui.View
	top   int
	lines []string
}

// pieces draws all elements.
func (f *Form) pieces() (pieces []piece, total int) {
	for _, e := range f.elements {
		view := e.View()
		p := piece{view: view, top: total}
		if view.Body != "" {
			p.lines = strings.Split(view.Body, "\n")
		}
		total += len(p.lines)
		pieces = append(pieces, p)
	}
	return pieces, total
}

// layout opens or closes the spaces, and gives the growing element its height.
func (f *Form) layout() {
	f.spread()
	if f.grow < 0 {
		return
	}
	element, ok := f.elements[f.grow].(resizable)
	if !ok {
		return
	}
	if f.size.Height <= 0 {
		element.SetHeight(0)
		return
	}
	pieces, total := f.pieces()
	others := total - len(pieces[f.grow].lines)
	element.SetHeight(max(leastGrow, f.size.Height-others))
}

// place is a line of a form that is found again at another size: an element,
// and a line of it.
type place struct{ element, line int }

// reveal lays the form out and scrolls so that the focus is in view.
func (f *Form) reveal() {
	f.ensureFocus()
	f.layout()
	pieces, total := f.pieces()
	f.win = f.window(pieces, total)
	for i, p := range pieces {
		if p.top <= f.win.top && len(p.lines) > 0 {
			f.top = place{i, f.win.top - p.top}
		}
	}
}

// lineOf is the line at which a place is now.
func (f *Form) lineOf(at place) int {
	pieces, _ := f.pieces()
	if at.element >= len(pieces) {
		return 0
	}
	p := pieces[at.element]
	return p.top + min(at.line, max(0, len(p.lines)-1))
}

// window is the part of the lines to show: all, or one line less than the
// height, since the position takes the last.
func (f *Form) window(pieces []piece, total int) window {
	win := f.win
	win.height = 0
	if f.size.Height > 0 && total > f.size.Height {
		win.height = max(1, f.size.Height-1)
	}
	if f.paged || f.at < 0 || len(pieces[f.at].lines) == 0 {
		win.clamp(total)
		return win
	}
	p := pieces[f.at]
	first, last := 0, len(p.lines)-1
	if e, ok := f.elements[f.at].(anchored); ok && last >= win.height {
		first, last = e.anchor()
	}
	if f.first() == f.at && p.top+last < win.height {
		// What stands above the first control, such as a heading, shows with it.
		win.show(0, p.top+last, total)
		return win
	}
	win.show(p.top+first, p.top+last, total)
	return win
}

// first is the first element that can take the focus, -1 for none.
func (f *Form) first() int {
	for i, e := range f.elements {
		if e.Focusable() {
			return i
		}
	}
	return -1
}

// page scrolls the form by a page, without moving the focus, when it does not
// fit and the element with the focus does not page by itself. It tells whether
// the message was that.
func (f *Form) page(msg tea.Msg) bool {
	if f.at >= 0 {
		switch f.elements[f.at].(type) {
		case *Scroll, *Table, *Grid:
			return false
		}
	}
	pieces, total := f.pieces()
	win := f.window(pieces, total)
	delta := max(1, win.height-1)
	switch {
	case win.height == 0:
		return false
	case tui.Pressed(msg, f.kit.Keys.PageUp):
		delta = -delta
	case !tui.Pressed(msg, f.kit.Keys.PageDown):
		return false
	}
	f.win, f.paged = win, true
	f.win.top += delta
	f.win.clamp(total)
	return true
}

// View draws the lines that fit, the position if not all do, and the cursor.
// It lays out anew, since elements may have changed since the last message.
func (f *Form) View() tui.View {
	f.layout()
	pieces, total := f.pieces()
	win := f.window(pieces, total)
	var lines []string
	for _, p := range pieces {
		lines = append(lines, p.lines...)
	}
	first, last := win.bounds(total)
	shown := append([]string(nil), lines[first:last]...)
	if win.height > 0 && f.size.Height > 1 {
		theme := f.kit.Theme
		text := f.kit.Texts.Lines(first+1, last, total, percent(last, total))
		shown = append(shown, " "+theme.Muted.Render(cut(text, f.size.Width-1, theme.Glyphs.Ellipsis)))
	}
	view := tui.View{Body: strings.Join(shown, "\n")}
	if f.at >= 0 && pieces[f.at].view.Cursor != nil {
		at := *pieces[f.at].view.Cursor
		at.Y += pieces[f.at].top - first
		if at.Y >= 0 && at.Y < last-first {
			view.Cursor = &at
		}
	}
	return view
}

func percent(part, whole int) int {
	if whole <= 0 {
		return 100
	}
	return part * 100 / whole
}
