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

// The platform's buttons.
const (
	platformRefresh = "refresh"
	platformBack    = "back"
)

// platform is step 17: what to pay, where and until when, and the live state of
// the order. The payment itself happens at the address shown, on a phone.
type platform struct {
	page
	text text.Platform

	facts   *widget.Facts
	address *widget.Note
	hint    *widget.Note
	buttons *widget.Buttons
	qr      *widget.QR // of the address, nil while there is none
	qrAt    int        // the column that it stands at, 0 where it has no room

	reading request[api.Order]
	order   api.Order
	read    bool      // order is the backend's
	at      time.Time // when it was read
	told    bool      // what is under way was asked for with 更新

	poll poller
	tick pulse // when the time left says something else
}

func newPlatform(deps *Deps) *platform {
	words := deps.Text.Platform
	s := &platform{page: newPage(deps, tui.StepPlatform, words.Title, words.Help), text: words}
	s.facts = widget.NewFacts(s.kit).Single()
	s.address = widget.NewNote(s.kit, "")
	s.hint = widget.NewHint(s.kit, "")
	s.buttons = widget.NewButtons(s.kit, s.press,
		widget.Button{ID: platformRefresh, Label: s.text.Refresh}, widget.Button{ID: platformBack, Label: s.text.Done})
	s.form.Add("", s.facts).
		Add("", widget.NewGap(s.kit)).
		Add("", s.address).
		Add("", s.hint).
		Add("", widget.NewGap(s.kit)).
		Add("", s.line).
		Add("buttons", s.buttons)
	return s
}

// Keys are the bindings that work now.
func (s *platform) Keys() []key.Binding { return s.keys(s.deps.Keys.Refresh, s.deps.Keys.Back) }

// Init reads the order. Without one there is nothing to show.
func (s *platform) Init(ctx context.Context) tea.Cmd {
	s.enter(ctx)
	if s.deps.State.Order.ID == "" {
		return tui.Emit(tui.Back)
	}
	return tea.Batch(s.form.Init(), s.begin(s.deps.Text.Common.Loading), s.ask(false))
}

// ask asks how the order stands: the backend, or through it the platform again.
func (s *platform) ask(platform bool) tea.Cmd {
	backend, id := s.deps.API, s.deps.State.Order.ID
	s.told = platform
	return s.reading.start(s.ctx, s.deps.Now(), func(ctx context.Context) (api.Order, error) {
		if platform {
			return backend.RefreshOrder(ctx, id)
		}
		return backend.Order(client.Once(ctx), id)
	})
}

// Update takes keys, replies and the clock.
func (s *platform) Update(msg tea.Msg) tea.Cmd {
	defer s.settle()
	if cmd, ok := s.beat(msg); ok {
		return cmd
	}
	if s.tick.take(msg) {
		return s.write()
	}
	if s.poll.take(msg) {
		return s.ask(false)
	}
	if got, ok := s.reading.take(msg); ok {
		return s.answered(got)
	}
	switch {
	case tui.Pressed(msg, s.deps.Keys.Refresh):
		return s.press(platformRefresh)
	case tui.Pressed(msg, s.deps.Keys.Back):
		return tui.Emit(tui.Back)
	}
	return s.form.Update(msg)
}

// press is 更新, or 返回.
func (s *platform) press(id string) tea.Cmd {
	if id == platformBack {
		return tui.Emit(tui.Back)
	}
	if s.buttons.Busy() {
		return nil
	}
	s.poll.stop()
	s.buttons.SetBusy(platformRefresh, s.text.Refresh)
	return tea.Batch(s.begin(s.text.Refreshing), s.ask(true))
}

// answered shows how the order stands, and asks again later as long as it can
// still change. Paid, it goes on by itself.
func (s *platform) answered(got reply[api.Order]) tea.Cmd {
	s.buttons.SetIdle()
	if got.err != nil {
		return s.failed(got.err)
	}
	s.end()
	s.show(got.value)
	clock, online := s.write(), s.deps.online(true)
	switch s.order.State {
	case api.OrderPaid:
		return tea.Sequence(
			tui.EmitNotice(tui.Paid, tui.ToneSuccess, s.deps.attested(s.text.PaidNotice, s.order.Number)),
			s.printPaid(s.order))
	case api.OrderRefused:
		s.tell(tui.ToneWarning, s.text.RefusedNotice)
		return tea.Batch(s.form.Select("buttons"), online)
	case api.OrderExpired:
		s.tell(tui.ToneWarning, s.text.ExpiredNotice)
		return tea.Batch(s.form.Select("buttons"), online)
	case api.OrderOpen:
	}
	if s.told {
		s.tell(tui.ToneInfo, s.text.StillOpen)
	}
	return tea.Batch(clock, s.poll.again(s.deps), online)
}

// failed says that what is shown is old, and goes on asking, less and less
// often. A refusal is not the line's, so it is not asked again by itself.
func (s *platform) failed(err error) tea.Cmd {
	cmd := s.failRead(err, func() tea.Cmd { return s.ask(false) })
	if in := crowded(err); in > 0 {
		return tea.Batch(cmd, s.stayAway(in))
	}
	if !cut(err) && !serverFault(err) {
		return cmd
	}
	if s.read && !s.told {
		s.tell(tui.ToneWarning, s.deps.staleSince(s.at, err))
	}
	return tea.Batch(cmd, s.poll.later(s.deps))
}

// stayAway asks again when an overloaded backend told to, and says so meanwhile.
func (s *platform) stayAway(in time.Duration) tea.Cmd {
	again := s.poll.after(s.deps, in)
	switch {
	case !s.read:
		return tea.Batch(s.page.stayAway(s.deps.Text.Common.Loading, in), again)
	case !s.told:
		s.tell(tui.ToneWarning, s.deps.staleCrowd(s.at, s.deps.Now().Add(in)))
	}
	return again
}
