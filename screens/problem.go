package screens

import (
	"errors"
	"fmt"
	"math"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

// explain says in words what went wrong and how long to wait, without anything
// from the reply itself.
func (d *Deps) explain(err error) string {
	t := d.Text.Errors
	var ce *client.Error
	if !errors.As(err, &ce) {
		return t.Other
	}
	if ce.Busy() {
		return d.wait(t.Crowd, ce.RetryAfter)
	}
	switch ce.Kind {
	case client.Refused:
		return d.explainCode(ce)
	case client.Offline:
		return t.Offline + d.elsewhere(ce)
	case client.Timeout:
		return t.Timeout
	case client.Interrupted:
		return t.Interrupted
	case client.BadAnswer:
		return t.BadAnswer + d.elsewhere(ce)
	default:
		return t.Other
	}
}

// elsewhere points to the other line, where there is one that was not tried.
func (d *Deps) elsewhere(err *client.Error) string {
	if err.Everywhere || len(d.API.Endpoints()) < 2 {
		return ""
	}
	return d.Text.Errors.OtherLine
}

func (d *Deps) explainCode(ce *client.Error) string {
	t := d.Text.Errors
	words, ok := t.ByCode[ce.Code]
	if !ok {
		words = t.Other
	}
	return d.wait(words, ce.RetryAfter)
}

// wait adds to what went wrong how long to wait, when that is known.
func (d *Deps) wait(words string, wait time.Duration) string {
	if wait <= 0 {
		return words
	}
	return fmt.Sprintf(d.Text.Errors.WaitFormat, words, int(math.Ceil(wait.Seconds())))
}

// code is the backend's code in err, or empty when the backend did not answer.
func code(err error) api.Code {
	var ce *client.Error
	if errors.As(err, &ce) && ce.Kind == client.Refused {
		return ce.Code
	}
	return ""
}

// unlessEnded returns the command that leads back to the login when err says
// that the session ended, or nil when it says anything else.
func (d *Deps) unlessEnded(err error) tea.Cmd {
	if code(err) != api.CodeUnauthorized {
		return nil
	}
	return tea.Sequence(tui.Notify(tui.ToneWarning, d.Text.Common.SessionEnded), tui.Emit(tui.LoggedOut))
}

// retryAfter is how long the backend asks to wait, or zero.
func retryAfter(err error) time.Duration {
	var ce *client.Error
	if errors.As(err, &ce) {
		return ce.RetryAfter
	}
	return 0
}
