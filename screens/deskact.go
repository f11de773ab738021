package screens

import (
	"context"
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/tui"
	"houbu/tui/widget"
)

// Names of the controls that every act has.
const (
	actNote    = "note"
	actButtons = "buttons"
	actSubmit  = "submit"
	actBack    = "back"
)

// noteLimit is the greatest number of characters of a note.
const noteLimit = 500

// act is what every screen shares on which the staff does something: a note, a
// confirmation whose safe button is the default, and a request in single flight whose
// outcome is looked up where its reply was lost. The screen says in plan what it is.
type act struct {
	page
	note    *widget.Field
	buttons *widget.Buttons
	sending submission
	plan    plan
	send    func(ctx context.Context, key string) (api.Receipt, error) // what was confirmed
}

// plan is one thing that the staff does.
type plan struct {
	submit, no, doing string // labels of the buttons, and what is going on

	// missing names the controls at which something is missing, with what to say.
	missing func() map[string]string
	// title and ask are what the confirmation says, above the note.
	title func() string
	ask   func() []string
	// shown tells whether a candidate reads the note.
	shown bool
	// send makes the request of what is chosen now, with the note.
	send func(note string) func(ctx context.Context, key string) (api.Receipt, error)
	// done goes on after it; nil to go back with said.
	done func(api.Receipt) tea.Cmd
	said string
}

func newAct(deps *Deps, step tui.Step, title, help string, p plan) act {
	words := deps.Text.Desk.Act
	a := act{page: newPage(deps, step, title, help), plan: p}
	a.keeps = true
	hint := words.NoteHint
	if !p.shown {
		hint = words.NoteInner
	}
	a.note = widget.NewField(a.kit, widget.FieldOptions{Label: words.Note, Placeholder: hint, Limit: noteLimit, Cells: 60})
	return a
}

// buildAct adds the note, the page's line and the buttons, below what the screen has added.
func (a *act) buildAct(press func(id string) tea.Cmd) {
	a.buttons = widget.NewButtons(a.kit, press,
		widget.Button{ID: actSubmit, Label: a.plan.submit}, widget.Button{ID: actBack, Label: a.deps.Text.Common.Back})
	a.sending = submission{buttons: a.buttons, button: actSubmit, outcome: a.deps.Desk.StaffOutcome}
	a.form.Add(actNote, a.note).
		Add("", a.line).
		Add(actButtons, a.buttons).
		OnSubmit(a.wants)
}

// about says which candidate an act is for.
func (a *act) about(words ...string) {
	a.form.Add("", widget.NewNote(a.kit, fmt.Sprintf(a.deps.Text.Desk.Act.ForFormat, a.deps.personName())))
	for _, text := range words {
		a.form.Add("", widget.NewNote(a.kit, text))
	}
	a.form.Add("", widget.NewSpace(a.kit))
}

// personName is who an act is for: name and document, or the account's login.
func (d *Deps) personName() string {
	person := d.State.Desk.Person
	if person.Record != nil {
		return tui.Clean(person.Record.Name) + " " + tui.Clean(person.Record.Number)
	}
	if len(person.Accounts) > 0 {
		return tui.Clean(person.Accounts[0].Login)
	}
	return ""
}

// Keys are the bindings that work now.
func (a *act) Keys() []key.Binding {
	switch {
	case a.sending.Busy():
		return a.waitKeys()
	case a.retry != nil:
		return a.keys(a.deps.Keys.Refresh, a.deps.Keys.Back)
	}
	return a.keys(a.deps.Keys.Back)
}

// Init waits for the note.
func (a *act) Init(ctx context.Context) tea.Cmd {
	a.enter(ctx)
	return a.form.Init()
}

// Update takes keys, the end of the dialog and the outcome.
func (a *act) Update(msg tea.Msg) tea.Cmd {
	defer a.settle()
	if cmd, ok := a.beat(msg); ok {
		return cmd
	}
	if done, cmd := a.watch(&a.sending, msg); done != nil || cmd != nil {
		return tea.Batch(cmd, a.ended(done))
	}
	if back, ok := msg.(tui.Returned); ok {
		return a.returned(back)
	}
	switch {
	case a.sending.Busy(): // what was chosen stays as it was sent
		return nil
	case tui.Pressed(msg, a.deps.Keys.Refresh) && a.retry != nil:
		return a.retry()
	case tui.Pressed(msg, a.deps.Keys.Back):
		return tui.Emit(tui.Back)
	}
	return a.form.Update(msg)
}

// press is the button that submits, or 返回.
func (a *act) press(id string) tea.Cmd {
	if id == actBack {
		return tui.Emit(tui.Back)
	}
	return a.wants()
}

// wants asks for the confirmation, or leads to what is missing.
func (a *act) wants() tea.Cmd {
	if a.sending.Busy() {
		return nil
	}
	wrong := map[string]string{}
	if a.plan.missing != nil {
		wrong = a.plan.missing()
	}
	if a.words() == "" {
		wrong[actNote] = a.deps.Text.Desk.Act.NoteMissing
	}
	a.end()
	if focus := a.form.SetErrors(wrong); len(wrong) > 0 {
		return focus
	}
	return tui.Emit(tui.Chosen)
}

// words is the note.
func (a *act) words() string { return strings.TrimSpace(a.note.Value()) }

// Ask is the confirmation. The safe button is the default.
func (a *act) Ask(tui.Step) tui.Dialog {
	words := a.deps.Text.Desk.Act
	a.send = a.plan.send(a.words())
	body := append(a.plan.ask(), "", fmt.Sprintf(words.AskNoteFormat, tui.Clean(a.words())))
	if a.plan.shown {
		body = append(body, words.AskShown)
	}
	return tui.NewConfirm(tui.ConfirmOptions{
		Title: a.plan.title(), Body: body, DefaultNo: true,
		YesLabel: a.plan.submit, NoLabel: a.plan.no,
		Keys: a.deps.Keys, Theme: a.deps.Theme,
	})
}

// returned takes the end of the dialog.
func (a *act) returned(back tui.Returned) tea.Cmd {
	if back.Event != tui.Confirmed || a.sending.Busy() {
		return nil
	}
	return a.submitAct()
}

// submitAct sends what was confirmed.
func (a *act) submitAct() tea.Cmd { return a.submit(&a.sending, a.plan.doing, a.send) }

// ended goes on, or says why it was not done.
func (a *act) ended(done *outcome) tea.Cmd {
	if done == nil {
		return nil
	}
	if done.err != nil {
		return a.failRetry(done.err, a.submitAct)
	}
	a.end()
	if a.plan.done != nil {
		return a.plan.done(done.receipt)
	}
	return tui.EmitNotice(tui.Submitted, tui.ToneSuccess, a.deps.audited(a.plan.said, done.receipt))
}

// audited adds the number in the audit trail to what was done.
func (d *Deps) audited(words string, receipt api.Receipt) string {
	if receipt.Audit == 0 {
		return words
	}
	return fmt.Sprintf(d.Text.Desk.Act.DoneFormat, words, receipt.Audit)
}
