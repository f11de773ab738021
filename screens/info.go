package screens

import (
	"context"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/client"
	"houbu/screens/text"
	"houbu/tui"
	"houbu/tui/widget"
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
	all     *widget.Buttons // what belongs to no row

	poll   poller
	tick   pulse // when a time left says something else
	still  bool  // the last message changed nothing that is seen
	stale  bool  // a notice says that what is shown is old
	wanted bool  // F5: the answer is told

	crowdTo time.Time // until when the backend wants not to be asked, with the notice that says so
	crowded tea.Cmd
}

// answer is what a conditional request brought.
type answer struct {
	info    api.Info
	etag    string
	changed bool
}

func newInfo(deps *Deps) *info {
	words := deps.Text.Info
	s := &info{page: newPage(deps, tui.StepInfo, words.Title, words.Help), text: words}
	s.form.Add("", s.line)
	return s
}

// Keys are the bindings that work now.
func (s *info) Keys() []key.Binding {
	keys := []key.Binding{s.deps.Keys.Refresh, s.deps.Keys.Back}
	if s.hasHistory() {
		keys = append(keys, s.deps.Keys.History)
	}
	return s.keys(keys...)
}

// Init reads the registration info.
func (s *info) Init(ctx context.Context) tea.Cmd {
	s.enter(ctx)
	return tea.Batch(s.begin(s.text.Loading), s.ask())
}

// ask asks what has changed since the last answer.
func (s *info) ask() tea.Cmd {
	backend, etag := s.deps.API, s.etag
	return s.reading.start(s.ctx, s.deps.Now(), func(ctx context.Context) (answer, error) {
		info, etag, changed, err := backend.Info(client.Once(ctx), etag)
		return answer{info, etag, changed}, err
	})
}

// look asks by itself. Once something is shown, that stays where it is.
func (s *info) look() tea.Cmd {
	if !s.read {
		return tea.Batch(s.begin(s.text.Loading), s.ask())
	}
	return s.ask()
}

// refresh is F5. Once something is shown, it stays where it is. A backend that is
// overloaded is not asked before it wants to be: it asks by itself then.
func (s *info) refresh() tea.Cmd {
	if s.deps.Now().Before(s.crowdTo) {
		return s.crowded
	}
	if !s.read {
		return tea.Batch(s.begin(s.text.Loading), s.ask())
	}
	s.wanted = true
	return tea.Batch(tui.NotifyHere(tui.ToneInfo, s.text.Loading), s.ask())
}

// Update takes keys, replies and the clock.
func (s *info) Update(msg tea.Msg) tea.Cmd {
	s.still = false
	defer func() {
		if !s.still {
			s.settle()
		}
	}()
	if cmd, ok := s.beat(msg); ok {
		return cmd
	}
	if s.tick.take(msg) {
		return s.write()
	}
	if s.poll.take(msg) {
		s.still = s.read
		return s.look()
	}
	if got, ok := s.reading.take(msg); ok {
		s.still = s.nothingNew(got)
		return s.answered(got)
	}
	switch {
	case tui.Pressed(msg, s.deps.Keys.Refresh):
		return s.refresh()
	case tui.Pressed(msg, s.deps.Keys.Back):
		return tui.Emit(tui.Back)
	case tui.Pressed(msg, s.deps.Keys.History) && s.hasHistory():
		return s.showHistory()
	}
	return s.form.Update(msg)
}

// Still tells whether the last message changed nothing that is seen.
func (s *info) Still() bool { return s.still }

// nothingNew tells of an answer that all that is shown stays as it is: nothing is
// new, and nothing is said that the answer takes back.
func (s *info) nothingNew(got reply[answer]) bool {
	return got.err == nil && !got.value.changed && s.read && !s.stale && !s.wanted && s.quiet()
}

// answered shows what has changed and asks again later.
func (s *info) answered(got reply[answer]) tea.Cmd {
	if got.err != nil {
		return s.failed(got.err)
	}
	s.end()
	s.at = s.deps.Now()
	cmds := []tea.Cmd{s.poll.again(s.deps), s.deps.online(true)}
	if got.value.changed || !s.read {
		told := s.news(got.value.info)
		s.info, s.etag, s.read = got.value.info, got.value.etag, true
		cmds = append(cmds, s.build(), s.write())
		if told != nil {
			s.stale, s.wanted = false, false // it takes the place of what was told
			return tea.Batch(append(cmds, told)...)
		}
	}
	return tea.Batch(append(cmds, s.fresh())...)
}

// fresh takes back that what is shown is old, and answers F5.
func (s *info) fresh() tea.Cmd {
	words := ""
	if s.wanted {
		words = s.deps.clocked(s.text.Fresh, s.at)
	}
	if !s.stale && !s.wanted {
		return nil
	}
	s.stale, s.wanted = false, false
	return tui.NotifyHere(tui.ToneInfo, words)
}

// failed says what went wrong. Where it may pass by itself, it goes on asking,
// less and less often, and says meanwhile that what is shown is old. A refusal
// does not pass, so it is not asked again by itself.
func (s *info) failed(err error) tea.Cmd {
	if in := crowded(err); in > 0 {
		return s.stayAway(in)
	}
	passing := cut(err) || serverFault(err)
	if cut(err) {
		defer func() { s.reread = s.look }() // after fail, which takes it away
	}
	var again tea.Cmd
	if passing {
		again = s.poll.later(s.deps)
	}
	if !s.read || canceled(err) || code(err) == api.CodeUnauthorized {
		return tea.Batch(s.fail(err), again)
	}
	s.stale, s.wanted = true, false
	told := tui.NotifyHere(tui.ToneError, s.deps.trouble(err, false))
	if passing {
		told = tui.NotifyHere(tui.ToneWarning, s.deps.staleSince(s.at, err))
	}
	return tea.Batch(told, again, s.deps.online(!cut(err)))
}

// stayAway asks again when an overloaded backend told to, and says so meanwhile.
func (s *info) stayAway(in time.Duration) tea.Cmd {
	now := s.deps.Now()
	s.crowdTo, s.crowded = now.Add(in), nil
	again := tea.Batch(s.poll.after(s.deps, in), s.deps.online(true))
	if !s.read {
		return tea.Batch(s.page.stayAway(s.text.Loading, in), again)
	}
	s.stale, s.wanted = true, false
	s.crowded = tui.NotifyHere(tui.ToneWarning, s.deps.staleCrowd(s.at, s.crowdTo))
	return tea.Batch(s.crowded, again)
}
