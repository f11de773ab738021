package screens

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/screens/text"
	"houbu/tui"
	"houbu/tui/widget"
)

// Names of the controls of the orders.
const (
	paymentsNumber    = "number"
	paymentsLook      = "look"
	paymentsSearch    = "search"
	paymentsAttention = "attention"
	paymentsOrders    = "orders"
	paymentsActs      = "acts"
	paymentsAsk       = "ask"
	paymentsRefund    = "refund"
)

// deskPayments lists orders: those that need a person first, others by their number.
type deskPayments struct {
	page
	text text.DeskPayments

	number *widget.Field
	look   *widget.Buttons
	table  *widget.Table
	card   *widget.Card // of the current order
	acts   *widget.Buttons

	reading request[api.StaffOrders]
	asking  request[api.StaffOrder]
	search  *api.StaffOrderSearch // what is listed; nil: what needs a person
	orders  []api.StaffOrder
	more    bool
}

func newDeskPayments(deps *Deps) *deskPayments {
	words := deps.Text.Desk.Payments
	s := &deskPayments{page: newPage(deps, tui.DeskPayments, words.Title, words.Help), text: words}
	s.number = widget.NewField(s.kit, widget.FieldOptions{Label: s.text.Number, Limit: 64})
	s.look = widget.NewButtons(s.kit, s.press,
		widget.Button{ID: paymentsSearch, Label: s.text.Search}, widget.Button{ID: paymentsAttention, Label: s.text.Attention})
	s.table = widget.NewTable(s.kit, widget.TableOptions{OnPick: s.open, Brief: true, Told: true, Columns: []widget.Column{
		{Title: s.text.Order, Keep: true}, {Title: s.text.Name, Keep: true}, {Title: s.text.Amount, Right: true, Keep: true},
		{Title: s.text.State, Keep: true}, {Title: s.text.Needs},
	}})
	s.card = widget.NewCard(s.kit, nil)
	s.acts = widget.NewButtons(s.kit, s.press)
	s.form.Add(paymentsNumber, s.number).
		Add(paymentsLook, s.look).
		Add("", s.line).
		Add(paymentsOrders, s.table).
		Add("", s.card).
		Add(paymentsActs, s.acts).
		Grow(paymentsOrders).
		OnSubmit(s.find)
	if id := deps.State.Desk.Payer; id != "" {
		s.search = &api.StaffOrderSearch{Candidate: id}
	}
	s.tellCurrent()
	return s
}

// Keys are the bindings that work now.
func (s *deskPayments) Keys() []key.Binding { return s.keys(s.deps.Keys.Refresh, s.deps.Keys.Back) }

// Init lists what needs a person, or the orders of the candidate that was looked at.
func (s *deskPayments) Init(ctx context.Context) tea.Cmd {
	s.enter(ctx)
	return tea.Batch(s.form.Init(), s.load())
}

func (s *deskPayments) load() tea.Cmd {
	desk, search := s.deps.Desk, s.search
	return tea.Batch(s.begin(s.text.Loading), s.reading.start(s.ctx, s.deps.Now(), func(ctx context.Context) (api.StaffOrders, error) {
		if search == nil {
			return desk.StaffAttention(ctx)
		}
		return desk.StaffOrders(ctx, *search)
	}))
}

// Update takes keys and replies.
func (s *deskPayments) Update(msg tea.Msg) tea.Cmd {
	defer s.settle()
	if cmd, ok := s.beat(msg); ok {
		return cmd
	}
	if got, ok := s.reading.take(msg); ok {
		return s.loaded(got)
	}
	if got, ok := s.asking.take(msg); ok {
		return s.asked(got)
	}
	switch {
	case tui.Pressed(msg, s.deps.Keys.Refresh):
		return s.load()
	case tui.Pressed(msg, s.deps.Keys.Back):
		return s.deps.leaveFor(&s.deps.State.Desk.Payer)
	}
	cmd := s.form.Update(msg)
	s.tellCurrent()
	return cmd
}

// press does what a button says.
func (s *deskPayments) press(id string) tea.Cmd {
	switch id {
	case paymentsSearch:
		return s.find()
	case paymentsAttention:
		s.search = nil
		return s.load()
	case paymentsAsk:
		return s.ask()
	}
	order, payment := s.current(), s.refundable()
	if order == nil || payment == nil {
		return nil
	}
	s.deps.State.Desk.Order, s.deps.State.Desk.Refund = *order, *payment
	return tui.Emit(tui.WantRefund)
}

// open looks at the candidate whose order it is.
func (s *deskPayments) open(id string) tea.Cmd {
	i, desk := s.index(id), &s.deps.State.Desk
	if i < 0 || s.orders[i].CandidateID == "" {
		return nil
	}
	if who := s.orders[i].CandidateID; who != desk.Payer {
		desk.Payer = ""
		return s.deps.visit(who, tui.DeskPayments)
	}
	return s.deps.leaveFor(&desk.Payer)
}

// find looks the number up that is typed.
func (s *deskPayments) find() tea.Cmd {
	number := strings.TrimSpace(s.number.Value())
	wrong := map[string]string{}
	if number == "" {
		wrong[paymentsNumber] = s.text.Missing
	}
	if focus := s.form.SetErrors(wrong); len(wrong) > 0 {
		return focus
	}
	s.search = &api.StaffOrderSearch{Number: number}
	return s.load()
}

// loaded lists the orders.
func (s *deskPayments) loaded(got reply[api.StaffOrders]) tea.Cmd {
	if got.err != nil {
		return s.failRead(got.err, s.load)
	}
	s.end()
	s.orders, s.more = got.value.Orders, got.value.More
	s.list()
	s.tell(tui.ToneInfo, s.count())
	if len(s.orders) > 0 {
		return tea.Batch(s.form.Select(paymentsOrders), s.deps.online(true))
	}
	return s.deps.online(true)
}

// count says how many orders are listed, and of which kind.
func (s *deskPayments) count() string {
	n := len(s.orders)
	switch {
	case n == 0 && s.search == nil:
		return s.text.NoAttention
	case n == 0:
		return s.text.None
	case s.more:
		return fmt.Sprintf(s.text.MoreFormat, n)
	case s.search == nil:
		return fmt.Sprintf(s.text.AttentionFormat, n)
	}
	return fmt.Sprintf(s.text.FoundFormat, n)
}

// ask has the backend ask the payment platform about the current order.
func (s *deskPayments) ask() tea.Cmd {
	order, desk := s.current(), s.deps.Desk
	if order == nil || s.asking.busy {
		return nil
	}
	id := order.Order.ID
	s.acts.SetBusy(paymentsAsk, s.text.Asking)
	return tea.Batch(s.begin(s.text.Asking), s.asking.start(s.ctx, s.deps.Now(),
		func(ctx context.Context) (api.StaffOrder, error) { return desk.StaffRefreshOrder(ctx, id) }))
}

// asked shows what the platform says, in the order's place.
func (s *deskPayments) asked(got reply[api.StaffOrder]) tea.Cmd {
	s.acts.SetIdle()
	if got.err != nil {
		return s.fail(got.err)
	}
	s.end()
	if i := s.index(got.value.Order.ID); i >= 0 {
		s.orders[i] = got.value
		s.list()
	}
	s.tell(tui.ToneInfo, fmt.Sprintf(s.text.Asked, s.stateOf(got.value.Order.State)))
	return s.deps.online(true)
}

func (s *deskPayments) index(id string) int {
	return slices.IndexFunc(s.orders, func(o api.StaffOrder) bool { return o.Order.ID == id })
}

// current is the order with the focus mark, or nil.
func (s *deskPayments) current() *api.StaffOrder {
	if i := s.index(s.table.Current()); i >= 0 {
		return &s.orders[i]
	}
	return nil
}

// refundable is the first payment of the current order that is to be given back, or
// nil.
func (s *deskPayments) refundable() *api.StaffPayment {
	order := s.current()
	if order == nil {
		return nil
	}
	if i := slices.IndexFunc(order.Payments, func(p api.StaffPayment) bool { return p.RefundDue }); i >= 0 {
		return &order.Payments[i]
	}
	return nil
}
