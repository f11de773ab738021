package screens

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/client"
	"houbu/screens/text"
	"houbu/slip"
	"houbu/tui"
)

// Backend is what the screens ask of the client. *client.Client implements it.
type Backend interface {
	Endpoints() []client.Endpoint
	Use(line int)
	Line() int
	Probe(ctx context.Context, line int) (time.Duration, error)

	Login(ctx context.Context, account, password string) (api.Candidate, error)
	Logout(ctx context.Context) error
	Exam(ctx context.Context) (api.Exam, error)
	Candidate(ctx context.Context) (api.Candidate, error)
	Agreement(ctx context.Context) (api.Agreement, error)
	Agree(ctx context.Context, version string) error
	Identify(ctx context.Context, identity api.Identity) (api.Record, error)
	Record(ctx context.Context) (api.Record, error)
	Confirm(ctx context.Context, confirmation api.Confirmation) error

	Pools(ctx context.Context, kind api.Kind) (api.Pools, error)
	Info(ctx context.Context, etag string) (api.Info, string, bool, error)
	Finished(ctx context.Context) (api.Finished, error)
	Join(ctx context.Context, key string, join api.Join) (api.Receipt, error)
	Cancel(ctx context.Context, key, entryID string, cancellation api.Cancellation) (api.Receipt, error)
	ChooseReport(ctx context.Context, key, registrationID string, choice api.ReportChoice) (api.Receipt, error)
	CreateOrder(ctx context.Context, key string, order api.NewOrder) (api.Order, error)
	Order(ctx context.Context, id string) (api.Order, error)
	RefreshOrder(ctx context.Context, id string) (api.Order, error)
	Outcome(ctx context.Context, key string, again func(context.Context) (api.Receipt, error)) (api.Receipt, error)
}

// Deps is what every screen is built from.
type Deps struct {
	API    Backend
	Desk   DeskBackend // at the support desk only
	Files  Files       // there, too
	Theme  *tui.Theme
	Keys   *tui.KeyMap
	Text   *text.Table
	Now    func() time.Time
	NewKey func() string // a fresh idempotency key
	State  *State

	// Masked says that others may see the terminal: identity and phone numbers
	// are shown in part only, but for the field being typed in.
	Masked bool

	// Print prints a slip of what was done, and returns when that is done. It is
	// called beside what follows, also when the candidate has left meanwhile. With
	// nil nothing is printed.
	Print func(ctx context.Context, s slip.Slip) error

	// After sends a message later, by the clock; nil means tea.Tick. Tests say
	// themselves when it is later.
	After func(d time.Duration, then tea.Msg) tea.Cmd
}

// State is what one screen leaves for the next: who is logged in, the exam
// session, and what was selected. It belongs to the goroutine of Update.
type State struct {
	Exam         api.Exam
	Candidate    api.Candidate
	Record       api.Record
	Entry        api.Entry          // the entry to cancel
	Registration api.Registration   // what the report or the oral subject is for
	ToPay        []api.Registration // what an order is asked for
	Order        api.Order
	Skew         time.Duration // the backend's clock minus ours

	Staff api.Staff // who is logged in at the support desk
	Desk  DeskState // what was selected there
}

// after sends a message when a time has passed.
func (d *Deps) after(in time.Duration, then tea.Msg) tea.Cmd {
	if d.After != nil {
		return d.After(in, then)
	}
	return tea.Tick(in, func(time.Time) tea.Msg { return then })
}

// Clock is the backend's time, by which every deadline is shown.
func (d *Deps) Clock() time.Time { return d.Now().Add(d.State.Skew) }

// local is an instant as it is shown: in Beijing time, which the exam's times,
// its notices and the payment platform speak of, whatever the machine's zone.
func (d *Deps) local(at time.Time) time.Time {
	const hours = 8 // east of Greenwich, all year round
	return at.In(time.FixedZone("UTC+8", hours*60*60))
}

// setExam keeps the exam session, and how far its clock is from ours.
func (d *Deps) setExam(exam api.Exam) {
	d.State.Exam = exam
	d.State.Skew = exam.Now.Sub(d.Now())
}
