package tui

import (
	"math"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
)

// Frame composes what the terminal shows: the welcome page or the visit, or in its
// place the countdown or the prompt for the PIN.
func (k *Kiosk) Frame() View {
	if k.size.Width <= 0 || k.size.Height <= 0 {
		return View{}
	}
	switch {
	case k.prompt != nil:
		return k.box(k.options.Text.PINTitle, k.promptLines(), k.promptCursor())
	case !k.counted.IsZero():
		left := seconds(k.counted.Sub(k.options.Now()))
		return k.box(k.options.Text.IdleTitle, k.options.Text.Idle(left), nil)
	case k.visit != nil:
		return k.visit.Machine.Frame()
	}
	return View{Body: k.welcome()}
}

// box lays a box over the middle of an empty page: who stands before it now may not
// be who typed what was there.
func (k *Kiosk) box(title string, text []string, cursor *Position) View {
	lines := clipLines("", k.size)
	room := newLayout(k.size).dialogRoom()
	var wrapped []string
	for _, line := range text {
		wrapped = append(wrapped, Wrap(line, room.Width)...)
	}
	box := boxed(k.options.Theme, title, wrapped, room.Width)
	x, y := max(0, (k.size.Width-Width(box[0]))/2), max(0, (len(lines)-len(box))/2)
	overlay(lines, box, x, y)
	for i := range lines { // a terminal smaller than a box
		lines[i] = ansi.Truncate(lines[i], k.size.Width, "")
	}
	if cursor != nil {
		const border, padding = 1, 1
		cursor = within(&Position{X: x + border + padding + cursor.X, Y: y + border + cursor.Y}, k.size)
	}
	return View{Body: strings.Join(lines, "\n"), Cursor: cursor}
}

// welcome says what one can do here, in the middle of the screen.
func (k *Kiosk) welcome() string {
	theme, text := k.options.Theme, k.options.Text
	var lines []string
	add := func(style func(...string) string, paragraphs ...string) {
		for _, paragraph := range paragraphs {
			for _, line := range Wrap(paragraph, k.size.Width) {
				lines = append(lines, strings.TrimRight(Center(style(line), k.size.Width), " "))
			}
		}
	}
	add(theme.Title.Render, text.Title...)
	lines = append(lines, "")
	add(theme.Text.Render, text.Offers...)
	lines = append(lines, "")
	add(theme.Muted.Render, text.Bring...)
	lines = append(lines, "")
	add(theme.Focus.Render, text.Start...)
	if k.said != "" {
		lines = append(lines, "")
		add(theme.Accent.Render, k.said)
	}
	above := max(0, (k.size.Height-len(lines))/2)
	return strings.Join(clipLines(strings.Repeat("\n", above)+strings.Join(lines, "\n"), k.size), "\n")
}

// promptLines are the question, a star for each character, and what was wrong.
func (k *Kiosk) promptLines() []string {
	text := k.options.Text
	last := k.prompt.said
	if k.prompt.looking {
		last = text.PINLooking
	}
	return []string{text.PINAsk, strings.Repeat("*", len(k.prompt.typed)), last, text.PINKeys}
}

func (k *Kiosk) promptCursor() *Position {
	return &Position{X: len(k.prompt.typed), Y: 1}
}

// seconds rounds a wait up, as people read it.
func seconds(d time.Duration) int { return int(math.Ceil(d.Seconds())) }
