package tui

import (
	"fmt"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"houbu/tui/goldentest"
)

// TestKioskGolden compares what a kiosk shows by itself with testdata, on each size of
// terminal: the welcome page, its words after a visit, the countdown and the prompt.
func TestKioskGolden(t *testing.T) {
	t.Parallel()
	goldentest.Check(t)
	sizes := []Size{{Width: 60, Height: 20}, {Width: 80, Height: 24}, {Width: 120, Height: 40}}
	for name, play := range map[string]func(b *booth){
		"kiosk-welcome": func(*booth) {},
		"kiosk-idled": func(b *booth) {
			b.press(tea.KeySpace)
			b.emit(LoggedIn)
			b.pass(DefaultIdle + DefaultGrace)
		},
		"kiosk-countdown": func(b *booth) {
			b.press(tea.KeySpace)
			b.emit(LoggedIn)
			b.pass(DefaultIdle)
		},
		"kiosk-pin": func(b *booth) {
			b.press(tea.KeyF12)
			b.write("1234")
		},
		"kiosk-pin-wrong": func(b *booth) {
			b.press(tea.KeyF12)
			b.write("123456")
			b.press(tea.KeyEnter)
		},
	} {
		for _, size := range sizes {
			name := fmt.Sprintf("%s-%dx%d", name, size.Width, size.Height)
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				b := newBooth(t)
				b.send(tea.WindowSizeMsg{Width: size.Width, Height: size.Height})
				play(b)
				frame := b.kiosk.Frame()
				text := ansi.Strip(frame.Body)
				if frame.Cursor != nil {
					text += fmt.Sprintf("\n(cursor %d,%d)", frame.Cursor.X, frame.Cursor.Y)
				}
				compare(t, name, text+"\n")
			})
		}
	}
}
