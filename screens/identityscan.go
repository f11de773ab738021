package screens

import (
	tea "github.com/charmbracelet/bubbletea"

	check "houbu/api/identity"
	"houbu/tui"
	"houbu/tui/widget"
)

// scan is how the form takes a number from a scanner or a card reader, which lands
// in the number field wherever the focus is.
type scan struct {
	wedge        wedge
	number, name widget.FieldState // before the first key of what may be a number
}

// scanned watches the keys for a number that was scanned. It tells whether msg was
// the Enter that ends one, which nothing else must take.
func (s *identity) scanned(msg tea.Msg) (tea.Cmd, bool) {
	k, is := msg.(tea.KeyMsg)
	if !is || !s.deps.Wedge {
		return nil, false
	}
	now := s.deps.Now()
	if tui.Pressed(msg, s.deps.Keys.Activate) {
		number, ok := s.scan.wedge.enter(now)
		if !ok {
			return nil, false
		}
		return s.takeScanned(number), true
	}
	if s.scan.wedge.key(k, now) {
		s.scan.number, s.scan.name = s.number.State(), s.name.State()
	}
	return nil, false
}

// takeScanned puts a number into its field, and takes it out of the field that it
// was typed into. While a look-up is under way the form stays what was asked for.
func (s *identity) takeScanned(number string) tea.Cmd {
	s.number.Restore(s.scan.number)
	s.name.Restore(s.scan.name)
	if s.asking.busy {
		return nil
	}
	s.number.SetValue(check.NormalizeNumber(number))
	s.number.SetError("")
	return s.changed(number)
}
