package tui

import (
	"reflect"

	tea "github.com/charmbracelet/bubbletea"
)

// origin is who started a command: a screen, by its generation, and above it a
// dialog, by its number, or none. The zero value is the machine itself, or a
// message from outside. A kiosk tags what its machine's commands send once more,
// with the visit.
type origin struct {
	visit      uint64
	generation uint64
	dialog     uint64
}

// taggedMsg is a message of a command together with who started the command.
type taggedMsg struct {
	from origin
	msg  tea.Msg
}

// panicMsg is sent instead of the message of a command that panicked.
type panicMsg struct {
	err *PanicError
}

// lastingMsg is a message that counts although who started its command is gone.
type lastingMsg struct{ msg tea.Msg }

// Lasting makes the message of a command, such as a notice, count although the
// screen that started it was left. It is for what goes on beside the steps, and
// its command must not batch.
func Lasting(cmd tea.Cmd) tea.Cmd {
	return func() tea.Msg {
		msg := cmd()
		if msg == nil {
			return nil
		}
		return lastingMsg{msg}
	}
}

// tag makes the messages of cmd come back with their origin, so that replies to
// a screen that was left are known and dropped. What cmd batches or sequences is
// tagged one by one and handed to Bubble Tea again, which keeps their order.
// A panic of cmd becomes a message: Bubble Tea would print it.
func tag(from origin, cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (result tea.Msg) {
		defer func() {
			if value := recover(); value != nil {
				result = panicMsg{err: newPanicError(value)}
			}
		}()
		switch msg := cmd().(type) {
		case nil:
			return nil
		case tea.BatchMsg:
			return tea.BatchMsg(tagAll(from, msg))
		default:
			if cmds, ok := sequenced(msg); ok {
				return run(tea.Sequence(tagAll(from, cmds)...))
			}
			return taggedMsg{from: from, msg: msg}
		}
	}
}

func tagAll(from origin, cmds []tea.Cmd) []tea.Cmd {
	tagged := make([]tea.Cmd, len(cmds))
	for i, cmd := range cmds {
		tagged[i] = tag(from, cmd)
	}
	return tagged
}

func run(cmd tea.Cmd) tea.Msg {
	if cmd == nil {
		return nil
	}
	return cmd()
}

// sequenced returns the commands of a tea.Sequence. Its message type is not
// exported (Bubble Tea v1.3.10, commands.go: type sequenceMsg []Cmd), so it is
// known by its shape. Passed on tagged, Bubble Tea would not know it and its
// commands would never run.
func sequenced(msg tea.Msg) ([]tea.Cmd, bool) {
	value := reflect.ValueOf(msg)
	commands := reflect.TypeFor[[]tea.Cmd]()
	if value.Kind() != reflect.Slice || !value.Type().ConvertibleTo(commands) {
		return nil, false
	}
	cmds, ok := value.Convert(commands).Interface().([]tea.Cmd)
	return cmds, ok
}
