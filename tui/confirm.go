package tui

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// ConfirmOptions describes a question with two buttons, or a message with one.
type ConfirmOptions struct {
	Title     string
	Body      []string // paragraphs; they are cleaned and wrapped
	YesLabel  string   // 确定 when empty
	NoLabel   string   // 取消 when empty
	DefaultNo bool     // the safe button has the focus at first
	// Yes and No are what the buttons do: Emit(Confirmed) and Emit(Declined)
	// when nil, as in an overlay step. Others use CloseDialog. Esc is No.
	Yes, No tea.Cmd
	Keys    *KeyMap
	Theme   *Theme
}

// Confirm is the generic dialog: paragraphs and buttons. It can be answered
// once: a second Enter, which comes before the machine has taken the first,
// does nothing.
type Confirm struct {
	title    string
	body     []string
	buttons  []dialogButton
	focus    int
	answered bool
	offset   int // first line shown when the text is longer than the room
	keys     *KeyMap
	theme    *Theme
}

type dialogButton struct {
	label string
	cmd   tea.Cmd
}

// NewConfirm makes a question.
func NewConfirm(options ConfirmOptions) *Confirm {
	texts := ChineseChrome()
	c := &Confirm{title: options.Title, body: cleanAll(options.Body), keys: options.Keys, theme: options.Theme}
	c.buttons = []dialogButton{
		{orText(options.YesLabel, texts.Yes), orCmd(options.Yes, Emit(Confirmed))},
		{orText(options.NoLabel, texts.No), orCmd(options.No, Emit(Declined))},
	}
	if options.DefaultNo {
		c.focus = 1
	}
	return c
}

// MessageOptions describes a message that is read and closed.
type MessageOptions struct {
	Title string
	Body  []string
	OK    string // 知道了 when empty
	// Done is what the button and Esc do: CloseDialog(nil) when nil.
	Done  tea.Cmd
	Keys  *KeyMap
	Theme *Theme
}

// NewMessage makes a message with one button.
func NewMessage(options MessageOptions) *Confirm {
	return &Confirm{
		title: options.Title, body: cleanAll(options.Body), keys: options.Keys, theme: options.Theme,
		buttons: []dialogButton{{orText(options.OK, ChineseChrome().OK), orCmd(options.Done, CloseDialog(nil))}},
	}
}

// Title stands in the frame.
func (c *Confirm) Title() string { return c.title }

// Keys are the bindings that work now.
func (c *Confirm) Keys() []key.Binding {
	if len(c.buttons) == 1 {
		return []key.Binding{c.keys.Activate, c.keys.Back}
	}
	return []key.Binding{c.keys.Next, c.keys.Activate, c.keys.Back}
}

// Update moves the focus between the buttons and presses them.
func (c *Confirm) Update(msg tea.Msg) tea.Cmd {
	last := len(c.buttons) - 1
	switch {
	case Pressed(msg, c.keys.Next), Pressed(msg, c.keys.Prev):
		c.focus = last - c.focus
	case Pressed(msg, c.keys.Left):
		c.focus = 0
	case Pressed(msg, c.keys.Right):
		c.focus = last
	case Pressed(msg, c.keys.Activate):
		return c.answer(c.focus)
	case Pressed(msg, c.keys.Back):
		return c.answer(last)
	case Pressed(msg, c.keys.Up), Pressed(msg, c.keys.PageUp):
		c.offset = max(0, c.offset-1)
	case Pressed(msg, c.keys.Down), Pressed(msg, c.keys.PageDown):
		c.offset++
	}
	return nil
}

func (c *Confirm) answer(button int) tea.Cmd {
	if c.answered {
		return nil
	}
	c.answered = true
	return c.buttons[button].cmd
}

// View draws the paragraphs and, under them, the buttons, which are always seen.
func (c *Confirm) View(size Size) View {
	var lines []string
	for _, paragraph := range c.body {
		for _, line := range Wrap(paragraph, size.Width) {
			lines = append(lines, c.theme.Text.Render(line))
		}
	}
	room := max(1, size.Height-2)
	lines = scrolled(lines, c.offset, room)
	return View{Body: strings.Join(append(lines, "", c.buttonLine(size.Width)), "\n")}
}

func (c *Confirm) buttonLine(width int) string {
	parts := make([]string, len(c.buttons))
	for i, b := range c.buttons {
		parts[i] = c.theme.ButtonText(b.label, i == c.focus)
	}
	return Truncate(strings.Join(parts, "  "), width)
}

// scrolled is the part of lines from offset on that fits; at most the end.
func scrolled(lines []string, offset, height int) []string {
	offset = max(0, min(offset, len(lines)-height))
	return lines[offset:min(len(lines), offset+height)]
}

func cleanAll(texts []string) []string {
	out := make([]string, len(texts))
	for i, text := range texts {
		out[i] = CleanLines(text)
	}
	return out
}

func orText(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

func orCmd(cmd, otherwise tea.Cmd) tea.Cmd {
	if cmd == nil {
		return otherwise
	}
	return cmd
}
