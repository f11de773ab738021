package screens

import (
	"fmt"
	"strings"
	"testing"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

// importing is a desk whose backend takes an import through some states.
func importing(states ...api.Import) *fakeDesk {
	desk := staffed(api.RoleManager)
	at := 0
	next := func() api.Import {
		now := states[min(at, len(states)-1)]
		at++
		now.ID = "i-1"
		return now
	}
	desk.begin = func(api.RosterKind, bool, string, []byte) (api.Import, error) { return next(), nil }
	desk.progress = func(string) (api.Import, error) { return next(), nil }
	return desk
}

// takes fills in a file and asks to import it.
func (s *stage) takes(path, note string) {
	s.t.Helper()
	s.filed(fakeFiles{"/home/wang/名单.xlsx": []byte("rows")}).openDesk(tui.DeskImport)
	s.press(s.deps.Keys.Next)
	s.write(path)
	s.press(s.deps.Keys.Next)
	s.write(note)
	s.hit("导入")
}

func (s *stage) confirm() { s.press(s.deps.Keys.Prev, s.deps.Keys.Activate) }

func badRows(n int) api.Import {
	bad := api.Import{Kind: api.RosterCandidates, State: api.ImportRefused, Rows: 900, BadRows: n, Done: 900, Total: 900}
	for i := range n {
		bad.Errors = append(bad.Errors, api.ImportError{Line: i + 2, Column: "证件号码", Reason: "身份证号码长度错误！"})
	}
	return bad
}

func TestDeskImportGolden(t *testing.T) {
	t.Parallel()
	running := api.Import{State: api.ImportRunning, Done: 300, Total: 900}
	deskGoldens(t, "deskimport", func() *fakeDesk { return importing(running, badRows(60)) }, []deskScene{
		{"first", func(s *stage, _ *fakeDesk) { s.filed(fakeFiles{}).openDesk(tui.DeskImport) }},
		{"missing", func(s *stage, _ *fakeDesk) { s.takes("", "") }},
		{"ask", func(s *stage, _ *fakeDesk) { s.takes("/home/wang/名单.xlsx", "补录") }},
		{"running", func(s *stage, _ *fakeDesk) {
			s.takes("/home/wang/名单.xlsx", "补录")
			s.confirm()
		}},
		{"refused", func(s *stage, _ *fakeDesk) {
			s.takes("/home/wang/名单.xlsx", "补录")
			s.confirm()
			s.pass(pollEvery)
		}},
		{"done", func(s *stage, desk *fakeDesk) {
			*desk = *importing(api.Import{State: api.ImportDone, Rows: 900, Added: 890, Updated: 8, BadRows: 2})
			s.takes("/home/wang/名单.xlsx", "补录")
			s.confirm()
		}},
	})
}

// TestImportIsSent as it was chosen, once.
func TestImportIsSent(t *testing.T) {
	t.Parallel()
	var got []string
	desk := importing(api.Import{State: api.ImportDone, Rows: 3, Added: 3})
	ends := desk.begin
	desk.begin = func(kind api.RosterKind, skip bool, note string, file []byte) (api.Import, error) {
		got = append(got, fmt.Sprint(kind, skip, note, string(file)))
		return ends(kind, skip, note, file)
	}
	s := deskStage(t, desk)
	s.takes("/home/wang/名单.xlsx", "补录")
	s.press(s.deps.Keys.Activate) // the default
	if len(got) > 0 {
		t.Fatal("the default button imports")
	}
	s.hit("导入")
	s.confirm()
	s.sees("导入完成：共 3 行，新增 3，更新 0")
	if len(got) != 1 || got[0] != "candidatesfalse补录rows" {
		t.Errorf("sent %q", got)
	}
}

// TestImportsErrorsAreSaved: all of them, in a file that Excel reads as UTF-8.
func TestImportsErrorsAreSaved(t *testing.T) {
	t.Parallel()
	s := deskStage(t, importing(badRows(3)))
	s.takes("/home/wang/名单.xlsx", "补录")
	s.confirm()
	s.sees("没有导入：3 行有错误", "身份证号码长度错误！")
	s.hit("保存错误清单")
	s.sees("错误清单已保存到")
	files, _ := s.deps.Files.(fakeFiles)
	for path, content := range files {
		if !strings.HasSuffix(path, ".csv") {
			continue
		}
		if want := "\ufeff行,列,原因\n2,证件号码,身份证号码长度错误！\n"; !strings.HasPrefix(string(content), want) || strings.Count(string(content), "\n") != 4 {
			t.Errorf("saved %q", content)
		}
		return
	}
	t.Error("no list was saved")
}

// TestImportThatFails: what was filled in stays.
func TestImportThatFails(t *testing.T) {
	t.Parallel()
	s := deskStage(t, importing(badRows(1)))
	s.takes("/home/wang/没有.xlsx", "补录")
	s.confirm()
	s.sees("✗ 没有这个文件或目录", "没有.xlsx", "补录")

	desk := importing(api.Import{State: api.ImportDone, Rows: 1, Added: 1})
	there := desk.begin
	desk.begin = func(api.RosterKind, bool, string, []byte) (api.Import, error) {
		return api.Import{}, failure(client.Offline)
	}
	s = deskStage(t, desk)
	s.takes("/home/wang/名单.xlsx", "补录")
	s.confirm()
	s.sees("连接不上服务器", "名单.xlsx", "补录")
	desk.begin = there
	s.press(s.deps.Keys.Refresh)
	s.sees("导入完成：共 1 行")
}

// TestImportGoesOnWithoutABackend: it is asked for again until it is there.
func TestImportGoesOnWithoutABackend(t *testing.T) {
	t.Parallel()
	desk := importing(api.Import{State: api.ImportRunning, Done: 1, Total: 2}, api.Import{State: api.ImportDone, Rows: 2, Added: 2})
	there := desk.progress
	desk.progress = func(string) (api.Import, error) { return api.Import{}, failure(client.Offline) }
	s := deskStage(t, desk)
	s.takes("/home/wang/名单.xlsx", "补录")
	s.confirm()
	s.sees("正在导入 1/2（50%）")
	s.pass(pollEvery)
	desk.progress = there
	s.pass(pollLongest)
	s.sees("导入完成：共 2 行")
}
