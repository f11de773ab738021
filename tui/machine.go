package tui

import (
	"context"
	"sync/atomic"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// Options is what a Machine is made of.
type Options struct {
	Factory Factory // makes the screen of a step; required
	Start   Step    // the first step; Login when zero
	Login   Step    // where LoggedOut leads; StepLogin when zero
	Keys    *KeyMap
	Theme   *Theme
	Text    Chrome
	// Table is the transition table, and Places are its steps; Table() and Places()
	// when nil.
	Table  []Transition
	Places []Place
	// Progress draws the line below the header; that of the candidate's stages when
	// nil.
	Progress Progress
	// Ignored is told of an event that has no row in the table. May be nil.
	Ignored func(at Step, event Event)
	// Context ends all screens. Run sets its own; Background when nil.
	Context context.Context

	// Reach looks once for the backend, and returns the name of the line that it
	// was reached by. It is called in a command, again and again while the backend
	// cannot be reached. With nil nobody looks.
	Reach func(ctx context.Context) (line string, err error)
	Now   func() time.Time                            // time.Now when nil
	After func(d time.Duration, then tea.Msg) tea.Cmd // tea.Tick when nil
	Rand  func() float64                              // in [0, 1); a random one when nil
}

// Machine is the root model. It is driven by one goroutine, as Bubble Tea does.
type Machine struct {
	options Options
	keys    *KeyMap
	theme   *Theme
	flow    map[Step]map[Event]Step
	over    map[Step]Step // overlay step → the step that it lies over

	layout layout
	sized  bool

	screen     Screen
	step       Step // of the screen
	generation uint64
	cancel     context.CancelFunc

	overlayStep Step // zero: none
	overlay     *stacked
	stack       []*stacked // dialogs that are no steps, the topmost last
	dialogs     uint64     // numbers given out to dialogs

	notice notice
	status status
	link   link
	err    error

	unseen   bool           // the last update changed nothing that is seen
	revision uint64         // counts updates; a frame belongs to one
	topSince uint64         // the revision at which the dialog on top came there
	painted  *atomic.Uint64 // revision last painted; nil: nobody paints
}

// status is what the header shows.
type status struct {
	exam, person, line string
	online, known      bool
}

// notice is the line above the footer.
type notice struct {
	tone    Tone
	text    string
	carried bool // it has survived a change of screen, or is to survive none
}

// New makes the machine. It shows its first screen when it learns its size.
func New(options Options) *Machine {
	options = options.orUsual()
	m := &Machine{
		options: options,
		keys:    options.Keys,
		theme:   options.Theme,
		flow:    make(map[Step]map[Event]Step),
		over:    make(map[Step]Step),
	}
	for _, row := range options.Table {
		if m.flow[row.From] == nil {
			m.flow[row.From] = make(map[Event]Step)
		}
		m.flow[row.From][row.Event] = row.To
	}
	for _, place := range options.Places {
		if place.Over != 0 {
			m.over[place.Step] = place.Over
		}
	}
	return m
}

// orUsual fills in what is not given.
func (o Options) orUsual() Options {
	if o.Login == 0 {
		o.Login = StepLogin
	}
	if o.Start == 0 {
		o.Start = o.Login
	}
	if o.Table == nil {
		o.Table = Table()
	}
	if o.Places == nil {
		o.Places = Places()
	}
	if o.Progress == nil {
		o.Progress = stages(o.Text.Stages)
	}
	if o.Context == nil {
		o.Context = context.Background()
	}
	return o
}

// Init does nothing: the first screen starts when the size is known.
func (m *Machine) Init() tea.Cmd {
	return nil
}

// Step is where the process is: an overlay step while its dialog is open.
func (m *Machine) Step() Step {
	if m.overlayStep != 0 {
		return m.overlayStep
	}
	return m.step
}

// Still tells that the last message changed nothing that the frame shows.
func (m *Machine) Still() bool { return m.unseen }

// Screen is the screen that is shown, below any dialog; nil before the first.
func (m *Machine) Screen() Screen {
	return m.screen
}

// Err is the fault that ended the program, or nil. It is a *PanicError.
func (m *Machine) Err() error {
	return m.err
}

// Close cancels the context of the screen that is shown, and what the machine does
// by itself.
func (m *Machine) Close() {
	m.link.stop()
	m.leave()
}

// leave cancels the context of the screen that is shown.
func (m *Machine) leave() {
	if m.cancel != nil {
		m.cancel()
	}
}

// Update takes a message and routes it.
func (m *Machine) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m.revision++
	m.unseen = false
	before := m.seen()
	cmd := m.take(msg)
	if m.seen() != before {
		m.topSince, m.unseen = m.revision, false
	}
	return m, cmd
}

func (m *Machine) take(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		return m.resize(Size{Width: msg.Width, Height: msg.Height})
	case tea.KeyMsg:
		return m.routeKey(msg)
	case taggedMsg:
		if lasting, ok := msg.msg.(lastingMsg); ok {
			return m.handle(origin{}, lasting.msg)
		}
		if m.stale(msg.from) {
			return nil
		}
		return m.handle(msg.from, msg.msg)
	case panicMsg:
		m.err = msg.err
		return tea.Quit
	default:
		return m.handle(origin{}, msg)
	}
}

// stale tells whether who started a command is gone: the screen was left, or
// the dialog was closed. The question whether to leave the program outlives the
// screen that it was asked on.
func (m *Machine) stale(from origin) bool {
	if from.dialog != 0 {
		return m.find(from.dialog) == nil
	}
	return from != (origin{}) && from.generation != m.generation
}

// View is the frame as plain text with styles, for Bubble Tea and for tests.
func (m *Machine) View() string {
	return m.Frame().Body
}

// handle takes a message that is neither a key nor a size.
func (m *Machine) handle(from origin, msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case EventMsg:
		return m.event(from, msg)
	case NoticeMsg:
		m.notice = notice{tone: msg.Tone, text: Clean(msg.Text), carried: msg.Here}
	case StatusMsg:
		return m.setStatus(msg)
	case scanMsg:
		return m.scan(msg)
	case lookMsg:
		return m.look(msg)
	case lookedMsg:
		return m.looked(msg)
	case OpenDialogMsg:
		m.push(msg.Dialog, false)
	case CloseDialogMsg:
		return m.closeDialog(from, msg)
	case tea.QuitMsg:
		return tea.Quit
	default:
		return m.deliver(from, msg)
	}
	return nil
}

// deliver hands a message to who asked for it: a dialog, or the screen.
func (m *Machine) deliver(from origin, msg tea.Msg) tea.Cmd {
	if d := m.find(from.dialog); d != nil {
		return m.tagDialog(d, d.dialog.Update(msg))
	}
	if m.screen == nil {
		return nil
	}
	cmd := m.screen.Update(msg)
	still, ok := m.screen.(Still)
	m.unseen = ok && still.Still()
	return m.tagScreen(cmd)
}

func (m *Machine) tagScreen(cmd tea.Cmd) tea.Cmd {
	return tag(origin{generation: m.generation}, cmd)
}

func (m *Machine) tagDialog(d *stacked, cmd tea.Cmd) tea.Cmd {
	return tag(origin{generation: m.generation, dialog: d.number}, cmd)
}

// resize works the layout out and tells the screen. A window that is too small
// leaves the screen at the smallest size, so that nothing of it is lost.
func (m *Machine) resize(size Size) tea.Cmd {
	m.layout = newLayout(size)
	if !m.sized {
		m.sized = true
		return m.show(m.options.Start)
	}
	if m.screen != nil {
		m.screen.SetSize(m.layout.body)
	}
	m.sizeDialogs()
	return nil
}

func (m *Machine) setStatus(msg StatusMsg) tea.Cmd {
	set := func(to, from *string) {
		if from != nil {
			*to = Clean(*from)
		}
	}
	before, wasCut := m.status, m.link.cut
	set(&m.status.exam, msg.Exam)
	set(&m.status.person, msg.Person)
	set(&m.status.line, msg.Line)
	var cmd tea.Cmd
	if msg.Online != nil {
		m.status.online, m.status.known = *msg.Online, true
		cmd = m.linked(*msg.Online)
	}
	m.unseen = m.status == before && m.link.cut == wasCut
	return cmd
}
