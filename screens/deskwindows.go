package screens

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/screens/text"
	"houbu/tui"
	"houbu/tui/widget"
)

// Names of the controls of the registration window, and the ways to move it.
const (
	windowsHow    = "how"
	windowsOpens  = "opens"
	windowsCloses = "closes"

	openNow  = "open"
	closeNow = "close"
	setTimes = "set"
	asFile   = "file"
)

// windowLayout is how times are typed, in Beijing time.
const windowLayout = "2006-01-02 15:04"

// deskWindows shows the registration window in force beside the session file's, and
// moves it, which only a manager may.
type deskWindows struct {
	act
	text text.DeskWindows

	facts  *widget.Facts
	how    *widget.Choice
	opens  *widget.Field
	closes *widget.Field

	reading request[api.Windows]
	windows api.Windows
	read    bool
	wanted  api.StaffWindows // what the dialog is about
}

func newDeskWindows(deps *Deps) *deskWindows {
	words := deps.Text.Desk.Windows
	s := &deskWindows{text: words}
	s.act = newAct(deps, tui.DeskWindows, words.Title, words.Help, plan{
		submit: words.Submit, no: deps.Text.Desk.Account.No, doing: words.Submitting,
		missing: s.missing, title: func() string { return words.AskTitle }, ask: s.ask, send: s.sends, done: s.moved,
	})
	s.facts = widget.NewFacts(s.kit).Single()
	s.how = widget.NewChoice(s.kit, words.How, []widget.Option{
		{ID: openNow, Label: words.OpenNow}, {ID: closeNow, Label: words.CloseNow},
		{ID: setTimes, Label: words.Set}, {ID: asFile, Label: words.AsFile},
	}, func(id string) tea.Cmd {
		s.opens.SetHidden(id != setTimes)
		s.closes.SetHidden(id != setTimes)
		return nil
	})
	field := func(label string) *widget.Field {
		f := widget.NewField(s.kit, widget.FieldOptions{Label: label, Placeholder: words.OpensHint, Limit: 32, Cells: 20})
		f.SetHidden(true)
		return f
	}
	s.opens, s.closes = field(words.Opens), field(words.Closes)
	s.form.Add("", s.facts).
		Add("", widget.NewSpace(s.kit)).
		Add(windowsHow, s.how).
		Add(windowsOpens, s.opens).
		Add(windowsCloses, s.closes)
	s.buildAct(s.press)
	return s
}

// Keys are the bindings that work now.
func (s *deskWindows) Keys() []key.Binding {
	if s.sending.Busy() {
		return s.waitKeys()
	}
	return s.keys(s.deps.Keys.Refresh, s.deps.Keys.Back)
}

// Init reads the windows.
func (s *deskWindows) Init(ctx context.Context) tea.Cmd { return tea.Batch(s.act.Init(ctx), s.load()) }

func (s *deskWindows) load() tea.Cmd {
	return tea.Batch(s.begin(s.text.Loading), s.reading.start(s.ctx, s.deps.Now(), s.deps.Desk.StaffWindows))
}

// Update takes the windows, and all that an act takes.
func (s *deskWindows) Update(msg tea.Msg) tea.Cmd {
	if got, ok := s.reading.take(msg); ok {
		defer s.settle()
		return s.loaded(got)
	}
	if tui.Pressed(msg, s.deps.Keys.Refresh) && s.retry == nil && !s.sending.Busy() {
		return s.load()
	}
	return s.act.Update(msg)
}

// loaded shows the windows. The fields start with what is in force.
func (s *deskWindows) loaded(got reply[api.Windows]) tea.Cmd {
	if got.err != nil {
		return s.failRead(got.err, s.load)
	}
	s.end()
	w := got.value
	if !s.read {
		s.opens.SetValue(s.written(w.OpensAt))
		s.closes.SetValue(s.written(w.ClosesAt))
	}
	s.windows, s.read = w, true
	s.deps.State.Exam.OpensAt, s.deps.State.Exam.ClosesAt = w.OpensAt, w.ClosesAt
	state := s.deps.Text.Desk.Home.Closed
	switch {
	case w.Open:
		state = s.deps.Text.Desk.Home.Open
	case w.Now.Before(w.OpensAt):
		state = s.deps.Text.Desk.Home.NotYet
	}
	span := func(opens, closes time.Time) string {
		return fmt.Sprintf(s.deps.Text.Home.WindowFormat, s.written(opens), s.written(closes))
	}
	s.facts.SetSections(widget.Section{Facts: []widget.Fact{
		{Label: s.text.InForce, Value: span(w.OpensAt, w.ClosesAt) + "  " + state},
		{Label: s.text.File, Value: span(w.FileOpensAt, w.FileClosesAt)},
		{Label: s.text.LastAlloc, Value: s.written(w.LastAllocAt)}, {Label: s.text.PayEnd, Value: s.written(w.PaymentEndsAt)},
	}})
	return s.deps.online(true)
}

// written is an instant as it is typed.
func (s *deskWindows) written(at time.Time) string { return s.deps.local(at).Format(windowLayout) }

// typed reads a time as written writes it. Its characters may be of full width, as an
// input method leaves them, and the date may have slashes.
func (s *deskWindows) typed(words string) (time.Time, bool) {
	const first, last, above = 0xff01, 0xff5e, 0xfee0 // of full width, and how far above ASCII
	plain := strings.Map(func(r rune) rune {
		if r >= first && r <= last {
			r -= above
		}
		if r == '/' {
			return '-'
		}
		return r
	}, words)
	at, err := time.ParseInLocation(windowLayout, strings.Join(strings.Fields(plain), " "), s.deps.local(time.Time{}).Location())
	return at, err == nil
}

// missing reads what is wanted, or says what is wrong with it.
func (s *deskWindows) missing() map[string]string {
	now := s.deps.Clock().Truncate(time.Second)
	s.wanted = api.StaffWindows{}
	early, over := now.Before(s.windows.OpensAt), !now.Before(s.windows.ClosesAt)
	wrong := func(why string) map[string]string { return map[string]string{windowsHow: why} }
	switch s.how.Value() {
	case openNow:
		if over {
			return wrong(s.text.Over)
		}
		if !early {
			return wrong(s.text.AlreadyOpen)
		}
		s.want(now, s.windows.ClosesAt)
	case closeNow:
		if early || !s.windows.OpensAt.Before(now) {
			return wrong(s.text.NotOpen)
		}
		if over {
			return wrong(s.text.AlreadyOver)
		}
		s.want(s.windows.OpensAt, now)
	case setTimes:
		return s.times()
	case asFile:
	default:
		return wrong(s.text.NotMissing)
	}
	return map[string]string{}
}

// times reads the two times that are typed.
func (s *deskWindows) times() map[string]string {
	wrong, example := map[string]string{}, fmt.Sprintf(s.text.BadTimeFormat, s.text.OpensHint)
	opens, right := s.typed(s.opens.Value())
	if !right {
		wrong[windowsOpens] = example
	}
	closes, right := s.typed(s.closes.Value())
	if !right {
		wrong[windowsCloses] = example
	}
	if len(wrong) == 0 && !opens.Before(closes) {
		wrong[windowsCloses] = s.text.Backwards
	}
	if len(wrong) == 0 && closes.After(s.windows.LastAllocAt) {
		wrong[windowsCloses] = fmt.Sprintf(s.text.TooLateFormat, s.written(s.windows.LastAllocAt))
	}
	s.want(opens, closes)
	return wrong
}

func (s *deskWindows) want(opens, closes time.Time) {
	s.wanted.OpensAt, s.wanted.ClosesAt = &opens, &closes
}

func (s *deskWindows) ask() []string {
	opens, closes := s.windows.FileOpensAt, s.windows.FileClosesAt
	if s.wanted.OpensAt != nil {
		opens, closes = *s.wanted.OpensAt, *s.wanted.ClosesAt
	}
	return lines(fmt.Sprintf(s.text.AskFormat, s.written(opens), s.written(closes)))
}

func (s *deskWindows) sends(note string) func(ctx context.Context, key string) (api.Receipt, error) {
	desk, want := s.deps.Desk, s.wanted
	want.Note = note
	return func(ctx context.Context, key string) (api.Receipt, error) {
		return desk.StaffSetWindows(ctx, key, want)
	}
}

// moved stays on the page, which shows what is in force now.
func (s *deskWindows) moved(receipt api.Receipt) tea.Cmd {
	s.note.SetValue("")
	s.how.SetValue("")
	s.opens.SetHidden(true)
	s.closes.SetHidden(true)
	s.read = false
	return tea.Batch(tui.Notify(tui.ToneSuccess, s.deps.audited(s.text.Done, receipt)), s.load())
}
