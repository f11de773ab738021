package screens

import (
	"context"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/screens/text"
	"houbu/tui"
)

// info is step 10 and 13, with the dialog of step 11 over it: what the candidate
// waits for and holds, and what can be done with it now. It asks by itself what
// has changed, with a conditional request.
type info struct {
	page
	text text.Info

	reading request[answer]
	etag    string
	info    api.Info
	read    bool      // info is the backend's
	at      time.Time // when it was read
	shape   string    // of the form that shows it
	blocks  []*block

	poll poller
	tick pulse // when a time left says something else
}

// answer is what a conditional request brought.
type answer struct {
	info    api.Info
	etag    string
	changed bool
}

func newInfo(deps *Deps) *info {
	s := &info{page: newPage(deps), text: deps.Text.Info}
	s.form.Add("", s.line)
	return s
}

// Title is shown in the header.
func (s *info) Title() string { return s.text.Title }

// Step is the registration info.
func (s *info) Step() tui.Step { return tui.StepInfo }

// Help says what this step is for.
func (s *info) Help() string { return s.text.Help }

// Keys are the bindings that work now.
func (s *info) Keys() []key.Binding { return s.keys(s.deps.Keys.Refresh, s.deps.Keys.Back) }

// Init reads the registration info.
func (s *info) Init(ctx context.Context) tea.Cmd {
	s.ctx = ctx
	return tea.Batch(s.begin(s.text.Loading), s.ask())
}

// ask asks what has changed since the last answer.
func (s *info) ask() tea.Cmd {
	backend, etag := s.deps.API, s.etag
	return s.reading.start(s.ctx, s.deps.Now(), func(ctx context.Context) (answer, error) {
		info, etag, changed, err := backend.Info(ctx, etag)
		return answer{info, etag, changed}, err
	})
}

// Update takes keys, replies and the clock.
func (s *info) Update(msg tea.Msg) tea.Cmd {
	defer s.settle()
	if cmd, ok := s.beat(msg); ok {
		return cmd
	}
	if s.tick.take(msg) {
		return s.write()
	}
	if s.poll.take(msg) {
		return s.ask()
	}
	if got, ok := s.reading.take(msg); ok {
		return s.answered(got)
	}
	switch {
	case tui.Pressed(msg, s.deps.Keys.Refresh):
		return tea.Batch(s.begin(s.text.Loading), s.ask())
	case tui.Pressed(msg, s.deps.Keys.Back):
		return tui.Emit(tui.Back)
	}
	return s.form.Update(msg)
}

// answered shows what has changed and asks again later.
func (s *info) answered(got reply[answer]) tea.Cmd {
	if got.err != nil {
		return s.failed(got.err)
	}
	s.end()
	s.at = s.deps.Now()
	again := s.poll.again(s.deps)
	if !got.value.changed && s.read {
		return tea.Batch(again, s.deps.online(true))
	}
	told := s.news(got.value.info)
	s.info, s.etag, s.read = got.value.info, got.value.etag, true
	return tea.Batch(s.build(), s.write(), again, told, s.deps.online(true))
}

// failed says that what is shown is old, and goes on asking, less and less
// often. A refusal is not the line's, so it is not asked again by itself.
func (s *info) failed(err error) tea.Cmd {
	cmd := s.fail(err)
	if !cut(err) && !serverFault(err) {
		return cmd
	}
	if s.read {
		s.tell(tui.ToneWarning, s.deps.staleSince(s.at))
	}
	return tea.Batch(cmd, s.poll.later(s.deps))
}

// news says that a seat came, or that an entry ended, while one was looking.
func (s *info) news(now api.Info) tea.Cmd {
	if !s.read {
		return nil
	}
	var told tea.Cmd
	for _, before := range s.info.Entries {
		switch {
		case hasEntry(now.Entries, before.ID):
		case seatOf(now, before.ID):
			told = tui.Notify(tui.ToneSuccess, s.offered(before))
		default:
			told = tui.Notify(tui.ToneWarning, s.over(before))
		}
	}
	return told
}

func hasEntry(entries []api.Entry, id string) bool {
	for _, e := range entries {
		if e.ID == id {
			return true
		}
	}
	return false
}

// seatOf tells whether an entry has led to a seat.
func seatOf(info api.Info, entry string) bool {
	for _, list := range [][]api.Registration{info.Written, info.Oral} {
		for _, r := range list {
			if r.EntryID == entry {
				return true
			}
		}
	}
	return false
}
