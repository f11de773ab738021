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

// payGo is the button 去支付.
const payGo = "go"

// pay is step 16: confirm the registration info, 去支付, and 确定 in the dialog
// over it. It makes the order that the payment platform is then asked to take.
type pay struct {
	page
	text text.Pay

	table   *widget.Table
	total   *widget.Note
	due     *widget.Note
	buttons *widget.Buttons

	ordering submission
	tick     pulse // when the time left says something else
}

func newPay(deps *Deps) *pay {
	words := deps.Text.Pay
	s := &pay{page: newPage(deps, tui.StepPay, words.Title, words.Help), text: words}
	s.table = widget.NewTable(s.kit, widget.TableOptions{Columns: []widget.Column{
		{Title: s.text.Subject, Keep: true}, {Title: s.text.Campus}, {Title: s.text.Time}, {Title: s.text.Fee, Right: true, Keep: true},
	}})
	s.table.SetRows(s.rows())
	s.total = widget.NewHeading(s.kit, s.text.Total+s.kit.Texts.LabelEnd+s.amount())
	s.due = widget.NewNote(s.kit, "")
	s.buttons = widget.NewButtons(s.kit, func(string) tea.Cmd { return s.press() },
		widget.Button{ID: payGo, Label: s.text.Go})
	s.ordering = submission{buttons: s.buttons, button: payGo}
	s.form.Add("", widget.NewNote(s.kit, s.lead())).
		Add("", widget.NewGap(s.kit)).
		Add("items", s.table).
		Add("", widget.NewGap(s.kit)).
		Add("", s.total).
		Add("", s.due)
	if s.written() {
		s.form.Add("", widget.NewHint(s.kit, s.text.WrittenFirst))
	}
	s.form.Add("", widget.NewGap(s.kit)).Add("", s.line).Add(payGo, s.buttons).Grow("items")
	return s
}

// lead says what to do here, and for whom one pays.
func (s *pay) lead() string {
	if name := s.deps.State.Candidate.Name; name != "" {
		return s.text.Lead + s.text.Payer + s.kit.Texts.LabelEnd + tui.Clean(name)
	}
	return s.text.Lead
}

func (s *pay) rows() []widget.Row {
	items := s.deps.State.ToPay
	rows := make([]widget.Row, len(items))
	for i, item := range items {
		rows[i] = widget.Row{ID: item.ID, Cells: []string{
			tui.Clean(item.SubjectName), tui.Clean(named(item.Campus, item.CampusCode)), tui.Clean(item.Time),
			fmt.Sprintf(s.deps.Text.Common.YuanFormat, yuan(item.FeeFen)),
		}}
	}
	return rows
}

// amount is the sum of the fees.
func (s *pay) amount() string {
	sum := 0
	for _, item := range s.deps.State.ToPay {
		sum += item.FeeFen
	}
	return fmt.Sprintf(s.deps.Text.Common.YuanFormat, yuan(sum))
}

// written tells whether written subjects are to be paid, after which oral ones
// can be.
func (s *pay) written() bool {
	for _, item := range s.deps.State.ToPay {
		if item.Kind == api.Written {
			return true
		}
	}
	return false
}

// deadline is the earliest pay deadline, zero when there is none.
func (s *pay) deadline() time.Time {
	var first time.Time
	for _, item := range s.deps.State.ToPay {
		if item.PayBy != nil && (first.IsZero() || item.PayBy.Before(first)) {
			first = *item.PayBy
		}
	}
	return first
}

// Keys are the bindings that work now.
func (s *pay) Keys() []key.Binding {
	if s.ordering.Busy() {
		return s.waitKeys()
	}
	if s.retry != nil {
		return s.keys(s.deps.Keys.Refresh, s.deps.Keys.Back)
	}
	return s.keys(s.deps.Keys.Back)
}

// Init counts the time left down. Without anything to pay it goes back.
func (s *pay) Init(ctx context.Context) tea.Cmd {
	s.enter(ctx)
	if len(s.deps.State.ToPay) == 0 {
		return tui.EmitNotice(tui.Back, tui.ToneInfo, s.text.None)
	}
	s.form.Init()
	return tea.Batch(s.form.Select(payGo), s.write())
}

// write says until when to pay, and asks to be woken when that changes.
func (s *pay) write() tea.Cmd {
	end := s.deadline()
	if end.IsZero() {
		return nil
	}
	left := end.Sub(s.deps.Clock())
	at := s.deps.local(end).Format(s.deps.Text.Common.MinuteClock)
	s.due.SetText(fmt.Sprintf(s.text.PayByFormat, at, widget.Remaining(s.kit.Texts, left)))
	s.buttons.SetDisabled(payGo, left <= 0, s.deps.Text.Errors.ByCode[api.CodePaymentClosed])
	if left <= 0 {
		return nil
	}
	return s.tick.wake(s.deps, widget.NextChange(left))
}

// Update takes keys, the clock, the end of the dialog and the outcome.
func (s *pay) Update(msg tea.Msg) tea.Cmd {
	defer s.settle()
	if cmd, ok := s.beat(msg); ok {
		return cmd
	}
	if s.tick.take(msg) {
		return s.write()
	}
	if done, cmd := s.watch(&s.ordering, msg); done != nil || cmd != nil {
		return tea.Batch(cmd, s.ordered(done))
	}
	if back, ok := msg.(tui.Returned); ok {
		return s.returned(back)
	}
	switch {
	case s.ordering.Busy():
		return nil
	case tui.Pressed(msg, s.deps.Keys.Refresh) && s.retry != nil:
		return s.retry()
	case tui.Pressed(msg, s.deps.Keys.Back):
		return tui.Emit(tui.Back)
	}
	return s.form.Update(msg)
}

// press is 去支付, which asks once more.
func (s *pay) press() tea.Cmd {
	if s.ordering.Busy() {
		return nil
	}
	s.end()
	return tui.Emit(tui.Chosen)
}

// Ask is the dialog that asks to confirm again.
func (s *pay) Ask(tui.Step) tui.Dialog {
	var subjects []string
	for _, item := range s.deps.State.ToPay {
		subjects = append(subjects, tui.Clean(item.SubjectName+"  "+named(item.Campus, item.CampusCode)))
	}
	body := fmt.Sprintf(s.text.AskFormat, strings.Join(subjects, "\n"), s.amount())
	return tui.NewConfirm(tui.ConfirmOptions{
		Title: s.text.AskTitle, Body: lines(body), Keys: s.deps.Keys, Theme: s.deps.Theme,
	})
}

// returned takes the end of the dialog: 确定 makes the order.
func (s *pay) returned(back tui.Returned) tea.Cmd {
	if back.Event != tui.Confirmed {
		return nil
	}
	return s.order()
}

// order makes the order that was confirmed twice.
func (s *pay) order() tea.Cmd {
	var order api.NewOrder
	for _, item := range s.deps.State.ToPay {
		order.Registrations = append(order.Registrations, item.ID)
	}
	backend := s.deps.API
	return s.submit(&s.ordering, s.text.Ordering, func(ctx context.Context, key string) (api.Receipt, error) {
		made, err := backend.CreateOrder(ctx, key, order)
		return api.Receipt{Key: key, Kind: api.ReceiptOrder, OrderID: made.ID}, err
	})
}

// ordered goes on to the payment platform. When there is nothing to pay any
// more, or no time left, the registration info shows how things stand.
func (s *pay) ordered(done *outcome) tea.Cmd {
	if done == nil {
		return nil
	}
	if refused := code(done.err); refused == api.CodeNothingToPay || refused == api.CodePaymentClosed {
		s.end()
		return tui.EmitNotice(tui.Back, tui.ToneWarning, s.deps.explain(done.err))
	}
	if done.err != nil {
		return s.failRetry(done.err, s.order)
	}
	s.end()
	s.deps.State.Order = api.Order{ID: done.receipt.OrderID}
	return tea.Sequence(tui.Emit(tui.Ordered), s.print(s.deps.Text.Slip.Ordered, done.receipt))
}
