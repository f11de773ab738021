package screens

import (
	"strings"
	"testing"
	"time"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

// tick opens the review and ticks the box; the focus is on the button then.
func tick(s *stage) {
	s.t.Helper()
	s.open(tui.StepReview)
	s.press(s.deps.Keys.Next, s.deps.Keys.Toggle, s.deps.Keys.Next)
}

func TestReviewGolden(t *testing.T) {
	t.Parallel()
	goldens(t, "review", func() *fakeBackend { return willing(api.NextReview) }, []scene{
		{"loading", func(s *stage) {
			s.hold()
			s.open(tui.StepReview)
		}},
		{"unticked", func(s *stage) { s.open(tui.StepReview) }},
		{"ticked", tick},
		{"phone", func(s *stage) {
			tick(s)
			s.press(s.deps.Keys.Activate)
		}},
		{"student", func(s *stage) {
			tick(s)
			s.press(s.deps.Keys.Activate, s.deps.Keys.Activate)
		}},
		{"saving", func(s *stage) {
			tick(s)
			s.press(s.deps.Keys.Activate, s.deps.Keys.Activate)
			s.hold()
			s.press(s.deps.Keys.Activate)
			s.step()
			s.pass(4 * time.Second)
		}},
		{"save-failed", func(s *stage) {
			s.backend.confirm = func(api.Confirmation) error { return failure(client.Interrupted) }
			tick(s)
			s.press(s.deps.Keys.Activate, s.deps.Keys.Activate, s.deps.Keys.Activate)
		}},
		{"unqualified", func(s *stage) {
			s.backend.record = func() (api.Record, error) {
				record := testRecord()
				record.Name, record.Number, record.Qualified = "王五", "990101200402290037", nil
				return record, nil
			}
			tick(s)
		}},
		{"error", func(s *stage) {
			s.backend.record = func() (api.Record, error) { return api.Record{}, failure(client.Offline) }
			s.open(tui.StepReview)
		}},
		{"hostile", func(s *stage) {
			record := testRecord()
			record.Name = strings.Repeat("很长的姓名", 12)
			record.School = "\x1b[2J大\u202e学" + strings.Repeat("某某", 30)
			record.Remark = "第一行\n第二行\t\x07" + strings.Repeat("z", 200)
			record.Phone = "\x1b[31m13800000001\n您的手机号已核实"
			s.backend.record = func() (api.Record, error) { return record, nil }
			tick(s)
			s.press(s.deps.Keys.Activate)
		}},
		{"hostile-student", func(s *stage) {
			record := testRecord()
			record.School, record.Campus = hostileName("学校"), "\x9b2J校区\n学号：别人的学号"
			record.StudentNo, record.Major = "20230\u202e10001", "专业\n专业：别的专业\x07"
			s.backend.record = func() (api.Record, error) { return record, nil }
			tick(s)
			s.press(s.deps.Keys.Activate, s.deps.Keys.Activate)
		}},
	})
}

func TestReviewWalksThroughBothDialogs(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextReview)
	var sent []api.Confirmation
	backend.confirm = func(confirmation api.Confirmation) error {
		sent = append(sent, confirmation)
		return nil
	}
	s := on80x24(t, backend)
	k := s.deps.Keys
	s.open(tui.StepReview)
	s.sees("[ 请勾选确认 ]")
	s.focus("我已检查")
	s.press(k.Toggle, k.Next)
	s.sees("▸[ 保存并继续 ]")
	s.press(k.Activate)
	s.at(tui.StepPhone)
	s.sees("手机号码", "13800000001")
	s.press(k.Activate)
	s.at(tui.StepStudentRecord)
	s.sees("(99301)测试大学", "(993010)测试大学主校区", "2023010001", "软件工程")
	if len(sent) != 0 {
		t.Fatal("saved before the second dialog was answered")
	}
	s.press(k.Activate)
	s.at(tui.StepWritten)
	s.sees("保存成功")
	if len(sent) != 1 || sent[0] != (api.Confirmation{RecordChecked: true, PhoneRight: true, StudentRight: true}) {
		t.Errorf("sent %+v", sent)
	}
	if s.deps.State.Candidate.Next != api.NextWritten {
		t.Errorf("the candidate is at %q", s.deps.State.Candidate.Next)
	}
}

func TestReviewShowsEveryFact(t *testing.T) {
	t.Parallel()
	s := newStage(t, willing(api.NextReview), tui.Size{Width: 120, Height: 40})
	s.open(tui.StepReview)
	s.sees("资格信息", "姓名： 张三", "性别： 男", "证件类型： 中华人民共和国居民身份证", "证件号码： 990101200501010010",
		"资格科目： 英语四级、英语六级、日语四级", "学籍信息", "笔试报名学校： (99301)测试大学",
		"笔试报名校区： (993010)测试大学主校区", "学历： 本科", "学制： 4", "入学年份： 2023", "年级： 三",
		"院系： 计算机学院", "专业： 软件工程", "班级： 软工2301", "学号： 2023010001", "备注： 无",
		"信息有误请停止报名并联系学校")
}

func TestReviewCancelKeepsEverything(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextReview)
	backend.confirm = func(api.Confirmation) error {
		t.Error("it was saved")
		return nil
	}
	for name, dialogs := range map[string]int{"phone": 0, "student": 1} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, backend, tui.Size{Width: 60, Height: 20})
			k := s.deps.Keys
			s.open(tui.StepReview)
			s.press(k.PageDown)
			s.press(k.Next, k.Toggle, k.Next)
			before := s.frame()
			s.press(k.Activate)
			for range dialogs {
				s.press(k.Activate)
			}
			s.press(k.Back)
			s.at(tui.StepReview)
			if got := s.frame(); got != before {
				t.Errorf("something was lost.\nbefore:\n%s\nafter:\n%s", before, got)
			}
			s.sees("[x] 我已检查", "[ 保存并继续 ]")
		})
	}
}

func TestReviewUntickedLeadsToTheCheckbox(t *testing.T) {
	t.Parallel()
	s := on80x24(t, willing(api.NextReview))
	s.open(tui.StepReview)
	s.press(s.deps.Keys.Prev, s.deps.Keys.Activate)
	s.at(tui.StepReview)
	s.sees("▸[ ] 我已检查", "[ 请勾选确认 ]")
}

func TestReviewWithoutSubjectsStops(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextReview)
	record := testRecord()
	record.Qualified = nil
	backend.record = func() (api.Record, error) { return record, nil }
	s := on80x24(t, backend)
	tick(s)
	k := s.deps.Keys
	s.press(k.Activate, k.Next, k.Activate)
	s.at(tui.StepReview)
	s.sees("资格科目：无", "不能继续报名。请联系学校")

	backend.record = func() (api.Record, error) { return testRecord(), nil }
	s.press(k.Refresh)
	s.seesNot("请联系学校核实")
	s.sees("[ ] 我已检查") // another record has to be ticked again
}

func TestReviewSaveFails(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextReview)
	calls := 0
	backend.confirm = func(api.Confirmation) error {
		calls++
		if calls == 1 {
			return failure(client.Timeout)
		}
		return nil
	}
	s := on80x24(t, backend)
	tick(s)
	k := s.deps.Keys
	s.press(k.Activate, k.Activate, k.Activate)
	s.at(tui.StepReview)
	s.sees("服务器没有及时响应", "已填写的内容都还在", "[x] 我已检查")
	s.press(k.Refresh) // both dialogs were answered already
	s.at(tui.StepWritten)
}

func TestReviewSavesOnce(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextReview)
	calls := 0
	backend.confirm = func(api.Confirmation) error {
		calls++
		return nil
	}
	s := on80x24(t, backend)
	tick(s)
	k := s.deps.Keys
	s.press(k.Activate, k.Activate)
	s.hold()
	s.press(k.Activate, k.Activate)
	s.step()
	s.press(k.Activate, k.Refresh, k.Activate, k.Back)
	s.sees("正在保存")
	s.release()
	if calls != 1 {
		t.Errorf("saved %d times", calls)
	}
	s.at(tui.StepWritten)
}

func TestReviewDropsALateRecord(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextReview)
	calls := 0
	backend.record = func() (api.Record, error) {
		calls++
		record := testRecord()
		record.Remark = strings.Repeat("新", calls)
		return record, nil
	}
	s := newStage(t, backend, tui.Size{Width: 120, Height: 40})
	s.hold()
	s.open(tui.StepReview)
	late := s.held
	s.held = nil
	s.press(s.deps.Keys.Refresh)
	s.release()
	s.held = late
	s.release()
	s.sees("备注： 新")
	s.seesNot("新新")
}

func TestReviewShowsWhatTheCheckFoundWhileItLoads(t *testing.T) {
	t.Parallel()
	s := on80x24(t, willing(api.NextReview))
	s.deps.State.Record = testRecord()
	s.hold()
	s.open(tui.StepReview)
	s.sees("张三", "990101200501010010", "正在读取学籍信息")
}
