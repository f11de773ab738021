package screens

import (
	"context"
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/screens/text"
	"houbu/tui"
	"houbu/tui/widget"
)

// deskRefund marks a payment as given back, which a manager does once it was.
type deskRefund struct {
	act
	text text.DeskPayments

	payment api.StaffPayment
	which   string // the payment, in words
}

func newDeskRefund(deps *Deps) *deskRefund {
	words, payment := deps.Text.Desk.Payments, deps.State.Desk.Refund
	s := &deskRefund{text: words, payment: payment}
	s.which = fmt.Sprintf(words.RefundWhichFormat, tui.Clean(deps.State.Desk.Order.Order.Number), tui.Clean(payment.Ref),
		fmt.Sprintf(deps.Text.Common.YuanFormat, yuan(payment.AmountFen)))
	s.act = newAct(deps, tui.DeskRefund, words.RefundTitle, words.RefundHelp, plan{
		submit: words.Refund, no: deps.Text.Desk.Account.No, doing: words.RefundDoing, said: words.RefundDone, shown: true,
		title: func() string { return words.RefundTitle },
		ask: func() []string {
			return []string{tui.Clean(deps.State.Desk.Order.Name), s.which, "", words.RefundAbout}
		},
		send: s.sends,
	})
	s.form.Add("", widget.NewNote(s.kit, fmt.Sprintf(deps.Text.Desk.Act.ForFormat, tui.Clean(deps.State.Desk.Order.Name)))).
		Add("", widget.NewNote(s.kit, s.which)).
		Add("", widget.NewHint(s.kit, words.RefundAbout)).
		Add("", widget.NewSpace(s.kit))
	s.buildAct(s.press)
	return s
}

// Init waits for the note. Without a payment there is nothing to mark.
func (s *deskRefund) Init(ctx context.Context) tea.Cmd {
	if s.payment.Ref == "" {
		return tui.Emit(tui.Back)
	}
	return s.act.Init(ctx)
}

func (s *deskRefund) sends(note string) func(ctx context.Context, key string) (api.Receipt, error) {
	desk, refund := s.deps.Desk, api.StaffRefund{Ref: s.payment.Ref, Note: note}
	return func(ctx context.Context, key string) (api.Receipt, error) { return desk.StaffRefund(ctx, key, refund) }
}
