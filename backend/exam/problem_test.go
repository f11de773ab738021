package exam_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"houbu/backend/exam"
)

// problems renders where the problems of a *FileError are: "LINE PATH|…".
func problems(err error) string {
	var fe *exam.FileError
	if !errors.As(err, &fe) {
		return fmt.Sprintf("no FileError: %v", err)
	}
	var at []string
	for _, p := range fe.Problems {
		at = append(at, fmt.Sprintf("%d %s", p.Line, p.Path))
	}
	return strings.Join(at, "|")
}

// practiced is the part of a file with practice accounts, and what follows it.
func practiced(accounts ...string) string {
	text := "practice:\n  password: p\n  accounts:\n"
	for _, account := range accounts {
		text += "    - {account: " + account + ", name: 张三, document: x, about: y}\n"
	}
	return text + "agreement:"
}

func TestProblems(t *testing.T) {
	t.Parallel()
	const subject = "{code: 1, name: 英语四级, kind: written, level: 4, time: 9:00, fee: 30}"
	tests := map[string]struct{ old, replacement, want string }{
		"unknown key":              {"id: practice", "id: practice\ntitle: x", "2 title"},
		"unknown key in a subject": {"fee: 30", "fee: 30, price: 3", "8 subjects[0].price"},
		"key twice":                {"name: 练习", "name: 练习\nname: 练习", "3 name"},
		"no name":                  {"name: 练习\n", "", "1 name"},
		"name of nothing":          {"name: 练习", "name:", "2 name"},
		"id with a space":          {"id: practice", "id: my exam", "1 id"},
		"time without a zone":      {"2026-09-15T09:00:00+08:00", "2026-09-15 09:00:00", "4 registration.opens"},
		"closes before it opens":   {"closes: 2026-09-28", "closes: 2026-09-14", "5 registration.closes"},
		"closes as it opens":       {"closes: 2026-09-28T17", "closes: 2026-09-15T09", "5 registration.closes"},
		"payment closes first":     {"payment_closes: 2026-09-29", "payment_closes: 2026-09-27", "6 payment_closes"},
		"last allocation too late": {"subjects:", "last_allocation: 2026-09-29T17:00:01+08:00\nsubjects:", "7 last_allocation"},
		"last allocation too soon": {"subjects:", "last_allocation: 2026-09-15T09:00:00+08:00\nsubjects:", "7 last_allocation"},
		"pay window no duration":   {"subjects:", "pay_window: 24\nsubjects:", "7 pay_window"},
		"pay window of nothing":    {"subjects:", "pay_window: 0s\nsubjects:", "7 pay_window"},
		"reminder no duration":     {"subjects:", "notify_before: 2\nsubjects:", "7 notify_before"},
		"reminder after the end":   {"subjects:", "notify_before: -1s\nsubjects:", "7 notify_before"},
		"no offer ever":            {"subjects:", "pay_window: 1h\nmin_pay_time: 2h\nsubjects:", "8 min_pay_time"},
		"unknown exclusivity":      {"subjects:", "exclusive: both\nsubjects:", "7 exclusive"},
		"unknown oral rule":        {"subjects:", "oral_requires: none\nsubjects:", "7 oral_requires"},
		"no subjects":              {"subjects:\n  - " + subject + "\n", "", "1 subjects"},
		"subjects empty":           {"subjects:\n  - " + subject + "\n", "subjects: []\n", "7 subjects"},
		"subject twice":            {subject, subject + "\n  - " + strings.Replace(subject, "四级", "四", 1), "9 subjects[1].code"},
		"subject name twice":       {subject, subject + "\n  - " + strings.Replace(subject, "code: 1", "code: 2", 1), "9 subjects[1].name"},
		"fee negative":             {"fee: 30", "fee: -1", "8 subjects[0].fee"},
		"fee with three decimals":  {"fee: 30", "fee: 30.001", "8 subjects[0].fee"},
		"fee in words":             {"fee: 30", "fee: 3e1", "8 subjects[0].fee"},
		"no fee":                   {", fee: 30", "", "8 subjects[0].fee"},
		"level zero":               {"level: 4", "level: 0", "8 subjects[0].level"},
		"unknown kind":             {"kind: written", "kind: spoken", "8 subjects[0].kind"},
		"oral needs the unknown":   {subject, subject + "\n  - {code: S4, name: 口试, kind: oral, level: 4, time: t, fee: 50, requires: 7}", "9 subjects[1].requires"},
		"oral needs itself":        {subject, subject + "\n  - {code: S4, name: 口试, kind: oral, level: 4, time: t, fee: 50, requires: S4}", "9 subjects[1].requires"},
		"oral of another level":    {subject, subject + "\n  - {code: S6, name: 口试, kind: oral, level: 6, time: t, fee: 50, requires: 1}", "9 subjects[1].requires"},
		"oral without a written":   {subject, subject + "\n  - {code: S6, name: 口试, kind: oral, level: 6, time: t, fee: 50}", "9 subjects[1].level"},
		"oral alone":               {subject, "{code: S4, name: 口试, kind: oral, level: 4, time: t, fee: 50}", "8 subjects[0].level"},
		"oral beside another oral": {subject, "{code: S4, name: 口试, kind: oral, level: 4, time: t, fee: 50}\n  - {code: T4, name: 面试, kind: oral, level: 4, time: t, fee: 50}", "8 subjects[0].level|9 subjects[1].level"},
		"account twice":            {"agreement:", practiced("a@houbu.test", "a@houbu.test"), "13 practice.accounts[1].account"},
		"account twice, as typed":  {"agreement:", practiced("a@houbu.test", "A@houbu.test"), "13 practice.accounts[1].account"},
		"account thrice":           {"agreement:", practiced("a", "a", "a"), "13 practice.accounts[1].account|14 practice.accounts[2].account"},
		"written needs something":  {"fee: 30", "fee: 30, requires: 1", "8 subjects[0].requires"},
		"no reasons":               {"agreement:", "cancel_reasons: []\nagreement:", "9 cancel_reasons"},
		"reasons of nothing":       {"agreement:", "cancel_reasons:\nagreement:", "9 cancel_reasons"},
		"reason without a name":    {"agreement:", "cancel_reasons:\n  - {code: a}\nagreement:", "10 cancel_reasons[0].name"},
		"reason that is no list":   {"agreement:", "cancel_reasons:\n  - a\nagreement:", "10 cancel_reasons[0]"},
		"flag of another word":     {"agreement:", "cancel_reasons:\n  - {code: a, name: b, needs_text: yes}\nagreement:", "10 cancel_reasons[0].needs_text"},
		"document type too long":   {"agreement:", "document_types:\n  - {code: abc, name: b}\nagreement:", "10 document_types[0].code"},
		"no document types":        {"agreement:", "document_types: []\nagreement:", "9 document_types"},
		"no methods":               {"agreement:", "payment_methods: []\nagreement:", "9 payment_methods"},
		"method twice":             {"agreement:", "payment_methods:\n  - {code: a, name: b}\n  - {code: a, name: c}\nagreement:", "11 payment_methods[1].code"},
		"reason twice":             {"agreement:", "cancel_reasons:\n  - {code: a, name: b}\n  - {code: a, name: c}\nagreement:", "11 cancel_reasons[1].code"},
		"document type twice":      {"agreement:", "document_types:\n  - {code: a, name: b}\n  - {code: a, name: c}\nagreement:", "11 document_types[1].code"},
		"report type twice":        {"agreement:", "report_types:\n  - {code: a, name: b}\n  - {code: a, name: c}\nagreement:", "11 report_types[1].code"},
		"report's subject twice":   {"agreement:", "report_types:\n  - {code: a, name: b, subjects: [1, 1]}\nagreement:", "10 report_types[0].subjects"},
		"report for the unknown":   {"agreement:", "report_types:\n  - {code: a, name: b, subjects: [1, 2]}\nagreement:", "10 report_types[0].subjects"},
		"no report types":          {"agreement:", "paper_report: true\nreport_types: []\nagreement:", "10 report_types"},
		"no agreement":             {"agreement: {version: v1, text: 协议}\n", "", "1 agreement"},
		"agreement without text":   {", text: 协议", "", "9 agreement.text"},
		"agreement twice":          {"text: 协议", "text: 协议, file: a.txt", "9 agreement.text"},
		"agreement in a file":      {"text: 协议", "file: a.txt", "9 agreement.file"},
		"login figures":            {"agreement:", "login: {account_failures: 0, window: 1}\nagreement:", "9 login.account_failures|9 login.window"},
		"tabs":                     {"  opens", "\topens", "4 "},
		"two documents":            {"id:", "---\nid: x\n---\nid:", "3 "},
		"everything at once":       {"id: practice\nname: 练习", "title: x", "1 id|1 name|1 title"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := strings.Replace(smallest, test.old, test.replacement, 1)
			if text == smallest {
				t.Fatalf("%q is not in the file", test.old)
			}
			e, err := exam.Parse(strings.NewReader(text), time.Time{})
			if got := problems(err); got != test.want || e != nil {
				t.Errorf("problems at %q, want %q (%v)", got, test.want, err)
			}
		})
	}
}

func TestParseRefusesWhatIsNoSession(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "# nothing", "- a", "just text", "a: [", strings.Repeat("# long\n", 200_000), "\xff\xfe", "&a [*a]", "<<: *b"} {
		if e, err := exam.Parse(strings.NewReader(text), time.Time{}); e != nil || err == nil {
			t.Errorf("%.20q: %+v, %v", text, e, err)
		}
	}
}

func TestFileErrorText(t *testing.T) {
	t.Parallel()
	err := &exam.FileError{Path: "s.yaml", Problems: []exam.Problem{
		{Text: "文件是空的"}, {Line: 3, Path: "subjects[0].fee", Text: "缺少"},
	}}
	want := "考次设置文件 s.yaml 有误：\n  文件是空的\n  第 3 行 subjects[0].fee：缺少"
	if err.Error() != want {
		t.Errorf("Error() = %q, want %q", err.Error(), want)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(smallest)
	f.Add("subjects: &a [*a]")
	f.Fuzz(func(t *testing.T, text string) {
		e, err := exam.Parse(strings.NewReader(text), time.Time{})
		if (e == nil) == (err == nil) {
			t.Errorf("%+v, %v", e, err)
		}
		if e != nil && (!e.OpensAt.Before(e.ClosesAt) || len(e.Subjects) == 0 || len(e.CancelReasons) == 0) {
			t.Errorf("a bad session was taken: %+v", e)
		}
	})
}
