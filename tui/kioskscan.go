package tui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// burst is a number that began on the welcome page, where its first key starts a
// visit: what follows without a pause is nothing that the visit is to get. Its zero
// value is ready.
type burst struct{ last time.Time }

// goesOn tells whether a key belongs to the burst.
func (b *burst) goesOn(now time.Time) bool {
	if b.last.IsZero() || now.Sub(b.last) > wedgeGap {
		b.last = time.Time{}
		return false
	}
	b.last = now
	return true
}

// key takes a key, and finds out whether a scanner types. Its keys go where those
// of a person go, but for the Enter.
func (k *Kiosk) key(msg tea.KeyMsg) tea.Cmd {
	now := k.options.Now()
	k.idle.touch(now)
	if k.woken.goesOn(now) {
		return nil
	}
	if Pressed(msg, k.options.Keys.Activate) {
		if number, ok := k.wedge.enter(now); ok && !k.mayType(number) {
			return k.scanned(number)
		}
		return k.hand(msg)
	}
	if !k.wedge.key(msg, now) {
		return k.hand(msg)
	}
	return tea.Batch(k.forward(scanMsg{}), k.hand(msg))
}

// mayType tells whether a scanner is a keyboard as any other here: a PIN may be on
// a badge, if it is not as long as the number of an identity card, and an account
// on a card. Nowhere else is its Enter taken for one.
func (k *Kiosk) mayType(number string) bool {
	if k.prompt != nil {
		return !likeCard(number)
	}
	return k.counted.IsZero() && k.visit != nil &&
		k.visit.Machine.Step() == StepLogin && k.visit.Machine.takesText()
}

// scanned takes a number from a scanner. Where the visit takes it, the prompt for
// the PIN makes way: who holds a card is a candidate. Where not, nothing happens
// but that it is said.
func (k *Kiosk) scanned(number string) tea.Cmd {
	lands := k.visit != nil && k.visit.Machine.scans() != nil
	if p := k.prompt; p != nil && !p.looking {
		p.empty(k.options.Text.PINScanned)
		if lands {
			k.prompt = nil
		}
	}
	if k.prompt != nil && !lands {
		return nil
	}
	return k.forward(scanMsg{number: number, unused: k.options.Text.ScanUnused})
}
