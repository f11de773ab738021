package tui

import (
	"context"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// Size is a width and a height in terminal cells.
type Size struct {
	Width, Height int
}

// Position is a place in a view, in cells from its top left corner.
type Position struct {
	X, Y int
}

// View is what a screen, a widget or a dialog draws: its lines, and where the
// real cursor stands. A nil Cursor hides it. The body holds SGR sequences at
// most, and no text from the network that has not gone through Clean.
type View struct {
	Body   string
	Cursor *Position
}

// Screen is one step of the process on the terminal. The machine calls SetSize,
// then Init, when it shows the screen, then SetSize again on each resize. All
// calls come from one goroutine. Update must not block: work is done in the
// command that it returns. View is pure.
type Screen interface {
	// Init returns the command to start with. The context is cancelled when the
	// screen is left, and every request of the screen uses it.
	Init(ctx context.Context) tea.Cmd
	// Update takes a message that was routed to the screen.
	Update(msg tea.Msg) tea.Cmd
	// View draws the screen within its size.
	View() View
	// SetSize gives the room for the body, without header and footer.
	SetSize(size Size)
	// Title is shown in the header.
	Title() string
	// Step is the place of the process that this screen shows.
	Step() Step
	// Keys are the bindings that work now; the footer and the help list them.
	Keys() []key.Binding
}

// Typing is implemented by screens and dialogs that have a text field. While
// Typing is true, single letters belong to the field and are never a shortcut.
type Typing interface {
	Typing() bool
}

// Still is implemented by screens that know of some messages that they changed
// nothing that is seen, such as the answer that nothing is new. Still tells so of
// the last one; no frame is composed then, which is most of what it costs to wait.
type Still interface {
	Still() bool
}

// Asker is implemented by screens whose step has overlay steps (the dialogs of
// steps 6, 7, 9, 11, 15 and 16). The machine asks for the dialog when the table
// leads to the overlay, and sends Returned to the screen when it is left.
type Asker interface {
	Ask(step Step) Dialog
}

// Dialog is a box over a screen. The machine draws its frame and centres it.
type Dialog interface {
	// Update takes keys and other messages while the dialog is on top. It
	// reports its end with Emit (an overlay step) or CloseDialog (any other).
	Update(msg tea.Msg) tea.Cmd
	// View draws the content within the size given.
	View(size Size) View
	// Title stands in the frame.
	Title() string
	// Keys are the bindings that work now.
	Keys() []key.Binding
}

// Sizer is implemented by dialogs that must know their room between two views,
// as those that scroll do. The machine tells it when the dialog opens, and on
// each resize.
type Sizer interface {
	SetSize(room Size)
}

// Returned tells a screen that the overlay step over it was left with an event,
// such as Confirmed or Declined.
type Returned struct {
	From  Step
	Event Event
}

// EventMsg carries an event from a screen to the machine. Use Emit. A Notice
// that is not nil is shown with it. Use EmitNotice.
type EventMsg struct {
	Event  Event
	Notice *NoticeMsg
}

// Emit reports an event; the transition table decides what follows.
func Emit(event Event) tea.Cmd {
	return func() tea.Msg { return EventMsg{Event: event} }
}

// EmitNotice reports an event and shows a notice on what follows. As one
// message it needs no order: a notice sent beside the event may come when the
// screen is left already, and is dropped then.
func EmitNotice(event Event, tone Tone, text string) tea.Cmd {
	return func() tea.Msg {
		return EventMsg{Event: event, Notice: &NoticeMsg{Tone: tone, Text: text}}
	}
}

// OpenDialogMsg puts a dialog that is not a step of the process (help, an
// error, leaving the program) on the machine's stack. Use OpenDialog.
type OpenDialogMsg struct {
	Dialog Dialog
}

// OpenDialog puts a dialog on the machine's stack.
func OpenDialog(dialog Dialog) tea.Cmd {
	return func() tea.Msg { return OpenDialogMsg{Dialog: dialog} }
}

// CloseDialogMsg takes the topmost dialog off the stack; Result, when not nil,
// is then sent to the screen. Use CloseDialog.
type CloseDialogMsg struct {
	Result tea.Msg
}

// CloseDialog takes the topmost dialog off the stack and sends result, when
// not nil, to the screen.
func CloseDialog(result tea.Msg) tea.Cmd {
	return func() tea.Msg { return CloseDialogMsg{Result: result} }
}

// Tone is how a notice is meant. It is never told by colour alone.
type Tone int

// The tones of notices.
const (
	ToneInfo    Tone = iota // something to know
	ToneSuccess             // it is done
	ToneWarning             // it goes on, with a limit
	ToneError               // it failed
)

// NoticeMsg shows one line above the footer until the next key that changes
// the screen, or until a notice with an empty text. It survives a change of
// screen once, so that 保存成功 is seen on the step that follows, unless Here is set.
// Use Notify and NotifyHere.
type NoticeMsg struct {
	Tone Tone
	Text string
	Here bool // it is about what the screen shows, and survives no change of screen
}

// Notify shows a notice.
func Notify(tone Tone, text string) tea.Cmd {
	return func() tea.Msg { return NoticeMsg{Tone: tone, Text: text} }
}

// NotifyHere shows a notice about what the screen shows: it ends with the screen.
func NotifyHere(tone Tone, text string) tea.Cmd {
	return func() tea.Msg { return NoticeMsg{Tone: tone, Text: text, Here: true} }
}

// StatusMsg changes the header: the exam session, the person and the
// connection. A nil field leaves what is there.
type StatusMsg struct {
	Exam, Person, Line *string
	Online             *bool
}

// Factory makes the screen of a step. cmd hands it to the machine, so that tui
// knows no screen.
type Factory func(step Step) Screen
