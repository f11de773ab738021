package tui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

const (
	longestPIN = 64
	// pinTime is how long the prompt for the PIN stays on the welcome page.
	pinTime = 30 * time.Second
)

// pinPrompt asks the staff for their PIN.
type pinPrompt struct {
	typed   []rune
	said    string // why the last one was refused
	looking bool   // one is being looked at
}

// empty drops what was typed, and says why.
func (p *pinPrompt) empty(why string) {
	clear(p.typed)
	p.typed, p.said = p.typed[:0], why
}

// pinMsg says whether a PIN was right.
type pinMsg struct {
	prompt *pinPrompt
	ok     bool
	wait   time.Duration
}

// ask shows the prompt. It closes by itself on the welcome page as in a visit.
func (k *Kiosk) ask() tea.Cmd {
	k.prompt = &pinPrompt{}
	if k.visit == nil {
		return k.wake(pinTime)
	}
	return nil
}

// promptKey types the PIN. Nothing of it is shown but its length.
func (k *Kiosk) promptKey(msg tea.KeyMsg) tea.Cmd {
	p, keys := k.prompt, k.options.Keys
	switch {
	case p.looking:
	case Pressed(msg, keys.Back), Pressed(msg, keys.Staff):
		k.prompt = nil
	case Pressed(msg, keys.Activate):
		return k.look()
	case Pressed(msg, keys.Erase):
		p.typed = p.typed[:max(0, len(p.typed)-1)]
	case IsText(msg) && len(p.typed)+len(msg.Runes) <= longestPIN:
		p.typed = append(p.typed, msg.Runes...)
	}
	return nil
}

// look has the PIN looked at, unless too many were wrong a short while ago.
func (k *Kiosk) look() tea.Cmd {
	p := k.prompt
	if len(p.typed) == 0 {
		return nil
	}
	pin := string(p.typed)
	p.empty("")
	if left := k.lockTo.Sub(k.options.Now()); left > 0 {
		p.empty(k.options.Text.PINWait(left))
		return nil
	}
	p.looking = true
	ctx, unlock := k.ctx, k.options.Unlock
	return func() tea.Msg {
		ok, wait := unlock(ctx, pin)
		return pinMsg{prompt: p, ok: ok, wait: wait}
	}
}

// answered leaves the program, or says that the PIN is wrong. What a right PIN
// leaves behind is a visit that has ended.
func (k *Kiosk) answered(msg pinMsg) tea.Cmd {
	if !msg.ok {
		if until := k.options.Now().Add(msg.wait); until.After(k.lockTo) {
			k.lockTo = until
		}
	}
	if k.prompt != msg.prompt {
		return nil // closed meanwhile: nobody is waiting for it
	}
	if msg.ok {
		return tea.Sequence(k.end(""), tea.Quit)
	}
	k.prompt.looking = false
	k.prompt.said = k.options.Text.PINWrong
	if msg.wait > 0 {
		k.prompt.said = k.options.Text.PINWait(msg.wait)
	}
	return nil
}
