package tui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Frame composes what the terminal shows: header, progress, rule, the screen
// with its dialogs, notice, footer. It is pure: equal states at one instant give
// equal frames.
// No line is wider and the frame is not higher than the terminal.
func (m *Machine) Frame() View {
	if !m.sized || m.screen == nil {
		return View{}
	}
	if m.layout.tooSmall {
		return m.smallPage()
	}
	width := m.layout.screen.Width
	body, cursor := m.body()
	lines := make([]string, 0, m.layout.screen.Height)
	lines = append(lines,
		m.header(width),
		m.options.Progress(m.theme, m.Step(), width),
		m.rule(width),
	)
	above := len(lines)
	lines = append(lines, body...)
	lines = append(lines, m.noticeLine(width), footer(m.theme, m.bindings(), m.keys, width))
	if cursor != nil {
		cursor.Y += above
	}
	return View{Body: strings.Join(lines, "\n"), Cursor: cursor}
}

// body draws the screen and lays the dialogs over it. The cursor is that of
// what is on top.
func (m *Machine) body() ([]string, *Position) {
	view := m.screen.View()
	lines := clipLines(view.Body, m.layout.body)
	cursor := within(view.Cursor, m.layout.body)
	if m.overlay != nil {
		cursor = m.drawDialog(lines, m.overlay.dialog)
	}
	for _, d := range m.stack {
		cursor = m.drawDialog(lines, d.dialog)
	}
	return lines, cursor
}

// drawDialog lays a dialog with its frame over the middle of lines.
func (m *Machine) drawDialog(lines []string, dialog Dialog) *Position {
	room := m.layout.dialogRoom()
	view := dialog.View(room)
	content := strings.Split(view.Body, "\n")
	content = content[:min(len(content), room.Height)]
	box := boxed(m.theme, Clean(dialog.Title()), content, room.Width)
	x := (m.layout.body.Width - Width(box[0])) / 2
	y := (len(lines) - len(box)) / 2
	overlay(lines, box, x, y)
	cursor := within(view.Cursor, room)
	if cursor == nil {
		return nil
	}
	const border, padding = 1, 1
	return &Position{X: x + border + padding + cursor.X, Y: y + border + cursor.Y}
}

// boxed draws a border with a title around lines, as narrow as they allow.
func boxed(theme *Theme, title string, lines []string, widest int) []string {
	const least = 24
	g, border := theme.Glyphs, theme.Border
	width := max(least, Width(title)+4)
	for _, line := range lines {
		width = max(width, Width(line))
	}
	width = min(width, widest)
	title = Truncate(title, width-4)
	head := g.Line(1) + " " + title + " " // the top border, as wide as the content with its padding
	fill := g.Line(width + 2 - Width(head))
	box := make([]string, 0, len(lines)+2)
	box = append(box, border.Render(g.TopLeft+g.Line(1))+" "+theme.Title.Render(title)+" "+border.Render(fill+g.TopRight))
	side := border.Render(g.Vertical)
	for _, line := range lines {
		line = PadRight(ansi.Truncate(line, width, ""), width)
		box = append(box, side+" "+line+resetStyle+" "+side)
	}
	return append(box, border.Render(g.BottomLeft+g.Line(width+2)+g.BottomRight))
}

// smallPage says that the terminal is too small, as far as there is room.
func (m *Machine) smallPage() View {
	size := m.layout.screen
	text := m.options.Text.TooSmall(MinSize(), size)
	if m.quitting() { // high up, since what comes last may not fit
		text = slices.Insert(text, min(1, len(text)), m.options.Text.QuitAgain)
	}
	var lines []string
	for _, line := range text {
		for _, part := range Wrap(line, size.Width) {
			lines = append(lines, strings.TrimRight(Center(part, size.Width), " "))
		}
	}
	above := max(0, (size.Height-len(lines))/2)
	body := strings.Repeat("\n", above) + strings.Join(lines, "\n")
	return View{Body: strings.Join(clipLines(body, size), "\n")}
}

// within returns a copy of the cursor when it is inside size, else nil.
func within(cursor *Position, size Size) *Position {
	if cursor == nil || cursor.X < 0 || cursor.Y < 0 || cursor.X >= size.Width || cursor.Y >= size.Height {
		return nil
	}
	return &Position{X: cursor.X, Y: cursor.Y}
}
