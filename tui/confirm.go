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
	text     longText
	buttons  []dialogButton
	focus    int
	answered bool
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
	c := newConfirm(options.Title, options.Body, options.Keys, options.Theme,
		dialogButton{orText(options.YesLabel, texts.Yes), orCmd(options.Yes, Emit(Confirmed))},
		dialogButton{orText(options.NoLabel, texts.No), orCmd(options.No, Emit(Declined))})
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
	return newConfirm(options.Title, options.Body, options.Keys, options.Theme,
		dialogButton{orText(options.OK, ChineseChrome().OK), orCmd(options.Done, CloseDialog(nil))})
}

func newConfirm(title string, body []string, keys *KeyMap, theme *Theme, buttons ...dialogButton) *Confirm {
	return &Confirm{
		title: title, body: cleanAll(body), buttons: buttons, keys: keys, theme: theme,
		text: longText{keys: keys, theme: theme, label: ChineseChrome().Keys.Scroll},
	}
}

// Title stands in the frame.
func (c *Confirm) Title() string { return c.title }

// Keys are the bindings that work now.
func (c *Confirm) Keys() []key.Binding {
	scroll := c.text.bindings(len(c.lines(c.text.room.Width)))
	if len(c.buttons) == 1 {
		return append(scroll, c.keys.Activate, c.keys.Back)
	}
	return append(scroll, c.keys.Next, c.keys.Activate, c.keys.Back)
}

// SetSize gives the room for the content.
func (c *Confirm) SetSize(room Size) {
	c.text.setSize(room, len(c.lines(room.Width)))
}

// Update moves the focus between the buttons and presses them; other keys
// scroll the text.
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
	default:
		c.text.update(msg, len(c.lines(c.text.room.Width)))
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
	lines := c.text.draw(c.lines(size.Width), size)
	return View{Body: strings.Join(append(lines, c.buttonLine(size.Width)), "\n")}
}

// lines are the paragraphs, wrapped.
func (c *Confirm) lines(width int) []string {
	var lines []string
	for _, paragraph := range c.body {
		for _, line := range Wrap(paragraph, width) {
			lines = append(lines, c.theme.Text.Render(line))
		}
	}
	return lines
}

func (c *Confirm) buttonLine(width int) string {
	parts := make([]string, len(c.buttons))
	for i, b := range c.buttons {
		parts[i] = c.theme.ButtonText(b.label, i == c.focus)
	}
	return Truncate(strings.Join(parts, "  "), width)
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
