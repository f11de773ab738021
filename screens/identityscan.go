package screens

import (
	tea "github.com/charmbracelet/bubbletea"

	check "houbu/api/identity"
	"houbu/tui/widget"
)

// typedBefore is what the fields held before the first key of what may be a number
// from a scanner or a card reader.
type typedBefore struct {
	number, name widget.FieldState
}

// ScanBegins remembers what is typed.
func (s *identity) ScanBegins() {
	s.before = typedBefore{number: s.number.State(), name: s.name.State()}
}

// Scanned puts a number into its field, and takes it out of the field that it was
// typed into. While a look-up is under way the form stays what was asked for.
func (s *identity) Scanned(number string) tea.Cmd {
	defer s.settle()
	s.number.Restore(s.before.number)
	s.name.Restore(s.before.name)
	if s.asking.busy {
		return nil
	}
	s.number.SetValue(check.NormalizeNumber(number))
	s.number.SetError("")
	return s.changed(number)
}
