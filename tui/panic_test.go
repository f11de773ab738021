package tui

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

// secret stands for personal data that a panic was called with.
const secret = "990101200501010010"

// checkFault fails unless err is the fault of a panic that tells nothing secret.
func checkFault(t *testing.T, err error) {
	t.Helper()
	var fault *PanicError
	if !errors.As(err, &fault) {
		t.Fatalf("the error is %v, want a *PanicError", err)
	}
	if strings.Contains(fault.Error()+string(fault.Stack), secret) {
		t.Errorf("the fault tells what the panic was called with: %v\n%s", fault, fault.Stack)
	}
	if !bytes.Contains(fault.Stack, []byte("panic_test.go")) {
		t.Errorf("the stack does not lead to the panic:\n%s", fault.Stack)
	}
}

type secretError struct{}

func (secretError) Error() string { return secret }

func TestPanicOfACommandEndsTheProgram(t *testing.T) {
	t.Parallel()
	for name, cmd := range map[string]tea.Cmd{
		"alone":         func() tea.Msg { panic(secret) },
		"with an error": func() tea.Msg { panic(secretError{}) },
		"in a batch":    tea.Batch(says("a"), func() tea.Msg { panic(secret) }),
		"in a sequence": tea.Sequence(says("a"), func() tea.Msg { panic(secret) }),
		"in both":       tea.Batch(says("a"), tea.Sequence(says("b"), func() tea.Msg { panic(secret) })),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t)
			r.prepare = func(s *fakeScreen) { s.onInit = cmd }
			r.start()
			if !r.quit {
				t.Error("the program goes on")
			}
			checkFault(t, r.machine.Err())
		})
	}
}

// TestPanicOfACommandOfALeftScreenCounts too: a fault is a fault.
func TestPanicOfACommandOfALeftScreenCounts(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.start()
	late := r.machine.tagScreen(func() tea.Msg { panic(secret) })
	r.emit(LoggedIn)
	r.run(late)
	checkFault(t, r.machine.Err())
}

// faulty are screens that panic at one of their methods.
func faulty() map[string]func(s *fakeScreen) {
	boom := func(tea.Msg) tea.Cmd { panic(secret) }
	return map[string]func(s *fakeScreen){
		"Update": func(s *fakeScreen) { s.onUpdate = boom },
		"Ask":    func(s *fakeScreen) { s.ask = func(Step) Dialog { panic(secret) } },
		"dialog": func(s *fakeScreen) { s.ask = func(Step) Dialog { return &fakeDialog{onUpdate: boom} } },
	}
}

func TestPanicInUpdateEndsTheProgram(t *testing.T) {
	t.Parallel()
	for name, spoil := range faulty() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t)
			r.machine.options.Start = StepWritten
			r.prepare = spoil
			out := &terminalLog{}
			s := NewSession(r.machine, out, PainterOptions{}, r.size)
			defer s.Close()
			s.Init()
			quit := false
			for _, msg := range []tea.Msg{answer("a"), r.reply(EventMsg{Event: Chosen}), typedKey("x")} {
				_, cmd := s.Update(msg)
				quit = quit || isQuit(cmd)
			}
			if !quit {
				t.Error("the program goes on")
			}
			checkFault(t, r.machine.Err())
			s.painter.Flush()
			if written := bytes.Join(out.take(), nil); bytes.Contains(written, []byte(secret)) {
				t.Errorf("the terminal shows what the panic was called with: %q", written)
			}
		})
	}
}

func isQuit(cmd tea.Cmd) bool {
	if cmd == nil {
		return false
	}
	_, ok := cmd().(tea.QuitMsg)
	return ok
}

// TestPanicInViewEndsTheProgram: the frame is drawn within Update.
func TestPanicInViewEndsTheProgram(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.machine.options.Factory = func(Step) Screen { return panicView{fakeScreen: &fakeScreen{rig: r}} }
	s := NewSession(r.machine, io.Discard, PainterOptions{}, r.size)
	defer s.Close()
	if !isQuit(s.Init()) {
		t.Error("the program goes on")
	}
	checkFault(t, r.machine.Err())
}

type panicView struct{ *fakeScreen }

func (panicView) View() View { panic(secret) }

// TestPanicOfThePainterIsReported: what it was about to write is not.
func TestPanicOfThePainterIsReported(t *testing.T) {
	t.Parallel()
	failed := make(chan error, 1)
	p := NewPainter(panicWriter{}, PainterOptions{Failed: func(err error) { failed <- err }})
	defer p.Close()
	p.Show(Frame{View: View{Body: "a"}, Size: Size{Width: 10, Height: 2}})
	checkFault(t, <-failed)
}

type panicWriter struct{}

func (panicWriter) Write([]byte) (int, error) { panic(secret) }

func TestFaultNamesRuntimeErrors(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		run  func(list []int)
		want string
	}{
		{func(list []int) { n := len(list); list[n] = 1 }, "internal fault: runtime error: index out of range [2] with length 2"},
		{func([]int) { panic(secret) }, "internal fault: panic with a string"},
		{func([]int) { panic(secretError{}) }, "internal fault: panic with a tui.secretError"},
	} {
		if got := faultOf(tt.run).Error(); got != tt.want {
			t.Errorf("the fault is %q, want %q", got, tt.want)
		}
	}
}

func faultOf(run func(list []int)) (fault *PanicError) {
	defer func() { fault = newPanicError(recover()) }()
	run([]int{1, 2})
	return nil
}
