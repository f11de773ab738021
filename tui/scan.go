package tui

import tea "github.com/charmbracelet/bubbletea"

// Scanning is implemented by screens that take the number of a document from a
// scanner or a card reader, wherever the focus is and whatever lies over the
// screen. A scanner types as a keyboard does, so that the keys of the number have
// come to the screen, or to what lies over it, before it is known what they are;
// the Enter after them comes to nobody. Only a kiosk tells scanners from people.
type Scanning interface {
	// ScanBegins is called before a key that may be the first of a number. The
	// screen remembers what its fields hold.
	ScanBegins()
	// Scanned takes the number, as it was typed, and takes what it was typed into
	// back to what it was.
	Scanned(number string) tea.Cmd
}

// scanMsg is of a kiosk, for the screen: the number that was scanned, or none when
// one may begin.
type scanMsg struct {
	number string
	unused string // what to say where no screen takes it
}

// scans is the screen if it takes what is scanned now, else nil. In a window that
// is too small nobody would see it.
func (m *Machine) scans() Scanning {
	if m.layout.tooSmall {
		return nil
	}
	s, _ := m.screen.(Scanning)
	return s
}

// scan hands on what a scanner does. The number is to be seen in its field, so
// what lies over that is closed, as Esc would: the help has been read, and who
// scans does not want to leave.
func (m *Machine) scan(msg scanMsg) tea.Cmd {
	s := m.scans()
	switch {
	case s != nil && msg.number == "":
		s.ScanBegins()
	case s != nil:
		m.stack = nil
		return m.tagScreen(s.Scanned(msg.number))
	case msg.unused != "": // is said of this screen, and not of the next one
		m.notice = notice{tone: ToneInfo, text: msg.unused, carried: true}
	}
	return nil
}

// takesText tells whether what is typed goes into a text field.
func (m *Machine) takesText() bool {
	return m.top() == nil && !m.layout.tooSmall && typing(m.screen)
}
