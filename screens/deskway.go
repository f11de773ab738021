package screens

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/tui"
)

// visit looks at a candidate of a list, to which one comes back.
func (d *Deps) visit(candidate string, from tui.Step) tea.Cmd {
	d.State.Desk.ID, d.State.Desk.Via = candidate, from
	return tui.Emit(tui.Found)
}

// leaveFor leads from the list of one candidate back to the candidate, whose list it is
// no more, and from that of all to the home.
func (d *Deps) leaveFor(candidate *string) tea.Cmd {
	if *candidate == "" {
		return tui.Emit(tui.Back)
	}
	*candidate = ""
	return tui.Emit(tui.Found)
}

// leavePerson leads back to where the candidate was found.
func (d *Deps) leavePerson() tea.Cmd {
	switch d.State.Desk.Via {
	case tui.DeskAudit:
		return tui.Emit(tui.WantAudit)
	case tui.DeskPayments:
		return tui.Emit(tui.WantPayments)
	default:
		return tui.Emit(tui.Back)
	}
}

// deskWay is the way that Esc leads from a step, the nearest first. It is the table's
// but for what leads to where one came from: leaveFor and leavePerson.
func (d *Deps) deskWay(table []tui.Transition) func(step tui.Step) []tui.Step {
	desk := &d.State.Desk
	back := func(step tui.Step) tui.Step {
		i := slices.IndexFunc(table, func(row tui.Transition) bool { return row.From == step && row.Event == tui.Back })
		if i < 0 {
			return 0
		}
		return table[i].To
	}
	return func(step tui.Step) (way []tui.Step) {
		payer, trail := desk.Payer != "", desk.Trail != ""
		for at := step; ; way = append(way, at) {
			from := at
			at = back(from)
			switch {
			case from == tui.DeskPayments && payer:
				at, payer = tui.DeskPerson, false // the list of all has no payer
			case from == tui.DeskAudit && trail:
				at, trail = tui.DeskPerson, false
			case from == tui.DeskPerson && desk.Via != 0:
				at = desk.Via
			}
			if at == 0 {
				return way
			}
		}
	}
}
