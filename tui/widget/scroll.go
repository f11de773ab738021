package widget

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/tui"
)

// Source is something that a Scroll can show, such as Facts or a Text.
type Source interface {
	// Lines draws all lines for a width. marks[i] tells where line i stands in
	// the content, in any unit that does not depend on the width and never
	// decreases.
	Lines(width int) (lines []string, marks []int)
}

// Text is plain text as a Source; paragraphs are its lines.
type Text string

// Lines wraps the text. The marks count its characters without the spaces,
// since wrapping drops spaces.
func (t Text) Lines(width int) (lines []string, marks []int) {
	at := 0
	for _, paragraph := range strings.Split(tui.CleanLines(string(t)), "\n") {
		for _, line := range tui.Wrap(paragraph, width) {
			lines, marks = append(lines, line), append(marks, at)
			at += utf8.RuneCountInString(strings.ReplaceAll(line, " ", ""))
		}
		at++
	}
	return lines, marks
}

// Scroll shows a long content, with the position in it on its last line.
type Scroll struct {
	base
	source Source
	lines  []string
	marks  []int
	height int
	top    int
	place  int // the mark of the line that was last scrolled to
}

// NewScroll makes a scrolling view of a source.
func NewScroll(kit Kit, source Source) *Scroll {
	s := &Scroll{base: newBase(kit), source: source, height: 10}
	s.draw()
	return s
}

// SetSource replaces the content, or draws it anew after it changed; the place
// is kept as far as it still exists.
func (s *Scroll) SetSource(source Source) {
	s.source = source
	s.draw()
}

// SetWidth gives the width in cells. The line that stood on top stays there.
func (s *Scroll) SetWidth(width int) {
	s.base.SetWidth(width)
	s.draw()
}

// SetHeight gives the height in lines, with the position; 0 shows all.
func (s *Scroll) SetHeight(height int) {
	if height != s.height {
		s.height = height
		s.settle()
	}
}

func (s *Scroll) draw() {
	s.lines, s.marks = s.source.Lines(s.width - 1)
	s.settle()
}

// settle finds the last line that stands at the place or before it.
func (s *Scroll) settle() {
	next := sort.Search(len(s.marks), func(i int) bool { return s.marks[i] > s.place })
	if next > 0 {
		// Of several lines with one mark, the first.
		next = sort.SearchInts(s.marks, s.marks[next-1])
	}
	s.top = max(0, min(next, len(s.lines)-s.page()))
}

// page is the number of lines of content shown.
func (s *Scroll) page() int {
	if s.height <= 0 {
		return max(1, len(s.lines))
	}
	return max(1, s.height-1)
}

// AtEnd tells whether the last line is shown.
func (s *Scroll) AtEnd() bool { return s.top+s.page() >= len(s.lines) }

// Keys are the keys that scroll.
func (s *Scroll) Keys() []key.Binding {
	return []key.Binding{s.kit.Keys.Up, s.kit.Keys.Down, s.kit.Keys.PageUp, s.kit.Keys.PageDown}
}

// Update scrolls.
func (s *Scroll) Update(msg tea.Msg) tea.Cmd {
	keys := s.kit.Keys
	step := max(1, s.page()-1) // one line of the last page stays in sight
	switch {
	case !s.focused:
	case tui.Pressed(msg, keys.Up):
		s.to(s.top - 1)
	case tui.Pressed(msg, keys.Down):
		s.to(s.top + 1)
	case tui.Pressed(msg, keys.PageUp):
		s.to(s.top - step)
	case tui.Pressed(msg, keys.PageDown):
		s.to(s.top + step)
	case tui.Pressed(msg, keys.Home):
		s.to(0)
	case tui.Pressed(msg, keys.End):
		s.to(len(s.lines))
	}
	return nil
}

func (s *Scroll) to(top int) {
	s.top = max(0, min(top, len(s.lines)-s.page()))
	if s.top < len(s.marks) {
		s.place = s.marks[s.top]
	}
}

// View draws the lines on show and the position.
func (s *Scroll) View() tui.View {
	last := min(len(s.lines), s.top+s.page())
	var out []string
	for _, line := range s.lines[s.top:last] {
		out = append(out, " "+line)
	}
	if s.height > 0 {
		for len(out) < s.page() && len(s.lines) > s.page() {
			out = append(out, " ")
		}
		theme := s.kit.Theme
		text := s.kit.Texts.Lines(min(s.top+1, last), last, len(s.lines), percent(last, len(s.lines)))
		out = append(out, s.gutter(true)+theme.Muted.Render(cut(text, s.width-1, theme.Glyphs.Ellipsis)))
	}
	return tui.View{Body: strings.Join(out, "\n")}
}
