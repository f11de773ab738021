package screens

import (
	"fmt"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/tui"
	"houbu/tui/widget"
)

// write says everything anew, and asks to be woken when a time left changes.
func (s *info) write() tea.Cmd {
	now := s.deps.Clock()
	var first time.Duration
	for _, b := range s.blocks {
		b.note.SetText(b.say(now))
		if b.due == nil {
			continue
		}
		if next := widget.NextChange(b.due.Sub(now)); next > 0 && (first == 0 || next < first) {
			first = next
		}
	}
	if first == 0 {
		return nil
	}
	return s.tick.wake(s.deps, first)
}

// entryWords says where a waiting entry stands.
func (s *info) entryWords(e api.Entry) string {
	t := s.text
	return strings.Join([]string{
		" " + s.name(e.SubjectName, e.Campus, e.CampusCode) + "  " + s.deps.Text.Common.StateNames[e.State],
		" " + fmt.Sprintf(t.PositionFormat, e.Ahead+1, e.Ahead) + "  " + fmt.Sprintf(t.SequenceFormat, e.Sequence) +
			"  " + fmt.Sprintf(t.ChangedFormat, s.when(e.ChangedAt)),
		" " + fmt.Sprintf(t.JoinedFormat, s.when(e.JoinedAt)) + "  " + fmt.Sprintf(t.CloseFormat, s.when(s.deps.State.Exam.LastAllocAt)),
	}, "\n")
}

// registrationWords says what is held, whether it is paid and until when.
func (s *info) registrationWords(r api.Registration, now time.Time) string {
	t, common := s.text, s.deps.Text.Common
	words := []string{
		" " + s.name(r.SubjectName, r.Campus, r.CampusCode) + "  " + tui.Clean(r.Time),
	}
	status := " " + t.PayStatus + " " + common.Unpaid
	if r.Paid {
		status = " " + t.PayStatus + " " + common.Paid
	}
	status += "  " + fmt.Sprintf(common.YuanFormat, yuan(r.FeeFen))
	if r.EntryID != "" {
		status = " " + common.StateNames[api.Offered] + " " + status
	}
	if report := s.reportName(r.Report); report != "" {
		status += "  " + t.Report + " " + report
	}
	words = append(words, status)
	if !r.Paid && r.PayBy != nil {
		words = append(words, " "+fmt.Sprintf(t.PayByFormat, s.when(*r.PayBy), widget.Remaining(s.kit.Texts, r.PayBy.Sub(now))))
	}
	return strings.Join(words, "\n")
}

func (s *info) reportName(chosen string) string {
	for _, report := range s.deps.State.Exam.ReportTypes {
		if report.Code == chosen {
			return tui.Clean(report.Name)
		}
	}
	return tui.Clean(chosen)
}

func (s *info) name(subject, campus, code string) string {
	return tui.Clean(subject) + " · (" + tui.Clean(code) + ") " + tui.Clean(campus)
}

func (s *info) when(at time.Time) string {
	return s.deps.local(at).Format(s.deps.Text.Common.MinuteClock)
}

// staleSince says from when what is shown is, after the line was cut.
func (d *Deps) staleSince(at time.Time) string {
	return fmt.Sprintf(d.Text.Info.Stale, d.local(at).Format(d.Text.Common.SecondClock))
}

func (s *info) offered(e api.Entry) string {
	return fmt.Sprintf(s.text.Offer, tui.Clean(e.SubjectName))
}

func (s *info) over(e api.Entry) string { return fmt.Sprintf(s.text.Ended, tui.Clean(e.SubjectName)) }

// Ask is the dialog of step 11. The safe button is the default.
func (s *info) Ask(tui.Step) tui.Dialog {
	e := s.deps.State.Entry
	body := lines(fmt.Sprintf(s.text.CancelAskFormat, e.SubjectName, e.Campus))
	if e.State == api.Offered {
		body = append(body, "", s.text.CancelAskSeat)
	}
	return tui.NewConfirm(tui.ConfirmOptions{
		Title: s.text.CancelAskTitle, Body: body, YesLabel: s.text.CancelYes, NoLabel: s.text.CancelNo,
		DefaultNo: true, Keys: s.deps.Keys, Theme: s.deps.Theme,
	})
}
