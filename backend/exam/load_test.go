package exam_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"houbu/api"
	"houbu/backend/exam"
)

// smallest is the shortest session file that is right.
const smallest = `id: practice
name: 练习
registration:
  opens: 2026-09-15T09:00:00+08:00
  closes: 2026-09-28T17:00:00+08:00
payment_closes: 2026-09-29T17:00:00+08:00
subjects:
  - {code: 1, name: 英语四级, kind: written, level: 4, time: 9:00, fee: 30}
agreement: {version: v1, text: 协议}
`

func TestLoadTheExample(t *testing.T) {
	t.Parallel()
	e, err := exam.Load("../../docs/session.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if want := time.Date(2026, 9, 15, 1, 0, 0, 0, time.UTC); !e.OpensAt.Equal(want) || e.OpensAt.Location() != time.UTC {
		t.Errorf("opens at %v, want %v", e.OpensAt, want)
	}
	if e.PayWindow != 24*time.Hour || e.MinPayTime != 30*time.Minute || e.NotifyBefore != 2*time.Hour {
		t.Errorf("pay window %v, least %v, reminder %v", e.PayWindow, e.MinPayTime, e.NotifyBefore)
	}
	if got := []int{len(e.Subjects), len(e.DocumentTypes), len(e.CancelReasons), len(e.ReportTypes), len(e.Methods)}; !slices.Equal(got, []int{11, 9, 6, 3, 4}) {
		t.Errorf("subjects, document types, reasons, report types, methods: %v", got)
	}
	oral, ok := e.Subject("SET4")
	want := api.Subject{Code: "SET4", Name: "英语四级口试", Kind: api.Oral, Level: 4, Time: "2026-11-21", FeeFen: 5000, Requires: "1"}
	if !ok || oral != want {
		t.Errorf("SET4 = %+v", oral)
	}
	if !e.CancelReasons[5].NeedsText || e.CancelReasons[0].NeedsText {
		t.Error("only the last reason takes a text")
	}
	if !strings.HasPrefix(e.Agreement.Text, "全国大学英语") || strings.Count(e.Agreement.Text, "\n") != 5 {
		t.Errorf("agreement %q", e.Agreement.Text)
	}
	rules := exam.LoginRules{TokenLife: 12 * time.Hour, AccountFailures: 5, AddressFailures: 200, Window: 15 * time.Minute, LockFor: 15 * time.Minute}
	if e.Login != rules || e.Practice != nil {
		t.Errorf("login %+v, practice %+v", e.Login, e.Practice)
	}
}

func TestParseFillsInDefaults(t *testing.T) {
	t.Parallel()
	e, err := exam.Parse(strings.NewReader("\ufeff"+smallest), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	if !e.LastAllocAt.Equal(e.PaymentEndsAt) || e.PayWindow != 24*time.Hour || e.MinPayTime != 10*time.Minute || e.NotifyBefore != 2*time.Hour {
		t.Errorf("last allocation %v, pay window %v, least %v", e.LastAllocAt, e.PayWindow, e.MinPayTime)
	}
	if e.Exclusive != exam.PerLevel || e.OralRequires != exam.OralNeedsRegistered {
		t.Errorf("exclusive %s, oral requires %s", e.Exclusive, e.OralRequires)
	}
	if len(e.DocumentTypes) != 9 || len(e.CancelReasons) != 6 || len(e.Methods) != 4 || e.ReportTypes != nil {
		t.Errorf("%d document types, %d reasons, %d methods, report types %v", len(e.DocumentTypes), len(e.CancelReasons), len(e.Methods), e.ReportTypes)
	}
	if e.Login.TokenLife != 12*time.Hour || e.Login.AccountFailures != 5 {
		t.Errorf("login %+v", e.Login)
	}
}

func TestDefaultReportTypes(t *testing.T) {
	t.Parallel()
	text := smallest + "paper_report: true\n"
	text = strings.Replace(text, "agreement:", "  - {code: 3, name: 日语四级, kind: written, level: 4, time: 9:00, fee: 0}\nagreement:", 1)
	e, err := exam.Parse(strings.NewReader(text), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	if len(e.ReportTypes) != 3 || !slices.Equal(e.ReportTypes[1].Subjects, []string{"1"}) || !slices.Equal(e.ReportTypes[2].Subjects, []string{"3"}) {
		t.Errorf("report types %+v", e.ReportTypes)
	}
}

func TestFeesAreExact(t *testing.T) {
	t.Parallel()
	for fee, fen := range map[string]int{"0": 0, "30": 3000, "30.5": 3050, "29.99": 2999, "0.07": 7, `"20.10"`: 2010, "123456.78": 12345678} {
		e, err := exam.Parse(strings.NewReader(strings.Replace(smallest, "fee: 30", "fee: "+fee, 1)), time.Time{})
		if err != nil {
			t.Errorf("fee %s: %v", fee, err)
		} else if e.Subjects[0].FeeFen != fen {
			t.Errorf("fee %s is %d fen, want %d", fee, e.Subjects[0].FeeFen, fen)
		}
	}
}

func TestRelativeTimes(t *testing.T) {
	t.Parallel()
	text := strings.Replace(smallest, "2026-09-15T09:00:00+08:00", "-24h", 1)
	text = strings.Replace(text, "2026-09-28T17:00:00+08:00", "+720h", 1)
	text = strings.Replace(text, "2026-09-29T17:00:00+08:00", "+744h", 1)
	base := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	e, err := exam.Parse(strings.NewReader(text), base)
	if err != nil {
		t.Fatal(err)
	}
	if !e.OpensAt.Equal(base.Add(-24*time.Hour)) || !e.ClosesAt.Equal(base.Add(720*time.Hour)) {
		t.Errorf("open from %v to %v", e.OpensAt, e.ClosesAt)
	}
	if _, err := exam.Parse(strings.NewReader(text), time.Time{}); problems(err) != "4 registration.opens|5 registration.closes|6 payment_closes" {
		t.Errorf("without a base: %v", err)
	}
}

func TestNoReminder(t *testing.T) {
	t.Parallel()
	e, err := exam.Parse(strings.NewReader(smallest+"notify_before: 0s\n"), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	if at, wanted := e.RemindAt(e.OpensAt, e.ClosesAt); wanted {
		t.Errorf("a reminder at %v", at)
	}
}

func TestPracticeSection(t *testing.T) {
	t.Parallel()
	text := smallest + `practice:
  password: Houbu2026!
  tick: 2s
  accounts:
    - {account: demo1@houbu.test, name: 张三, document: "990101200501010010", about: 从头开始}
`
	e, err := exam.Parse(strings.NewReader(text), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	want := api.DemoAccount{Account: "demo1@houbu.test", Name: "张三", Document: "990101200501010010", About: "从头开始"}
	if p := e.Practice; p == nil || p.Tick != 2*time.Second || p.Password != "Houbu2026!" || !slices.Equal(p.Accounts, []api.DemoAccount{want}) {
		t.Errorf("practice %+v", p)
	}
}

func TestAgreementFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "session.yaml")
	write(t, path, strings.Replace(smallest, "text: 协议", "file: agreement.txt", 1))
	if _, err := exam.Load(path); problems(err) != "9 agreement.file" {
		t.Errorf("without the agreement: %v", err)
	}
	write(t, filepath.Join(dir, "agreement.txt"), "\ufeff第一条\n第二条\n")
	e, err := exam.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	if e.Agreement.Text != "第一条\n第二条" {
		t.Errorf("agreement %q", e.Agreement.Text)
	}
	write(t, filepath.Join(dir, "agreement.txt"), "\xd0\xad\xd2\xe9")
	if _, err := exam.Load(path); problems(err) != "9 agreement.file" {
		t.Errorf("an agreement that is not UTF-8: %v", err)
	}
}

func TestLoadNamesThePath(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "session.yaml")
	if _, err := exam.Load(path); !errors.Is(err, os.ErrNotExist) || !strings.Contains(err.Error(), path) {
		t.Errorf("a missing file: %v", err)
	}
	write(t, path, "")
	if _, err := exam.Load(path); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("an empty file: %v", err)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
