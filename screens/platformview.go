package screens

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/tui"
	"houbu/tui/widget"
)

// leastPlatform is the narrowest column of words beside the QR code, in cells.
const leastPlatform = 36

// SetSize gives the room for the body: the words, and beside them the QR code
// where both fit.
func (s *platform) SetSize(size tui.Size) {
	s.size = size
	s.arrange()
}

// settle lays out anew, after something changed its height.
func (s *platform) settle() { s.arrange() }

// arrange finds the room for the QR code. A code that does not fit whole cannot
// be scanned, so it is then left out, and the address has to do.
func (s *platform) arrange() {
	words := s.size
	s.qrAt = 0
	if s.qr != nil && s.qr.Fit(tui.Size{Width: s.size.Width - leastPlatform - 1, Height: s.size.Height}) {
		s.qr.SetWidth(s.qr.Size().Width)
		s.qrAt = s.size.Width - s.qr.Size().Width
		words.Width = s.qrAt - 1
	}
	switch {
	case s.order.State != api.OrderOpen:
		s.hint.SetText("")
	case s.qrAt == 0 && s.qr != nil:
		s.hint.SetText(s.text.TooSmall)
	default:
		s.hint.SetText(s.text.Scan)
	}
	s.form.SetSize(words)
}

// View draws the words, and the QR code at their right.
func (s *platform) View() tui.View {
	view := s.form.View()
	if s.qrAt == 0 {
		return view
	}
	lines, code := strings.Split(view.Body, "\n"), s.qr.Lines()
	for len(lines) < len(code) {
		lines = append(lines, "")
	}
	for i, line := range code {
		lines[i] = tui.PadRight(lines[i], s.qrAt) + line
	}
	view.Body = strings.Join(lines, "\n")
	return view
}

// show takes an order as the backend has it. Its QR code is there as long as
// it can be paid.
func (s *platform) show(order api.Order) {
	if order.State != api.OrderOpen {
		s.qr = nil
		s.address.SetText("")
	} else if s.qr == nil || order.CashierURL != s.order.CashierURL {
		s.address.SetText(s.text.Address + s.kit.Texts.LabelEnd + "\n" + tui.Clean(order.CashierURL))
		s.qr, _ = widget.NewQR(s.kit, order.CashierURL) // nil for an address that is too long
	}
	s.order, s.read, s.at = order, true, s.deps.Now()
	s.deps.State.Order = order
}

// write says everything anew, and asks to be woken when the time left changes.
func (s *platform) write() tea.Cmd {
	left := s.order.PayBy.Sub(s.deps.Clock())
	facts := []widget.Fact{
		{Label: s.text.State, Value: s.state()},
		{Label: s.text.Amount, Value: fmt.Sprintf(s.deps.Text.Common.YuanFormat, yuan(s.order.AmountFen))},
	}
	for _, item := range s.order.Items {
		facts = append(facts, widget.Fact{Label: s.text.Subject, Value: tui.Clean(item.SubjectName)})
	}
	if s.order.State == api.OrderOpen {
		until := s.deps.local(s.order.PayBy).Format(s.deps.Text.Common.MinuteClock)
		facts = append(facts,
			widget.Fact{Label: s.text.Methods, Value: s.methods()},
			widget.Fact{Label: s.text.TimeLeft, Value: widget.Remaining(s.kit.Texts, left)},
			widget.Fact{Label: s.text.Until, Value: until})
	}
	if s.order.RefundDue {
		facts = append(facts, widget.Fact{Label: s.text.RefundLabel, Value: s.text.Refund})
	}
	s.facts.SetSections(widget.Section{Facts: facts})
	if s.order.State != api.OrderOpen || left <= 0 {
		return nil
	}
	return s.tick.wake(s.deps, widget.NextChange(left))
}

// state is the name of the order's state. An unknown one, which the backend
// should not send, is its own name.
func (s *platform) state() string {
	if name, ok := s.text.States[s.order.State]; ok {
		return name
	}
	return tui.Clean(string(s.order.State))
}

// methods are the payment methods of the exam session, of which one is chosen
// on the platform's page.
func (s *platform) methods() string {
	names := make([]string, len(s.deps.State.Exam.Methods))
	for i, method := range s.deps.State.Exam.Methods {
		names[i] = tui.Clean(method.Name)
	}
	return strings.Join(names, s.deps.Text.Review.Separator)
}
