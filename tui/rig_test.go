package tui

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
)

// rig runs a machine with fake screens, without a terminal. Commands are run by
// hand, so that a test decides when a reply comes.
type rig struct {
	t       *testing.T
	machine *Machine
	keys    *KeyMap
	size    Size
	screens []*fakeScreen
	prepare func(s *fakeScreen) // called for each screen that is made
	ignored []string
	quit    bool
	painted atomic.Uint64
}

func newRig(t *testing.T) *rig {
	t.Helper()
	keys := NewKeyMap(ChineseChrome())
	r := &rig{t: t, keys: &keys, size: Size{Width: 80, Height: 24}}
	r.machine = New(Options{
		Factory: r.make, Keys: r.keys, Theme: plainTheme(), Text: ChineseChrome(),
		Ignored: func(at Step, event Event) { r.ignored = append(r.ignored, fmt.Sprint(at, " ", event)) },
	})
	t.Cleanup(r.machine.Close)
	return r
}

func plainTheme() *Theme { return NewTheme(NewRenderer(), ThemeOptions{NoColour: true}) }

func (r *rig) make(step Step) Screen {
	s := &fakeScreen{rig: r, step: step, view: View{Body: "screen of " + step.String()}}
	r.screens = append(r.screens, s)
	if r.prepare != nil {
		r.prepare(s)
	}
	return s
}

// start shows the first screen.
func (r *rig) start() *fakeScreen {
	r.t.Helper()
	r.resize(r.size)
	return r.screen()
}

// at starts the machine at a step.
func (r *rig) at(step Step) *fakeScreen {
	r.t.Helper()
	r.machine.options.Start = step
	return r.start()
}

// screen is the screen that was made last.
func (r *rig) screen() *fakeScreen {
	r.t.Helper()
	if len(r.screens) == 0 {
		r.t.Fatal("no screen was made")
	}
	return r.screens[len(r.screens)-1]
}

func (r *rig) resize(size Size) {
	r.t.Helper()
	r.size = size
	r.send(tea.WindowSizeMsg{Width: size.Width, Height: size.Height})
}

// update gives the machine a message and returns its command, not yet run.
func (r *rig) update(msg tea.Msg) tea.Cmd {
	r.t.Helper()
	_, cmd := r.machine.Update(msg)
	return cmd
}

// send gives the machine a message, and what comes of it, until nothing does.
func (r *rig) send(msg tea.Msg) {
	r.t.Helper()
	r.run(r.update(msg))
}

// run runs a command as Bubble Tea does, one after the other.
func (r *rig) run(cmd tea.Cmd) {
	r.t.Helper()
	if cmd == nil {
		return
	}
	msg := cmd()
	if msg == nil {
		return
	}
	if _, ok := msg.(tea.QuitMsg); ok {
		r.quit = true
		return
	}
	if cmds, ok := sequenced(msg); ok {
		for _, cmd := range cmds {
			r.run(cmd)
		}
		return
	}
	r.send(msg)
}

// reply is a message that the screen on show asked for.
func (r *rig) reply(msg tea.Msg) tea.Msg {
	return r.machine.tagScreen(func() tea.Msg { return msg })()
}

// dialogReply is a message that the dialog on top asked for.
func (r *rig) dialogReply(msg tea.Msg) tea.Msg {
	r.t.Helper()
	d := r.machine.top()
	if d == nil {
		r.t.Fatal("no dialog is open")
	}
	return r.machine.tagDialog(d, func() tea.Msg { return msg })()
}

// emit has the screen on show report an event.
func (r *rig) emit(event Event) {
	r.t.Helper()
	r.send(r.reply(EventMsg{Event: event}))
}

func (r *rig) dialogEmits(event Event) {
	r.t.Helper()
	r.send(r.dialogReply(EventMsg{Event: event}))
}

func (r *rig) press(bindings ...key.Binding) {
	r.t.Helper()
	for _, binding := range bindings {
		r.send(keyOf(r.t, binding))
	}
}

// keyOf is the message of the key of a binding.
func keyOf(t *testing.T, binding key.Binding) tea.KeyMsg {
	t.Helper()
	for kind := tea.KeyType(-200); kind < 200; kind++ {
		msg := tea.KeyMsg{Type: kind}
		if kind == tea.KeySpace {
			msg.Runes = []rune{' '}
		}
		if key.Matches(msg, binding) {
			return msg
		}
	}
	t.Fatalf("no key for %v", binding.Keys())
	return tea.KeyMsg{}
}

func typedKey(text string) tea.KeyMsg { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text)} }

// frame is what the terminal shows, without styles.
func (r *rig) frame() string { return ansi.Strip(r.machine.View()) }

// sees fails unless every text is on the terminal, wrapped or not.
func (r *rig) sees(texts ...string) {
	r.t.Helper()
	for _, text := range texts {
		if !strings.Contains(squeeze(r.frame()), squeeze(text)) {
			r.t.Errorf("the terminal does not show %q:\n%s", text, r.frame())
		}
	}
}

func (r *rig) seesNot(texts ...string) {
	r.t.Helper()
	for _, text := range texts {
		if strings.Contains(squeeze(r.frame()), squeeze(text)) {
			r.t.Errorf("the terminal shows %q:\n%s", text, r.frame())
		}
	}
}

// squeeze takes spaces, line ends and the frames of dialogs out.
func squeeze(text string) string {
	return strings.NewReplacer(" ", "", "\n", "", "│", "").Replace(text)
}

// isAt fails unless the process is at a step.
func (r *rig) isAt(step Step) {
	r.t.Helper()
	if got := r.machine.Step(); got != step {
		r.t.Errorf("the machine is at %v, want %v", got, step)
	}
}

// fakeScreen notes what happens to it.
type fakeScreen struct {
	rig    *rig
	step   Step
	calls  []string
	got    []tea.Msg
	ctx    context.Context
	size   Size
	view   View
	typing bool
	keys   []key.Binding
	help   string

	onInit   tea.Cmd
	onUpdate func(msg tea.Msg) tea.Cmd
	ask      func(step Step) Dialog // nil: a dialog with two buttons
}

func (s *fakeScreen) Init(ctx context.Context) tea.Cmd {
	s.calls = append(s.calls, "Init")
	s.ctx = ctx
	return s.onInit
}

func (s *fakeScreen) Update(msg tea.Msg) tea.Cmd {
	s.got = append(s.got, msg)
	if s.onUpdate != nil {
		return s.onUpdate(msg)
	}
	return nil
}

func (s *fakeScreen) View() View { return s.view }

func (s *fakeScreen) SetSize(size Size) {
	s.calls = append(s.calls, "SetSize")
	s.size = size
}

func (s *fakeScreen) Title() string       { return "标题 " + s.step.String() }
func (s *fakeScreen) Step() Step          { return s.step }
func (s *fakeScreen) Keys() []key.Binding { return s.keys }
func (s *fakeScreen) Typing() bool        { return s.typing }
func (s *fakeScreen) Help() string        { return s.help }

func (s *fakeScreen) Ask(step Step) Dialog {
	if s.ask != nil {
		return s.ask(step)
	}
	return NewConfirm(ConfirmOptions{
		Title: "确认", Body: []string{"asks " + step.String()}, Keys: s.rig.keys, Theme: s.rig.machine.theme,
	})
}

// fakeDialog notes what it gets.
type fakeDialog struct {
	got      []tea.Msg
	onUpdate func(msg tea.Msg) tea.Cmd
	view     View
}

func (d *fakeDialog) Update(msg tea.Msg) tea.Cmd {
	d.got = append(d.got, msg)
	if d.onUpdate != nil {
		return d.onUpdate(msg)
	}
	return nil
}

func (d *fakeDialog) View(Size) View      { return d.view }
func (d *fakeDialog) Title() string       { return "fake" }
func (d *fakeDialog) Keys() []key.Binding { return nil }
