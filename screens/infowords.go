package screens

import (
	"fmt"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"houbu/api"
	"houbu/tui"
	"houbu/tui/widget"
)

// write says everything anew, and asks to be woken when a time left changes.
func (s *info) write() tea.Cmd {
	if next := say(s.blocks, s.deps.Clock()); next > 0 {
		return s.tick.wake(s.deps, next)
	}
	return nil
}

// say writes all blocks anew, and returns when a time left changes; zero for never.
func say(blocks []*block, now time.Time) (first time.Duration) {
	for _, b := range blocks {
		b.card.SetLines(b.say(now)...)
		due := b.due()
		if due == nil {
			continue
		}
		if next := widget.NextChange(due.Sub(now)); next > 0 && (first == 0 || next < first) {
			first = next
		}
	}
	return first
}

// lastAllocation is after when no seat is given any more, nil when that is not
// known.
func (s *info) lastAllocation() *time.Time {
	if at := s.deps.State.Exam.LastAllocAt; !at.IsZero() {
		return &at
	}
	return nil
}

// entryLines say where a waiting entry stands: the position first.
func (s *info) entryLines(e api.Entry, now time.Time) []widget.Line {
	t, theme := s.text, s.kit.Theme
	head := widget.Line{Parts: []widget.Part{
		{Text: tui.Clean(e.SubjectName), Style: theme.Title},
		{Text: s.deps.stateName(e.State), Style: theme.Accent},
		{Text: fmt.Sprintf(t.PositionFormat, e.Ahead+1, e.Ahead), Style: theme.Focus},
	}}
	var moving []string
	if due := s.lastAllocation(); due != nil {
		moving = append(moving, fmt.Sprintf(t.CloseFormat, s.when(*due), s.left(*due, now)))
	}
	moving = append(moving, fmt.Sprintf(t.ChangedFormat, s.when(e.ChangedAt)))
	said := []widget.Line{head, s.plain(moving...), s.plain(
		s.campus(e.Campus, e.CampusCode),
		fmt.Sprintf(t.JoinedFormat, s.when(e.JoinedAt)),
		fmt.Sprintf(t.SequenceFormat, e.Sequence),
	)}
	for _, event := range e.History {
		if event.What != eventJoined { // that is said already
			said = append(said, widget.Line{Tone: tui.ToneWarning, Parts: s.deps.eventParts(event, theme.Warning)})
		}
	}
	return said
}

// eventJoined is the first event of each entry's history.
const eventJoined = "joined"

// eventWords are a line of an entry's history: when and what, and why.
func (d *Deps) eventWords(event api.EntryEvent) []string {
	what, known := d.Text.Finished.Events[event.What]
	if !known {
		what = tui.Clean(event.What)
	}
	words := []string{d.local(event.At).Format(d.Text.Common.MinuteClock) + "  " + what}
	if event.Reason != "" {
		words = append(words, tui.Clean(d.maskText(event.Reason)))
	}
	return words
}

// eventParts are eventWords in a style.
func (d *Deps) eventParts(event api.EntryEvent, style lipgloss.Style) (parts []widget.Part) {
	for _, words := range d.eventWords(event) {
		parts = append(parts, widget.Part{Text: words, Style: style})
	}
	return parts
}

// registrationLines say what is held, whether it is paid and until when.
func (s *info) registrationLines(r api.Registration, now time.Time) []widget.Line {
	t, theme, common := s.text, s.kit.Theme, s.deps.Text.Common
	head := widget.Line{Parts: []widget.Part{{Text: tui.Clean(r.SubjectName), Style: theme.Title}}}
	add := func(text string) { head.Parts = append(head.Parts, widget.Part{Text: text, Style: theme.Text}) }
	if r.EntryID != "" {
		head.Parts = append(head.Parts, widget.Part{Text: s.deps.stateName(api.Offered), Style: theme.Success})
	}
	paid := common.Unpaid
	if r.Paid {
		paid = common.Paid
	}
	add(fmt.Sprintf(t.PayStatusFormat, paid))
	add(fmt.Sprintf(common.YuanFormat, yuan(r.FeeFen)))
	if report := s.reportName(r.Report); report != "" {
		add(fmt.Sprintf(t.ReportFormat, report))
	}
	said := []widget.Line{head}
	if !r.Paid && r.PayBy != nil {
		said = append(said, s.payLine(r, now))
	}
	return append(said, s.plain(s.campus(r.Campus, r.CampusCode), fmt.Sprintf(t.TimeFormat, tui.Clean(r.Time))))
}

// payLine says until when to pay, and for an oral subject what is paid before.
func (s *info) payLine(r api.Registration, now time.Time) widget.Line {
	words := []string{fmt.Sprintf(s.text.PayByFormat, s.when(*r.PayBy), s.left(*r.PayBy, now))}
	if r.Kind == api.Oral && !slices.Contains(r.Actions, api.ActionPay) {
		words = append(words, s.text.WrittenFirst)
	}
	line := widget.Line{Tone: tui.ToneWarning}
	for _, text := range words {
		line.Parts = append(line.Parts, widget.Part{Text: text, Style: s.kit.Theme.Warning})
	}
	return line
}

func (s *info) plain(texts ...string) widget.Line {
	var line widget.Line
	for _, text := range texts {
		line.Parts = append(line.Parts, widget.Part{Text: text, Style: s.kit.Theme.Text})
	}
	return line
}

func (s *info) reportName(chosen string) string {
	for _, report := range s.deps.State.Exam.ReportTypes {
		if report.Code == chosen {
			return tui.Clean(report.Name)
		}
	}
	return tui.Clean(chosen)
}

func (s *info) campus(name, code string) string {
	return fmt.Sprintf(s.text.CampusFormat, tui.Clean(named(name, code)))
}

func (s *info) when(at time.Time) string {
	return s.deps.local(at).Format(s.deps.Text.Common.MinuteClock)
}

func (s *info) left(due, now time.Time) string { return widget.Remaining(s.kit.Texts, due.Sub(now)) }

// staleSince says from when what is shown is, after the line was cut or the
// backend failed.
func (d *Deps) staleSince(at time.Time, err error) string {
	if cut(err) {
		return d.clocked(d.Text.Info.Stale, at)
	}
	return d.clocked(d.Text.Info.StaleServer, at)
}

// staleCrowd says when an overloaded backend is asked again, which a narrow
// terminal must not cut off, and from when what is shown is.
func (d *Deps) staleCrowd(at, next time.Time) string {
	clock := d.Text.Common.SecondClock
	return fmt.Sprintf(d.Text.Info.StaleCrowd, d.local(next).Format(clock), d.local(at).Format(clock))
}

// clocked puts a time into a text, to the second.
func (d *Deps) clocked(format string, at time.Time) string {
	return fmt.Sprintf(format, d.local(at).Format(d.Text.Common.SecondClock))
}
