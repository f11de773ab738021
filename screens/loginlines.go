package screens

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
	"houbu/tui/widget"
)

// probe is the latency of a line, as far as it is known.
type probe struct {
	asking request[time.Duration]
	took   time.Duration
	up     bool // it answered the last time
	down   bool // it did not
}

// switchLine asks to log in over another line, with what is typed already.
type switchLine struct{ to int }

func lineID(line int) string { return strconv.Itoa(line) }

// probeAll measures every line, each in its own command.
func (s *login) probeAll() tea.Cmd {
	cmds := make([]tea.Cmd, len(s.probes))
	for i := range s.probes {
		cmds[i] = s.probes[i].asking.start(s.ctx, s.deps.Now(), func(ctx context.Context) (time.Duration, error) {
			return s.deps.API.Probe(ctx, i)
		})
	}
	return tea.Batch(cmds...)
}

// probed takes the latency of a line. It tells whether msg was one.
func (s *login) probed(msg tea.Msg) bool {
	for i := range s.probes {
		p := &s.probes[i]
		if got, ok := p.asking.take(msg); ok {
			p.took, p.up, p.down = got.value, got.err == nil, got.err != nil
			s.showLines()
			return true
		}
	}
	return false
}

// showLines writes the latencies beside the lines.
func (s *login) showLines() {
	endpoints := s.deps.API.Endpoints()
	options := make([]widget.Option, len(endpoints))
	for i, endpoint := range endpoints {
		label := fmt.Sprintf(s.text.ProbingFormat, endpoint.Name)
		switch p := s.probes[i]; {
		case p.up:
			label = fmt.Sprintf(s.text.LatencyFormat, endpoint.Name, max(1, p.took.Milliseconds()))
		case p.down:
			label = fmt.Sprintf(s.text.DownFormat, endpoint.Name)
		}
		options[i] = widget.Option{ID: lineID(i), Label: label}
	}
	s.lines.SetOptions(options)
}

// pickLine uses a line for all that follows.
func (s *login) pickLine(id string) tea.Cmd {
	line, err := strconv.Atoi(id)
	if err != nil {
		return nil // no line has such an ID
	}
	s.deps.API.Use(line)
	return s.deps.header()
}

// offerOther asks whether to use another line after the chosen one failed. It
// offers one that answers, else one that is not known to be down; when there is
// none, the network itself is the problem, and nothing is offered.
func (s *login) offerOther(err error) tea.Cmd {
	failed := s.deps.API.Line()
	if failed < len(s.probes) {
		s.probes[failed].up, s.probes[failed].down = false, true
		s.showLines()
	}
	other := s.otherLine(failed)
	if other < 0 || everywhere(err) {
		return nil
	}
	name := s.deps.API.Endpoints()[other].Name
	return tui.OpenDialog(tui.NewConfirm(tui.ConfirmOptions{
		Title:    s.text.SwitchTitle,
		Body:     []string{fmt.Sprintf(s.text.SwitchFormat, s.deps.explain(err), name)},
		YesLabel: fmt.Sprintf(s.text.SwitchDo, name),
		NoLabel:  s.deps.Text.Common.Cancel,
		Yes:      tui.CloseDialog(switchLine{to: other}),
		No:       tui.CloseDialog(nil),
		Keys:     s.deps.Keys, Theme: s.deps.Theme,
	}))
}

// everywhere tells whether the client has tried every line already.
func everywhere(err error) bool {
	var ce *client.Error
	return errors.As(err, &ce) && ce.Everywhere
}

func (s *login) otherLine(failed int) int {
	best := -1
	for i, p := range s.probes {
		if i == failed || p.down {
			continue
		}
		if best < 0 || p.up && !s.probes[best].up {
			best = i
		}
	}
	return best
}

// switchTo changes the line and logs in again with what is typed.
func (s *login) switchTo(line int) tea.Cmd {
	s.lines.SetValue(lineID(line))
	return tea.Batch(s.pickLine(lineID(line)), s.submit())
}

// gotExam keeps the exam session and shows a practice session's accounts. While
// there is no answer it looks again by itself: the backend may be starting, and
// at the login there is nothing else to do.
func (s *login) gotExam(got reply[api.Exam]) tea.Cmd {
	if got.err != nil {
		if s.doing == "" && s.lockedTo.IsZero() && !s.again && !canceled(got.err) {
			s.unseen = true
			s.tell(tui.ToneError, s.deps.trouble(got.err, true))
		}
		if !cut(got.err) && !serverFault(got.err) {
			return s.deps.online(true)
		}
		if cut(got.err) {
			s.reread = s.look
		}
		again := s.poll.later(s.deps)
		if in := crowded(got.err); in > 0 {
			again = s.poll.after(s.deps, in)
		}
		return tea.Batch(s.deps.online(!cut(got.err)), again)
	}
	s.poll.stop()
	s.reread = nil
	if s.unseen {
		s.unseen = false
		s.end()
	}
	s.deps.setExam(got.value)
	s.showDemo(got.value.Practice)
	return s.deps.header()
}

// showDemo lists the accounts of a practice session below the form. One that is
// picked is filled in.
func (s *login) showDemo(practice *api.Practice) {
	if practice == nil || !s.door.demo {
		return
	}
	if s.demo == nil {
		s.demo = widget.NewChoice(s.kit, fmt.Sprintf(s.text.DemoFormat, practice.Password), nil, s.pickDemo)
		s.form.Add("", widget.NewGap(s.kit)).Add(loginDemo, s.demo)
	}
	options := make([]widget.Option, len(practice.Accounts))
	for i, account := range practice.Accounts {
		options[i] = widget.Option{
			ID: account.Account,
			Label: strings.Join([]string{
				s.deps.maskAccount(account.Account), account.Name, s.deps.maskNumber(account.Document),
			}, " "),
			Note: account.About,
		}
	}
	s.demo.SetOptions(options)
}

// pickDemo fills in a demo account and goes to the button.
func (s *login) pickDemo(account string) tea.Cmd {
	practice := s.deps.State.Exam.Practice
	if practice == nil {
		return nil
	}
	s.account.SetValue(account)
	s.password.SetValue(practice.Password)
	s.form.SetErrors(nil)
	return s.form.Select(loginSubmit)
}
