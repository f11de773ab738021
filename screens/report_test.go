package screens

import (
	"slices"
	"testing"
	"time"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

func openReport(s *stage) {
	s.t.Helper()
	withSeat(s).open(tui.StepReport)
}

// pickReport chooses 纸质成绩报告单 and presses 确定; the focus is on 保存 then.
func pickReport(s *stage) {
	s.t.Helper()
	openReport(s)
	k := s.deps.Keys
	s.press(k.Down, k.Activate, k.Activate)
}

func TestReportGolden(t *testing.T) {
	t.Parallel()
	goldens(t, "report", holding, []scene{
		{"first", openReport},
		{"missing", func(s *stage) {
			openReport(s)
			s.press(s.deps.Keys.Next, s.deps.Keys.Activate)
		}},
		{"taken", pickReport},
		{"dialog", func(s *stage) {
			pickReport(s)
			s.press(s.deps.Keys.Activate)
		}},
		{"saving", func(s *stage) {
			pickReport(s)
			s.press(s.deps.Keys.Activate)
			s.hold()
			s.press(s.deps.Keys.Activate)
			s.step()
			s.pass(2 * time.Second)
		}},
		{"refused", func(s *stage) {
			s.backend.chooseReport = func(string, string, api.ReportChoice) (api.Receipt, error) {
				return api.Receipt{}, refusal(api.CodeReportOff)
			}
			pickReport(s)
			s.press(s.deps.Keys.Activate, s.deps.Keys.Activate)
		}},
		{"none", func(s *stage) {
			s.deps.State.Exam.ReportTypes = nil
			openReport(s)
		}},
		{"hostile", func(s *stage) {
			withSeat(s)
			seat, types := &s.deps.State.Registration, s.deps.State.Exam.ReportTypes
			seat.SubjectName, seat.Campus = hostileName("科目"), "\x9b31m校区\u202e"
			types[0].Name, types[1].Name = "\x1b]0;标题\x07类型\n( ) 假的类型", hostileName("类型")
			s.open(tui.StepReport)
			s.press(s.deps.Keys.Down, s.deps.Keys.Activate, s.deps.Keys.Activate)
		}},
		{"hostile-dialog", func(s *stage) {
			withSeat(s)
			s.deps.State.Registration.SubjectName = hostileName("科目")
			s.deps.State.Exam.ReportTypes[1].Name = "\x1b]0;标题\x07类型\n类型：假的类型"
			s.open(tui.StepReport)
			s.press(s.deps.Keys.Down, s.deps.Keys.Activate, s.deps.Keys.Activate, s.deps.Keys.Activate)
		}},
	})
}

func TestReportWalksThroughAllThreeButtons(t *testing.T) {
	t.Parallel()
	backend := holding()
	var saved []api.ReportChoice
	backend.chooseReport = func(key, registration string, choice api.ReportChoice) (api.Receipt, error) {
		if registration != "reg-1" {
			t.Errorf("for registration %q", registration)
		}
		saved = append(saved, choice)
		return api.Receipt{Key: key}, nil
	}
	s := on80x24(t, backend)
	openReport(s)
	s.sees("科目：英语四级", "( ) 不需要", "( ) 纸质成绩报告单", "保存：请先选择类型并点击“确定”")
	s.seesNot("纸质证书") // is for other subjects
	k := s.deps.Keys
	s.press(k.Down, k.Activate)
	s.sees("(x) 纸质成绩报告单", "▸[ 确定 ]")
	s.press(k.Activate)
	s.sees("已选择：纸质成绩报告单", "▸[ 保存 ]")
	s.press(k.Activate)
	s.at(tui.StepReportAsk)
	s.sees("类型：纸质成绩报告单")
	if len(saved) != 0 {
		t.Fatal("saved before the second 确定")
	}
	s.press(k.Activate)
	s.at(tui.StepInfo)
	s.sees("保存成功")
	if len(saved) != 1 || saved[0].Type != "paper" {
		t.Errorf("saved %+v", saved)
	}
}

func TestReportShowsWhatWasChosenBefore(t *testing.T) {
	t.Parallel()
	s := on80x24(t, holding())
	withSeat(s)
	s.deps.State.Registration.Report = "none"
	s.open(tui.StepReport)
	s.sees("(x) 不需要")
}

func TestReportAnotherTypeHasToBeTakenAgain(t *testing.T) {
	t.Parallel()
	s := on80x24(t, holding())
	pickReport(s)
	s.focus("纸质成绩报告单")
	s.press(s.deps.Keys.Up, s.deps.Keys.Toggle)
	s.seesNot("已选择")
	s.sees("保存：请先选择类型并点击“确定”")
}

func TestReportCancelKeepsTheChoice(t *testing.T) {
	t.Parallel()
	backend := holding()
	backend.chooseReport = func(string, string, api.ReportChoice) (api.Receipt, error) {
		t.Error("it was saved")
		return api.Receipt{}, nil
	}
	s := on80x24(t, backend)
	pickReport(s)
	before := s.frame()
	s.press(s.deps.Keys.Activate, s.deps.Keys.Back)
	s.at(tui.StepReport)
	if got := s.frame(); got != before {
		t.Errorf("something was lost.\nbefore:\n%s\nafter:\n%s", before, got)
	}
	s.press(s.deps.Keys.Back)
	s.at(tui.StepInfo)
}

func TestReportSavesOnceAndKeepsTheChoiceAfterAFailure(t *testing.T) {
	t.Parallel()
	backend := holding()
	calls := 0
	backend.chooseReport = func(string, string, api.ReportChoice) (api.Receipt, error) {
		calls++
		return api.Receipt{}, failure(client.Offline)
	}
	s := on80x24(t, backend)
	pickReport(s)
	k := s.deps.Keys
	s.press(k.Activate)
	s.hold()
	s.press(k.Activate, k.Activate)
	s.step()
	s.press(k.Activate, k.Back)
	s.release()
	s.at(tui.StepReport)
	s.sees("连接不上服务器", "已选择：纸质成绩报告单")
	if calls != 1 {
		t.Errorf("saved %d times", calls)
	}
	backend.chooseReport = holding().chooseReport
	s.press(k.Refresh)
	s.at(tui.StepInfo)
	s.sees("保存成功")
}

func TestReportWithoutARegistrationGoesBack(t *testing.T) {
	t.Parallel()
	s := on80x24(t, holding())
	s.open(tui.StepReport)
	s.at(tui.StepInfo)
}

// TestReportKeysChangeNothingThatWasSubmitted presses keys while the type is
// being saved, which then fails: F5 saves what was confirmed.
func TestReportKeysChangeNothingThatWasSubmitted(t *testing.T) {
	t.Parallel()
	backend := holding()
	var saved []string
	backend.chooseReport = func(_, _ string, choice api.ReportChoice) (api.Receipt, error) {
		saved = append(saved, choice.Type)
		return api.Receipt{}, failure(client.Offline)
	}
	s := on80x24(t, backend)
	pickReport(s)
	k := s.deps.Keys
	s.press(k.Activate)
	s.hold()
	s.press(k.Activate)
	s.goOnUntil("正在保存")
	before := s.frame()
	s.press(k.Prev, k.Up, k.Toggle, k.Activate, k.Refresh, k.Back)
	if s.frame() != before {
		t.Errorf("keys change what was submitted:\n%s", s.frame())
	}
	s.release()
	s.sees("连接不上", "(x) 纸质成绩报告单", "已选择：纸质成绩报告单")
	s.press(k.Refresh)
	if !slices.Equal(saved, []string{"paper", "paper"}) {
		t.Errorf("saved %q", saved)
	}
}

// TestReportRefreshSavesNothingElse: after a failure, F5 repeats what was
// confirmed, and nothing that was chosen or declined since.
func TestReportRefreshSavesNothingElse(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(s *stage){
		"another type": func(s *stage) { s.focus("纸质成绩报告单"); s.press(s.deps.Keys.Up, s.deps.Keys.Toggle) },
		"declined":     func(s *stage) { s.press(s.deps.Keys.Activate, s.deps.Keys.Back) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			backend := holding()
			calls := 0
			backend.chooseReport = func(string, string, api.ReportChoice) (api.Receipt, error) {
				calls++
				return api.Receipt{}, failure(client.Offline)
			}
			s := on80x24(t, backend)
			pickReport(s)
			s.press(s.deps.Keys.Activate, s.deps.Keys.Activate)
			s.sees("按 F5 重试")
			change(s)
			s.at(tui.StepReport)
			s.seesNot("连接不上", "按 F5 重试")
			s.press(s.deps.Keys.Refresh)
			if calls != 1 {
				t.Errorf("saved %d times", calls)
			}
		})
	}
}
