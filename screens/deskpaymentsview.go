package screens

import (
	"fmt"
	"strings"
	"time"

	"houbu/api"
	"houbu/tui"
	"houbu/tui/widget"
)

// list writes the orders.
func (s *deskPayments) list() {
	rows := make([]widget.Row, len(s.orders))
	for i, o := range s.orders {
		needs := make([]string, len(o.Needs))
		for k, need := range o.Needs {
			needs[k] = s.needName(need)
		}
		rows[i] = widget.Row{ID: o.Order.ID, Cells: []string{
			o.Order.Number, o.Name, fmt.Sprintf(s.deps.Text.Common.YuanFormat, yuan(o.Order.AmountFen)),
			s.stateOf(o.Order.State), strings.Join(needs, s.deps.Text.Review.Separator),
		}}
	}
	s.table.SetRows(rows)
	s.tellCurrent()
}

// needName is the name of a need. An unknown one is its own name.
func (s *deskPayments) needName(need api.Need) string {
	if name, ok := s.text.NeedNames[need]; ok {
		return name
	}
	return string(need)
}

// stateOf is the name of an order's state. An unknown one is its own name.
func (s *deskPayments) stateOf(state api.OrderState) string {
	if name, ok := s.deps.Text.Platform.States[state]; ok {
		return name
	}
	return tui.Clean(string(state))
}

// tellCurrent writes what the current order is made of, and allows what can be done
// with it. Without an order there is nothing to be done.
func (s *deskPayments) tellCurrent() {
	order := s.current()
	if order == nil {
		s.card.SetLines()
		s.acts.SetButtons()
		return
	}
	s.card.SetLines(s.linesOf(*order)...)
	acts := []widget.Button{{ID: paymentsAsk, Label: s.text.Ask}}
	if s.deps.manages() {
		acts = append(acts, widget.Button{
			ID: paymentsRefund, Label: s.text.Refund, Disabled: s.refundable() == nil, Reason: s.text.NothingToRefund,
		})
	}
	s.acts.SetButtons(acts...)
}

// linesOf are an order's subjects, its times and each payment that was heard of.
func (s *deskPayments) linesOf(o api.StaffOrder) []widget.Line {
	theme := s.kit.Theme
	line := func(words ...string) widget.Line {
		var l widget.Line
		for _, text := range words {
			l.Parts = append(l.Parts, widget.Part{Text: tui.Clean(text), Style: theme.Text})
		}
		return l
	}
	var head []string
	for _, item := range o.Order.Items {
		head = append(head, item.SubjectName+" "+item.Campus)
	}
	said := []widget.Line{
		line(head...),
		line(fmt.Sprintf(s.text.CreatedFormat, s.when(o.Order.CreatedAt)), fmt.Sprintf(s.text.PayByFormat, s.when(o.Order.PayBy))),
	}
	if len(o.Payments) == 0 {
		return append(said, line(s.text.NoPayments))
	}
	for _, p := range o.Payments {
		said = append(said, s.paymentLine(p))
	}
	return said
}

func (s *deskPayments) paymentLine(p api.StaffPayment) widget.Line {
	style, line := s.kit.Theme.Text, widget.Line{}
	if p.RefundDue {
		style, line.Tone = s.kit.Theme.Warning, tui.ToneWarning
	}
	amount := fmt.Sprintf(s.deps.Text.Common.YuanFormat, yuan(p.AmountFen))
	if p.AmountFen == 0 {
		amount = s.text.GivenUp
	}
	words := []string{fmt.Sprintf(s.text.PaymentFormat, tui.Clean(p.Ref), amount, s.methodName(p.Method), s.when(p.At))}
	if p.RefundDue {
		words = append(words, s.text.RefundDue)
	}
	if p.RefundedAt != nil {
		words = append(words, fmt.Sprintf(s.text.RefundedFormat, s.when(*p.RefundedAt)))
	}
	if p.Note != "" {
		words = append(words, tui.Clean(p.Note))
	}
	for _, text := range words {
		line.Parts = append(line.Parts, widget.Part{Text: text, Style: style})
	}
	return line
}

func (s *deskPayments) when(at time.Time) string {
	return s.deps.local(at).Format(s.deps.Text.Common.MinuteClock)
}

// methodName is the name of a way to pay of the exam session, or its code.
func (s *deskPayments) methodName(code string) string {
	for _, method := range s.deps.State.Exam.Methods {
		if method.Code == code {
			return tui.Clean(method.Name)
		}
	}
	return tui.Clean(code)
}
