package screens

import (
	"context"
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/api/mask"
	"houbu/client"
	"houbu/slip"
	"houbu/tui"
)

// slipTime bounds how long is asked for what a slip says beside its receipt. What
// is not known by then is left out.
const slipTime = 5 * time.Second

// slipMaker makes a slip in a command: it holds copies of what it needs.
type slipMaker struct {
	deps    *Deps // its texts and its client only
	exam    string
	number  string // of the identity document, empty: not known yet
	title   string
	receipt api.Receipt
	order   api.Order // with a payment
}

// printJoin prints a slip of a join.
func (p *page) printJoin(receipt api.Receipt) tea.Cmd {
	title := p.deps.Text.Slip.Joined
	if receipt.State == api.Offered {
		title = p.deps.Text.Slip.Got
	}
	return p.print(title, receipt)
}

// printPaid prints a slip of a payment.
func (p *page) printPaid(order api.Order) tea.Cmd {
	m := p.slipMaker(p.deps.Text.Slip.Paid)
	m.order = order
	return p.printing(m)
}

// print prints a slip of what a receipt attests.
func (p *page) print(title string, receipt api.Receipt) tea.Cmd {
	m := p.slipMaker(title)
	m.receipt = receipt
	return p.printing(m)
}

func (p *page) slipMaker(title string) slipMaker {
	state := p.deps.State
	return slipMaker{deps: p.deps, exam: state.Exam.Name, number: state.Record.Number, title: title}
}

// printing prints beside what follows, whose notice it comes after. The candidate
// goes on, and may leave: it ends by itself. Whether it failed is said wherever they
// are then.
func (p *page) printing(m slipMaker) tea.Cmd {
	if p.deps.Print == nil {
		return nil
	}
	m.receipt.Subject = p.deps.subject(m.receipt.Subject).Name
	ctx, prints, failed := context.WithoutCancel(p.ctx), p.deps.Print, p.deps.Text.Slip.Failed
	return tui.Lasting(func() tea.Msg {
		if err := prints(ctx, m.slip(ctx)); err != nil {
			return tui.NoticeMsg{Tone: tui.ToneWarning, Text: failed}
		}
		return nil
	})
}

// slip makes the slip. What it asks for only reads.
func (m *slipMaker) slip(ctx context.Context) slip.Slip {
	ctx, cancel := context.WithTimeout(client.Once(ctx), slipTime)
	defer cancel()
	if m.number == "" {
		if record, err := m.deps.API.Record(ctx); err == nil {
			m.number = record.Number
		}
	}
	switch {
	case m.order.ID != "":
		return m.ofOrder()
	case m.receipt.OrderID != "":
		m.order.ID = m.receipt.OrderID
		if order, err := m.deps.API.Order(ctx, m.receipt.OrderID); err == nil {
			m.order = order
		}
		return m.ofOrder()
	}
	return m.ofEntry(ctx)
}

// ofEntry is the slip of a join or a cancellation.
func (m *slipMaker) ofEntry(ctx context.Context) slip.Slip {
	t, r := m.deps.Text.Slip, m.receipt
	s := slip.Slip{Title: m.title, Notes: []string{t.Keep}}
	s.Lines = append(m.head(r.Number, r.At),
		slip.Line{Label: t.Subject, Value: r.Subject}, slip.Line{Label: t.Campus, Value: r.Campus})
	if r.Sequence > 0 {
		s.Lines = append(s.Lines, slip.Line{Label: t.Sequence, Value: fmt.Sprint(r.Sequence)})
	}
	if r.Kind != api.ReceiptCancel {
		s.Lines = append(s.Lines, m.standing(ctx, &s.Notes)...)
	}
	s.Lines = append(s.Lines, m.document())
	return s
}

// standing is the place in the queue, or until when to pay the seat.
func (m *slipMaker) standing(ctx context.Context, notes *[]string) []slip.Line {
	t := m.deps.Text.Slip
	info, _, _, err := m.deps.API.Info(ctx, "")
	if err != nil {
		return nil
	}
	for _, entry := range info.Entries {
		if entry.ID == m.receipt.EntryID && entry.State == api.Waiting {
			*notes = append(*notes, t.Then)
			return []slip.Line{{Label: t.Position, Value: fmt.Sprintf(t.PositionFormat, entry.Ahead+1)}}
		}
	}
	for _, seats := range [][]api.Registration{info.Written, info.Oral} {
		for _, seat := range seats {
			if seat.EntryID == m.receipt.EntryID && seat.PayBy != nil {
				return []slip.Line{{Label: t.PayBy, Value: m.when(*seat.PayBy)}}
			}
		}
	}
	return nil
}

// ofOrder is the slip of an order, or of its payment.
func (m *slipMaker) ofOrder() slip.Slip {
	t, order := m.deps.Text.Slip, m.order
	number, at := order.Number, order.CreatedAt
	if order.PaidAt != nil {
		at = *order.PaidAt
	}
	if number == "" {
		number, at = m.receipt.Number, m.receipt.At
	}
	s := slip.Slip{Title: m.title, Notes: []string{t.Keep}}
	s.Lines = m.head(number, at)
	for _, item := range order.Items {
		s.Lines = append(s.Lines,
			slip.Line{Label: t.Subject, Value: item.SubjectName}, slip.Line{Label: t.Campus, Value: item.Campus})
	}
	if order.AmountFen > 0 {
		s.Lines = append(s.Lines, slip.Line{Label: t.Amount, Value: fmt.Sprintf(m.deps.Text.Common.YuanFormat, yuan(order.AmountFen))})
	}
	if order.State == api.OrderOpen {
		s.Lines = append(s.Lines, slip.Line{Label: t.PayBy, Value: m.when(order.PayBy)})
		s.Scan, s.Address = t.Scan, order.CashierURL
	}
	s.Lines = append(s.Lines, m.document())
	return s
}

func (m *slipMaker) head(number string, at time.Time) []slip.Line {
	t := m.deps.Text.Slip
	return []slip.Line{{Label: t.Exam, Value: m.exam}, {Label: t.Receipt, Value: number}, {Label: t.At, Value: m.when(at)}}
}

func (m *slipMaker) document() slip.Line {
	return slip.Line{Label: m.deps.Text.Slip.Document, Value: mask.Number(m.number)}
}

func (m *slipMaker) when(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return m.deps.local(at).Format(m.deps.Text.Common.TimeFormat)
}
