package tui

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// Scenarios of a child process.
const (
	childEcho         = "echo"          // shows what is typed
	childBusy         = "busy"          // has always something new to show
	childPanicUpdate  = "panic-update"  // panics in Update at a letter
	childPanicView    = "panic-view"    // … in View
	childPanicCommand = "panic-command" // … in a command
	childFails        = "fails"         // ends its own context at a letter
)

// errChild is what the scenario childFails ends with.
var errChild = errors.New("the backend failed")

// child runs the program on the terminal that is its input and output, and
// writes what it ended with to the file that it was given as number 3.
func child(scenario string) int {
	report := os.NewFile(3, "report")
	keys := NewKeyMap(ChineseChrome())
	ctx, end := context.WithCancelCause(context.Background())
	machine := New(Options{
		Factory: func(step Step) Screen { return &childScreen{step: step, scenario: scenario, keys: &keys, end: end} },
		Keys:    &keys, Theme: NewTheme(NewRenderer(), ThemeOptions{}), Text: ChineseChrome(),
	})
	err := Run(ctx, machine, RunOptions{})
	end(nil)
	if _, err := fmt.Fprint(report, outcome(err)); err != nil {
		return 1
	}
	return 0
}

// outcome names an error for the parent.
func outcome(err error) string {
	var signal *SignalError
	var fault *PanicError
	switch {
	case err == nil:
		return "quit"
	case errors.As(err, &signal):
		return "signal " + signal.Signal.String()
	case errors.As(err, &fault):
		if strings.Contains(fault.Error()+string(fault.Stack), secret) {
			return "a fault that tells"
		}
		return "fault"
	default:
		return err.Error()
	}
}

// childScreen shows what is typed.
type childScreen struct {
	step     Step
	scenario string
	keys     *KeyMap
	end      context.CancelCauseFunc
	size     Size
	typed    string
	count    int
	spoilt   bool
}

type childTick struct{}

func (s *childScreen) tick() tea.Cmd {
	return tea.Tick(time.Millisecond, func(time.Time) tea.Msg { return childTick{} })
}

func (s *childScreen) Init(context.Context) tea.Cmd {
	if s.scenario == childBusy {
		return s.tick()
	}
	return nil
}

func (s *childScreen) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(childTick); ok {
		s.count++
		return s.tick()
	}
	k, ok := msg.(tea.KeyMsg)
	switch {
	case !ok:
		return nil
	case Pressed(msg, s.keys.Activate):
		return EmitNotice(LoggedIn, ToneSuccess, "登录成功")
	}
	s.typed += k.String()
	switch s.scenario {
	case childPanicUpdate:
		panic(secret)
	case childPanicCommand:
		return tea.Batch(func() tea.Msg { panic(secret) }, s.tick())
	case childPanicView:
		s.spoilt = true
	case childFails:
		s.end(errChild)
	}
	return nil
}

func (s *childScreen) View() View {
	if s.spoilt {
		panic(secret)
	}
	typed := "typed: " + s.typed
	body := fmt.Sprintf("%s\nsize: %dx%d\ncount: %d", typed, s.size.Width, s.size.Height, s.count)
	return View{Body: body, Cursor: &Position{X: Width(typed), Y: 0}}
}

func (s *childScreen) SetSize(size Size)   { s.size = size }
func (s *childScreen) Title() string       { return "标题 " + s.step.String() }
func (s *childScreen) Step() Step          { return s.step }
func (s *childScreen) Keys() []key.Binding { return bindings(s.keys.Activate) }
func (s *childScreen) Typing() bool        { return true }
