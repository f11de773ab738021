package screens

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/client"
	"houbu/tui"
	"houbu/tui/widget"
)

// page is what the screens that are a form share: the context of their
// requests, the form, and in it one line that says what is going on or what
// went wrong. A screen puts the line where it belongs: form.Add("", page.line).
type page struct {
	deps *Deps
	kit  widget.Kit

	step        tui.Step
	title, help string

	ctx  context.Context // of the screen, given by Init
	size tui.Size
	form *widget.Form
	line *widget.Note

	keeps bool // something typed or ticked is kept after a failure, which is then said

	retry  func() tea.Cmd // what F5 does over again, nil for nothing
	reread func() tea.Cmd // what is read again once the backend is reached again, nil for nothing
	cutOff bool           // the line says that the backend was not reached

	doing string // what is going on, empty for nothing
	since time.Time
	clock pulse
	crowd *crowd // whether it waits for its turn
}

func newPage(deps *Deps, step tui.Step, title, help string) page {
	kit := deps.kit()
	return page{
		deps: deps, kit: kit, ctx: context.Background(),
		step: step, title: title, help: help,
		form: widget.NewForm(kit), line: widget.NewNote(kit, ""), crowd: &crowd{},
	}
}

// Title is shown in the header.
func (p *page) Title() string { return p.title }

// Step is where the screen stands in the process.
func (p *page) Step() tui.Step { return p.step }

// Help says what this step is for.
func (p *page) Help() string { return p.help }

// SetSize gives the room for the body.
func (p *page) SetSize(size tui.Size) {
	p.size = size
	p.form.SetSize(size)
}

// View draws the form.
func (p *page) View() tui.View { return p.form.View() }

// Typing is true while a text field has the focus.
func (p *page) Typing() bool { return p.form.Typing() }

// keys are those of the form and the ones given. The footer leaves out the last
// where it is narrow, so those that only this page has come early, and those that
// move within a control, which speak for themselves, are last.
func (p *page) keys(more ...key.Binding) []key.Binding {
	keys := slices.Concat(more, p.form.Keys())
	slices.SortStableFunc(keys, func(a, b key.Binding) int { return p.rank(a) - p.rank(b) })
	return keys
}

func (p *page) rank(binding key.Binding) int {
	k := p.deps.Keys
	for rank, b := range []key.Binding{k.Activate, k.Toggle, k.History, k.More, k.Next, k.Refresh, k.Back} {
		if slices.Equal(b.Keys(), binding.Keys()) {
			return rank
		}
	}
	return 9 // after all of those
}

// settle lays the form out anew, after something in it changed its height.
func (p *page) settle() { p.form.SetSize(p.size) }

// begin shows what is going on, with the seconds that it takes.
func (p *page) begin(doing string) tea.Cmd {
	p.doing, p.since = doing, p.deps.Now()
	p.crowd.set(time.Time{})
	p.say()
	return p.clock.wake(p.deps, time.Second)
}

// beat counts the seconds of what is going on, and reads again what the line had
// cut off once it is back. It tells whether msg was its own.
func (p *page) beat(msg tea.Msg) (tea.Cmd, bool) {
	if _, back := msg.(tui.Reconnected); back {
		return p.lineBack(), true
	}
	if !p.clock.take(msg) {
		return nil, false
	}
	if p.doing == "" {
		return nil, true
	}
	p.say()
	return p.clock.wake(p.deps, time.Second), true
}

// lineBack reads again what the line had cut off. What is to be sent again is the
// person's to send: only the words that speak of a cut line are taken back.
func (p *page) lineBack() tea.Cmd {
	switch {
	case p.doing != "":
	case p.reread != nil:
		return p.reread()
	case p.cutOff:
		p.tell(tui.ToneInfo, p.deps.help(p.deps.Text.Errors.Back, p.keeps))
	}
	return nil
}

// say writes what is going on.
func (p *page) say() { p.tell(tui.ToneInfo, p.going()) }

// end takes away what begin or a problem put there.
func (p *page) end() {
	p.doing, p.retry, p.reread, p.cutOff = "", nil, nil, false
	p.clock.stop()
	p.tell(tui.ToneInfo, "")
}

// quiet tells whether end would change nothing.
func (p *page) quiet() bool {
	return p.doing == "" && p.retry == nil && p.reread == nil && !p.cutOff && p.line.Empty()
}

// tell puts a text into the page's line.
func (p *page) tell(tone tui.Tone, text string) {
	p.line.SetTone(tone)
	p.line.SetText(text)
}

// fail ends what is going on and says what went wrong, what was kept and which
// key helps. The command leads back to the login when the session has ended,
// and tells the header about the connection otherwise. A request that was
// cancelled, since it is not wanted any more, is no failure.
func (p *page) fail(err error) tea.Cmd {
	p.end()
	if cmd := p.deps.unlessEnded(err); cmd != nil {
		return cmd
	}
	if canceled(err) {
		return nil
	}
	p.tell(tui.ToneError, p.deps.trouble(err, p.keeps))
	p.cutOff = cut(err)
	return p.deps.online(!p.cutOff)
}

// failRetry is fail for something that F5 does over again, if it may fare better
// a little later.
func (p *page) failRetry(err error, retry func() tea.Cmd) tea.Cmd {
	cmd := p.fail(err)
	if cut(err) || serverFault(err) {
		p.retry = retry
	}
	return cmd
}

// failRead is fail for something that was read. Once the line is back it is read
// again by itself, since that does no harm.
func (p *page) failRead(err error, read func() tea.Cmd) tea.Cmd {
	cmd := p.fail(err)
	if cut(err) {
		p.reread = read
	}
	return cmd
}

// trouble says what went wrong, and for what may pass by itself, what was kept
// and which key helps.
func (d *Deps) trouble(err error, keeps bool) string {
	words := d.explain(err)
	if code(err) != "" && !serverFault(err) {
		return words
	}
	return d.help(words, keeps)
}

// help adds to what happened what was kept and which key helps.
func (d *Deps) help(words string, keeps bool) string {
	format := d.Text.Errors.HelpFormat
	if keeps {
		format = d.Text.Errors.KeptFormat
	}
	return fmt.Sprintf(format, words, d.Text.Common.Retry)
}

// online tells the header whether the backend was reached, and by which line.
func (d *Deps) online(is bool) tea.Cmd {
	line := d.line()
	return func() tea.Msg { return tui.StatusMsg{Line: &line, Online: &is} }
}

// reached tells the header that the backend was reached, when it was: it did
// what it was asked for, or said no.
func (d *Deps) reached(err error) tea.Cmd {
	if err == nil || code(err) != "" {
		return d.online(true)
	}
	return nil
}

// cut tells whether an error is the line's: the backend was not reached, or
// something else answered in its place.
func cut(err error) bool {
	var ce *client.Error
	return errors.As(err, &ce) && !ce.Busy() && ce.OfLine()
}

// canceled tells whether a request ended because it was not wanted any more.
func canceled(err error) bool {
	var ce *client.Error
	return errors.Is(err, context.Canceled) || errors.As(err, &ce) && ce.Kind == client.Canceled
}

// serverFault tells whether the backend failed or is slow, so that the same
// request may fare better a little later.
func serverFault(err error) bool {
	var ce *client.Error
	if !errors.As(err, &ce) {
		return false
	}
	const firstFault = 500 // HTTP status
	return ce.Busy() || ce.Status >= firstFault || ce.Kind == client.Timeout || ce.Kind == client.Interrupted
}
