package widget

import (
	tea "github.com/charmbracelet/bubbletea"
)

// move gives the focus to the next element in a direction, around the ends.
func (f *Form) move(delta int) tea.Cmd {
	if f.at >= 0 && f.elements[f.at].Focusable() {
		if inner, ok := f.elements[f.at].(stepper); ok && inner.step(delta) {
			return nil
		}
	}
	n := len(f.elements)
	start := f.at
	if start < 0 && delta < 0 {
		start = 0
	}
	for k := 1; k <= n; k++ {
		i := ((start+k*delta)%n + n) % n
		if !f.elements[i].Focusable() {
			continue
		}
		if inner, ok := f.elements[i].(stepper); ok && (i != f.at || k == n) {
			inner.enter(delta)
		}
		return f.to(i)
	}
	return nil
}

// row gives the focus to the next element in a direction, if there is one.
func (f *Form) row(delta int) tea.Cmd {
	i := f.beside(delta)
	if i < 0 {
		return nil
	}
	if inner, ok := f.elements[i].(stepper); ok {
		inner.enter(1)
	}
	return f.to(i)
}

// beside finds the next element in a direction that can take the focus, -1 if
// none.
func (f *Form) beside(delta int) int {
	for i := f.at + delta; i >= 0 && i < len(f.elements); i += delta {
		if f.elements[i].Focusable() {
			return i
		}
	}
	return -1
}

func (f *Form) to(i int) tea.Cmd {
	if f.at >= 0 && f.at != i {
		f.elements[f.at].Blur()
	}
	f.at = i
	cmd := f.elements[i].Focus()
	f.reveal()
	return cmd
}

// movesOn tells whether Enter leaves the element with the focus: a field, a text
// that was read, or a checkbox, which is ticked by another key.
func (f *Form) movesOn() bool {
	switch f.elements[f.at].(type) {
	case *Field, *Checkbox, *Scroll:
		return true
	}
	return false
}

// activate passes Enter to the element with the focus. In a list it chooses the
// row and moves on, so that who is in a hurry presses Enter and nothing else;
// the key that ticks chooses and stays.
func (f *Form) activate(msg tea.Msg) tea.Cmd {
	here := f.at
	cmd := f.elements[here].Update(msg)
	if list, ok := f.elements[here].(decider); ok && list.decided() && f.at == here {
		return tea.Batch(cmd, f.move(1))
	}
	return cmd
}

// goOn submits from the last field, if the form can; else it moves on. Behind the
// last element it stays: who presses Enter on a box that is still to be ticked, before
// a button that waits for it, must not find themselves at the top of the page.
func (f *Form) goOn() tea.Cmd {
	_, typing := f.elements[f.at].(*Field)
	if typing && f.onSubmit != nil && f.lastField() {
		return f.onSubmit()
	}
	if f.beside(1) < 0 {
		return nil
	}
	return f.move(1)
}

func (f *Form) lastField() bool {
	for _, e := range f.elements[f.at+1:] {
		if _, ok := e.(*Field); ok {
			return false
		}
	}
	return true
}

// ensureFocus moves the focus off an element that can no longer hold it.
func (f *Form) ensureFocus() {
	if f.at < 0 || f.elements[f.at].Focusable() || !f.elements[f.at].Focused() {
		return
	}
	f.move(1)
}
