package screens

import (
	"fmt"
	"reflect"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"houbu/api"
	"houbu/screens/text"
	"houbu/tui"
)

// stage runs one screen in the machine, without a terminal and without a clock.
// Commands run at once and in order, unless they are held; timers go off when
// the test says that time passes. Another screen that the table leads to is an
// extra, which shows nothing.
type stage struct {
	t       *testing.T
	backend *fakeBackend
	deps    *Deps
	machine *tui.Machine
	kiosk   *tui.Kiosk // that the machine is a visit of, unless nil
	size    tui.Size

	now    time.Time
	timers []timer
	holds  bool
	held   []tea.Cmd
	all    bool // every step has its own screen, not only the one opened

	checked int // messages

	watch func() // called whenever the terminal may show something else, unless nil
}

// timer is a message that is due.
type timer struct {
	at   time.Time
	then tea.Msg
}

// newStage makes a stage on which a step will be shown by open.
func newStage(t *testing.T, backend *fakeBackend, size tui.Size) *stage {
	t.Helper()
	keys := tui.NewKeyMap(tui.ChineseChrome())
	s := &stage{t: t, backend: backend, size: size, now: testNow()}
	number := 0
	s.deps = &Deps{
		API: backend, Theme: tui.NewTheme(tui.NewRenderer(), tui.ThemeOptions{NoColour: true}), Keys: &keys,
		Text: text.Chinese(), State: &State{Exam: testExam(), Candidate: testCandidate(api.NextAgreement)},
		Now: func() time.Time { return s.now },
		NewKey: func() string {
			number++
			return fmt.Sprintf("key-%08d", number)
		},
		After: func(in time.Duration, then tea.Msg) tea.Cmd {
			s.timers = append(s.timers, timer{s.now.Add(in), then})
			return nil
		},
	}
	return s
}

// open shows a step. Before it, a test may change what the screen will find.
func (s *stage) open(step tui.Step) {
	s.t.Helper()
	real := Factory(s.deps)
	s.machine = tui.New(tui.Options{
		Factory: func(to tui.Step) tui.Screen {
			if to == step || s.all {
				return real(to)
			}
			return &extra{step: to}
		},
		Start: step, Keys: s.deps.Keys, Theme: s.deps.Theme, Text: tui.ChineseChrome(),
		Ignored: func(at tui.Step, event tui.Event) { s.t.Errorf("event %d has no row at step %d", event, at) },
	})
	s.t.Cleanup(s.machine.Close)
	if step != tui.StepLogin {
		s.send(s.deps.header()())
	}
	s.send(windowSize(s.size))
}

// send gives the machine a message and runs what comes of it.
func (s *stage) send(msg tea.Msg) {
	s.t.Helper()
	cmd := s.update(msg)
	if s.watch != nil {
		s.watch()
	}
	s.run(cmd)
}

// mostChecked is for how many messages a stage looks whether what is still is still:
// a clock that a test lets run for days sends thousands that are all the same.
const mostChecked = 300

// update gives the machine a message, and checks that a machine that says that nothing
// is to be drawn shows what it showed before.
func (s *stage) update(msg tea.Msg) tea.Cmd {
	s.t.Helper()
	if s.kiosk != nil { // is never still
		_, cmd := s.kiosk.Update(msg)
		return cmd
	}
	if s.checked++; s.checked > mostChecked {
		_, cmd := s.machine.Update(msg)
		return cmd
	}
	before := s.machine.View()
	_, cmd := s.machine.Update(msg)
	if s.machine.Still() {
		if after := s.machine.View(); after != before {
			s.t.Errorf("%T changes what is seen, which nobody would draw:\n%s\nbefore:\n%s", msg, after, before)
		}
	}
	return cmd
}

// run runs a command, or keeps it while commands are held.
func (s *stage) run(cmd tea.Cmd) {
	s.t.Helper()
	if cmd == nil {
		return
	}
	if s.holds {
		s.held = append(s.held, cmd)
		return
	}
	msg := cmd()
	if msg == nil {
		return
	}
	if cmds, ok := several(msg); ok {
		for _, cmd := range cmds {
			s.run(cmd)
		}
		return
	}
	s.send(msg)
}

// several returns the commands of a tea.Batch or a tea.Sequence, whose message
// types are both a []tea.Cmd.
func several(msg tea.Msg) ([]tea.Cmd, bool) {
	value, commands := reflect.ValueOf(msg), reflect.TypeFor[[]tea.Cmd]()
	if value.Kind() != reflect.Slice || !value.Type().ConvertibleTo(commands) {
		return nil, false
	}
	return value.Convert(commands).Interface().([]tea.Cmd), true
}

// hold keeps commands from running: requests stay under way.
func (s *stage) hold() { s.holds = true }

// release runs the commands that were held, in order, and all that come after.
func (s *stage) release() {
	s.t.Helper()
	s.holds = false
	held := s.held
	s.held = nil
	for _, cmd := range held {
		s.run(cmd)
	}
}

// pass lets time pass, and timers go off at their instants.
func (s *stage) pass(d time.Duration) {
	s.t.Helper()
	end := s.now.Add(d)
	for {
		sort.SliceStable(s.timers, func(i, j int) bool { return s.timers[i].at.Before(s.timers[j].at) })
		if len(s.timers) == 0 || s.timers[0].at.After(end) {
			s.now = end
			return
		}
		due := s.timers[0]
		s.timers = s.timers[1:]
		if due.at.After(s.now) {
			s.now = due.at
		}
		s.send(due.then)
	}
}

// jump moves the clock by d, as a machine that slept does: what fell due in
// between fires once, when time passes again.
func (s *stage) jump(d time.Duration) { s.now = s.now.Add(d) }

// press presses keys, given by their bindings.
func (s *stage) press(bindings ...key.Binding) {
	s.t.Helper()
	for _, binding := range bindings {
		s.send(keyOf(s.t, binding))
	}
}

// keyOf is the key that a binding is first bound to.
func keyOf(t *testing.T, binding key.Binding) tea.KeyMsg {
	t.Helper()
	name := binding.Keys()[0]
	for kind := tea.KeyType(-100); kind <= 127; kind++ {
		k := tea.Key{Type: kind}
		if kind == tea.KeySpace {
			k.Runes = []rune{' '}
		}
		if kind != tea.KeyRunes && k.String() == name {
			return tea.KeyMsg(k)
		}
	}
	t.Fatalf("no key is named %q", name)
	return tea.KeyMsg{}
}

// write types a text, character by character.
func (s *stage) write(words string) {
	s.t.Helper()
	for _, r := range words {
		k := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}}
		if r == ' ' {
			k.Type = tea.KeySpace
		}
		s.send(k)
	}
}

// paste pastes a text, as a terminal with bracketed paste does.
func (s *stage) paste(words string) {
	s.t.Helper()
	s.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(words), Paste: true})
}

// frame is what the terminal shows, without styles and spaces at line ends.
func (s *stage) frame() string {
	view := s.machine.View()
	if s.kiosk != nil {
		view = s.kiosk.View()
	}
	lines := strings.Split(ansi.Strip(view), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

// sees fails unless every text is on the terminal; lines are joined, since a
// text may be wrapped.
func (s *stage) sees(texts ...string) {
	s.t.Helper()
	frame := s.frame()
	shown := squeeze(frame)
	for _, words := range texts {
		if !strings.Contains(shown, squeeze(words)) {
			s.t.Errorf("the terminal does not show %q:\n%s", words, frame)
		}
	}
}

// seesNot fails if one of the texts is on the terminal.
func (s *stage) seesNot(texts ...string) {
	s.t.Helper()
	frame := s.frame()
	shown := squeeze(frame)
	for _, words := range texts {
		if strings.Contains(shown, squeeze(words)) {
			s.t.Errorf("the terminal shows %q:\n%s", words, frame)
		}
	}
}

// squeeze takes spaces, line ends and the frames of dialogs out.
func squeeze(words string) string {
	return strings.NewReplacer(" ", "", "\n", "", "│", "").Replace(words)
}

// at fails unless the process is at a step.
func (s *stage) at(step tui.Step) {
	s.t.Helper()
	if got := s.machine.Step(); got != step {
		s.t.Errorf("at step %d, want %d:\n%s", got, step, s.frame())
	}
}

// resize changes the size of the terminal.
func (s *stage) resize(size tui.Size) {
	s.t.Helper()
	s.size = size
	s.send(windowSize(size))
}

func windowSize(size tui.Size) tea.WindowSizeMsg {
	return tea.WindowSizeMsg{Width: size.Width, Height: size.Height}
}

// step runs the commands that were held, and holds what comes of them: as when
// the machine has taken a dialog's answer, and the request that follows from it
// is under way.
func (s *stage) step() {
	s.t.Helper()
	held := s.held
	s.held = nil
	s.holds = true
	for _, cmd := range held {
		msg := cmd()
		if cmds, ok := several(msg); ok {
			s.held = append(s.held, cmds...)
		} else if msg != nil {
			s.send(msg)
		}
	}
}

// focus moves on until the line with the focus mark shows a text.
func (s *stage) focus(words string) {
	s.t.Helper()
	for range 20 {
		for _, line := range strings.Split(s.frame(), "\n") {
			if strings.HasPrefix(line, s.deps.Theme.Glyphs.Focus) && strings.Contains(line, words) {
				return
			}
		}
		s.press(s.deps.Keys.Next)
	}
	s.t.Fatalf("the focus never comes to %q:\n%s", words, s.frame())
}
