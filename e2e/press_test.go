//go:build unix

package e2e

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// keys are what a terminal sends for keys, by the names that the footer has.
func keys() map[string]string {
	return map[string]string{
		"Tab": "\t", "Shift+Tab": "\x1b[Z", "Enter": "\r", "Space": " ", "Esc": "\x1b", "Ctrl+C": "\x03", "Ctrl+Z": "\x1a", `Ctrl+\`: "\x1c",
		"Up": "\x1b[A", "Down": "\x1b[B", "Right": "\x1b[C", "Left": "\x1b[D",
		"Home": "\x1b[H", "End": "\x1b[F", "PgUp": "\x1b[5~", "PgDn": "\x1b[6~",
		"F1": "\x1bOP", "F5": "\x1b[15~", "F12": "\x1b[24~", "Backspace": "\x7f", "Ctrl+U": "\x15",
	}
}

// press presses keys one after another, as fast as a program may get them.
// After Esc the next key has to wait for what Esc does: together they would be
// another key.
func (c *term) press(names ...string) {
	c.t.Helper()
	for _, name := range names {
		sequence, ok := keys()[name]
		if !ok {
			c.t.Fatalf("there is no key %q", name)
		}
		c.send(sequence)
	}
}

// typeText types characters into the field that has the focus, and waits until
// they stand there.
func (c *term) typeText(text string) {
	c.t.Helper()
	c.send(text)
	stars := strings.Repeat("*", utf8.RuneCountInString(text))
	c.await(fmt.Sprintf("%q in the field", text), func(v view) bool {
		control, _, _ := v.focus()
		return strings.Contains(control, text) || strings.Contains(control, stars)
	})
}

// fill moves the focus to an empty field and types into it.
func (c *term) fill(label, text string) {
	c.t.Helper()
	c.focus(label)
	c.typeText(text)
}

// clear empties the field that has the focus.
func (c *term) clear() {
	c.t.Helper()
	before, _, _ := c.await("a focused control", focused).focus()
	c.press("Ctrl+U")
	c.await("an empty field", func(v view) bool {
		control, _, _ := v.focus()
		return control != "" && control != before && strings.Contains(control, "[ ")
	})
}

// typeBlind types without looking.
func (c *term) typeBlind(text string) {
	c.t.Helper()
	c.send(text)
}

// paste pastes a text, as terminals do in bracketed paste mode.
func (c *term) paste(text string) {
	c.t.Helper()
	c.send("\x1b[200~" + text + "\x1b[201~")
}

// send waits for a program that is slow to read, but not for ever.
func (c *term) send(bytes string) {
	c.t.Helper()
	if c.far != nil {
		if _, err := c.far.in.Write([]byte(bytes)); err != nil {
			c.t.Fatal(err)
		}
		return
	}
	if err := c.pty.SetWriteDeadline(time.Now().Add(patience)); err != nil {
		c.t.Fatal(err)
	}
	if _, err := c.pty.WriteString(bytes); err != nil {
		c.t.Fatal(err)
	}
}

// focus moves the focus, with Tab, to a control whose text contains text.
func (c *term) focus(text string) {
	c.t.Helper()
	const most = 60 // controls of a screen, by far
	for range most {
		now := c.await("a focused control", focused)
		control, _, _ := now.focus()
		if strings.Contains(control, text) {
			return
		}
		c.press("Tab")
		c.await(fmt.Sprintf("the focus to leave %q", control), func(v view) bool { return v.movedFrom(now) })
	}
	c.t.Fatalf("the focus never comes to %q:\n%s", text, c.look())
}

func focused(v view) bool {
	control, _, _ := v.focus()
	return control != ""
}

// activate moves the focus to a button and presses it.
func (c *term) activate(label string) {
	c.t.Helper()
	c.focus("[ " + label + " ]")
	c.press("Enter")
}

// choose moves the focus to a list, by a text of one of its options, then to
// the option with a label, and chooses it.
func (c *term) choose(list, option string) {
	c.t.Helper()
	c.focus(list)
	const most = 40 // options of a list
	for range most {
		now := c.await(fmt.Sprintf("the option %q", option), func(v view) bool { return focused(v) && v.option(option) >= 0 })
		control, line, _ := now.focus()
		step := "Down"
		switch to := now.option(option); {
		case to == line:
			c.press("Space")
			// The focus may go on from there, as to a text that the option wants.
			c.await(fmt.Sprintf("%q to be chosen", option), func(v view) bool {
				return strings.HasPrefix(strings.TrimLeft(v.lines[line], "▸> "), "(x)") && strings.Contains(v.lines[line], option)
			})
			return
		case to < line:
			step = "Up"
		}
		c.press(step)
		c.await(fmt.Sprintf("the focus to leave %q", control), func(v view) bool { return v.movedFrom(now) })
	}
	c.t.Fatalf("the focus never comes to the option %q:\n%s", option, c.look())
}

// answer waits for a dialog and presses a button of it. A dialog takes no
// answer before it is known to be on the terminal; that the focus went to the
// other button and back shows that it is.
func (c *term) answer(title, label string) {
	c.t.Helper()
	c.open(title)
	c.thereAndBack()
	c.activate(label)
	c.await(fmt.Sprintf("the end of the dialog %q", title), func(v view) bool { return v.dialog() != title })
}

// thereAndBack moves the focus to the other button of a dialog and back.
// Whatever the program did before is on the screen then.
func (c *term) thereAndBack() {
	c.t.Helper()
	first, _, _ := c.look().focus()
	for control := first; ; {
		c.press("Tab")
		c.await("the focus to move within the dialog", func(v view) bool {
			now, _, _ := v.focus()
			return now != "" && now != control
		})
		if control, _, _ = c.look().focus(); control == first {
			return
		}
	}
}

// open waits for a dialog and returns the button that has the focus at first.
func (c *term) open(title string) string {
	c.t.Helper()
	v := c.await(fmt.Sprintf("the dialog %q", title), func(v view) bool { return v.dialog() == title && focused(v) })
	control, _, _ := v.focus()
	return control
}
