package screens

import (
	"reflect"
	"strings"

	"houbu/api"
	"houbu/tui"
	"houbu/tui/widget"
)

// sections are 资格信息 and 学籍信息 with the documented labels.
func (s *review) sections(r api.Record) []widget.Section {
	t := s.text.Labels
	return []widget.Section{
		{Heading: s.text.Quality, Facts: s.known([]widget.Fact{
			{Label: t.Name, Value: r.Name}, {Label: t.Sex, Value: r.Sex},
			{Label: t.Type, Value: s.documentType(r.TypeCode)}, {Label: t.Number, Value: s.deps.maskNumber(r.Number)},
			{Label: t.Qualified, Value: strings.Join(r.Qualified, s.text.Separator)},
		})},
		{Heading: s.text.Student, Facts: s.known([]widget.Fact{
			{Label: t.School, Value: named(r.School, r.SchoolCode)},
			{Label: t.Campus, Value: named(r.Campus, r.CampusCode)},
			{Label: t.Education, Value: r.Education}, {Label: t.Duration, Value: r.Duration},
			{Label: t.EntryYear, Value: r.EntryYear}, {Label: t.Grade, Value: r.Grade},
			{Label: t.Department, Value: r.Department}, {Label: t.Major, Value: r.Major},
			{Label: t.Class, Value: r.Class}, {Label: t.StudentNo, Value: r.StudentNo},
			{Label: t.Remark, Value: s.deps.maskText(r.Remark)},
		})},
	}
}

// known writes 无 where there is no value.
func (s *review) known(facts []widget.Fact) []widget.Fact {
	for i := range facts {
		if facts[i].Value == "" {
			facts[i].Value = s.text.None
		}
	}
	return facts
}

// documentType is the name of a document type of the session, or its code.
func (s *review) documentType(code string) string {
	for _, t := range s.deps.State.Exam.DocumentTypes {
		if t.Code == code {
			return t.Name
		}
	}
	return code
}

// named is a name with its code before it, as on the documented pages.
func named(name, code string) string {
	if code == "" {
		return name
	}
	return "(" + code + ")" + name
}

// same tells whether two records show the same.
func same(a, b api.Record) bool {
	a.Confirmed = b.Confirmed
	return reflect.DeepEqual(a, b)
}

// Ask makes the dialogs of steps 6 and 7.
func (s *review) Ask(step tui.Step) tui.Dialog {
	title, body := s.text.PhoneTitle, []string{s.text.PhoneAsk, "", tui.Clean(s.deps.maskNumber(s.record.Phone)), "", s.text.PhoneNote}
	if step == tui.StepStudentRecord {
		t, end := s.text.Labels, s.kit.Texts.LabelEnd
		title, body = s.text.StudentTitle, []string{
			s.text.StudentAsk, "",
			t.School + end + tui.Clean(named(s.record.School, s.record.SchoolCode)),
			t.Campus + end + tui.Clean(named(s.record.Campus, s.record.CampusCode)),
			t.StudentNo + end + tui.Clean(s.record.StudentNo),
			t.Major + end + tui.Clean(s.record.Major),
		}
	}
	return tui.NewConfirm(tui.ConfirmOptions{
		Title: title, Body: body,
		YesLabel: s.deps.Text.Common.OK, NoLabel: s.deps.Text.Common.Cancel,
		Keys: s.deps.Keys, Theme: s.deps.Theme,
	})
}
