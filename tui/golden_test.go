package tui

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/x/ansi"

	"houbu/tui/goldentest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// drawsWide tells whether this process is for a terminal that draws characters
// of ambiguous width over two cells.
func drawsWide() bool { return ansi.StringWidth("…") == 2 }

// scene brings the machine into a state that is worth a look.
type scene struct {
	name string
	step Step
	play func(r *rig, s *fakeScreen)
}

// longWords are a question that does not fit into a small terminal.
const longWords = "取消后，您在本校区本科目的候补序号作废；再次候补时排到队尾。已经候补成功的，名额立即让给下一位考生，不能恢复。" +
	"请确认您已经了解“候补说明”的全部内容……"

func scenes() []scene {
	return []scene{
		{"login", StepLogin, func(_ *rig, s *fakeScreen) {
			s.keys = bindings(s.rig.keys.Activate, s.rig.keys.Next, s.rig.keys.Refresh)
			s.view = View{Body: " 账号：[          ]\n 密码：[          ]", Cursor: &Position{X: 8, Y: 0}}
		}},
		{"header", StepInfo, func(r *rig, s *fakeScreen) {
			exam, person, line, online := "2026年上半年全国大学英语四、六级考试（CET）练习考次", "阿卜杜拉·买买提·艾力", "教育网", true
			r.send(StatusMsg{Exam: &exam, Person: &person, Line: &line, Online: &online})
			k := r.keys
			s.keys = bindings(k.Activate, k.Toggle, k.Next, k.Refresh, k.Back, k.Up, k.Down, k.Left, k.Right, k.PageUp, k.PageDown)
		}},
		{"success", StepWritten, func(r *rig, _ *fakeScreen) {
			r.send(NoticeMsg{Tone: ToneSuccess, Text: "保存成功"})
		}},
		{"offline", StepHome, func(r *rig, _ *fakeScreen) {
			exam, person, line, online := "练习考次", "张三", "公网", false
			r.send(StatusMsg{Exam: &exam, Person: &person, Line: &line, Online: &online})
			r.send(NoticeMsg{Tone: ToneError, Text: "连接中断。已经填写的内容都还在，按 F5 再试一次；若仍然不行，请换一条线路，或者稍后再来。" + longWords})
		}},
		{"dialog", StepReview, func(r *rig, s *fakeScreen) {
			s.view = View{Body: strings.Repeat("学籍信息 姓名 张三 证件号码 990101200501010010 测试大学 校区 专业 班级 学号 备注 资格科目\n", 30)}
			s.ask = func(Step) Dialog {
				return NewConfirm(ConfirmOptions{
					Title: "确认手机号码", Body: []string{"您的手机号码是否正确？", "", "13900000001", "", "候补成功的短信会发到这个号码。"},
					Keys: r.keys, Theme: r.machine.theme,
				})
			}
			r.emit(Checked)
		}},
		{"long-dialog", StepInfo, func(r *rig, s *fakeScreen) {
			s.ask = func(Step) Dialog {
				return NewConfirm(ConfirmOptions{
					Title: "取消候补", Body: []string{longWords, "", longWords, "", longWords, "", longWords}, YesLabel: "取消候补",
					NoLabel: "保留", DefaultNo: true, Keys: r.keys, Theme: r.machine.theme,
				})
			}
			r.emit(WantCancel)
			r.press(r.keys.Down, r.keys.Down)
		}},
		{"message", StepPlatform, func(r *rig, _ *fakeScreen) {
			r.send(OpenDialogMsg{Dialog: NewMessage(MessageOptions{
				Title: "支付", Body: []string{"已支付\x1b[2J"}, Keys: r.keys, Theme: r.machine.theme,
			})})
		}},
		{"quit", StepPay, func(r *rig, _ *fakeScreen) { r.press(r.keys.Quit) }},
		{"help", StepAgreement, func(r *rig, s *fakeScreen) {
			s.help = "阅读协议，勾选后点“同意”。\n协议可以用方向键和 PgUp、PgDn 翻看。"
			s.keys = []key.Binding{r.keys.Activate, r.keys.Toggle, r.keys.Next, r.keys.Up, r.keys.Down, r.keys.PageUp, r.keys.PageDown, r.keys.Back}
			r.press(r.keys.Help)
		}},
		{"ascii", StepWritten, func(r *rig, _ *fakeScreen) {
			r.machine.theme = NewTheme(NewRenderer(), ThemeOptions{ASCII: true})
			online := true
			r.send(StatusMsg{Online: &online})
			r.send(NoticeMsg{Tone: ToneWarning, Text: "支付窗口将在 10 分钟后关闭"})
			r.press(r.keys.Quit)
		}},
	}
}

// TestChromeGolden compares what the machine shows by itself with testdata, on
// each size of terminal. The width that go-runewidth gives to ambiguous
// characters must make no difference: see TestUnderEachEnvironment.
func TestChromeGolden(t *testing.T) {
	t.Parallel()
	sizes := []Size{{Width: 60, Height: 20}, {Width: 80, Height: 24}, {Width: 120, Height: 40}}
	for _, sc := range scenes() {
		for _, size := range sizes {
			golden(t, sc, size)
		}
	}
}

func TestTooSmallGolden(t *testing.T) {
	t.Parallel()
	for _, sc := range []scene{
		{"too-small", StepHome, func(*rig, *fakeScreen) {}},
		{"too-small-quit", StepHome, func(r *rig, _ *fakeScreen) { r.press(r.keys.Quit) }},
	} {
		for _, size := range []Size{{Width: 20, Height: 5}, {Width: 59, Height: 19}, {Width: 120, Height: 10}, {Width: 4, Height: 2}} {
			golden(t, sc, size)
		}
	}
}

func golden(t *testing.T, sc scene, size Size) {
	t.Helper()
	goldentest.Check(t)
	name := fmt.Sprintf("%s-%dx%d", sc.name, size.Width, size.Height)
	t.Run(name, func(t *testing.T) {
		t.Parallel()
		r := newRig(t)
		r.size = size
		sc.play(r, r.at(sc.step))
		compare(t, name, shown(t, r))
	})
}

// shown is the frame as a terminal shows it that draws what the painter writes.
func shown(t *testing.T, r *rig) string {
	t.Helper()
	frame := r.machine.Frame()
	e := newEmulator(r.size, false, asMeasured)
	var c canvas
	if _, err := e.Write(c.draw(nil, frame, r.size)); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, line := range strings.Split(strings.TrimSuffix(e.screen(), "|\n"), "|\n") {
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	if frame.Cursor == nil {
		return b.String() + "(no cursor)\n"
	}
	return fmt.Sprintf("%s(cursor %d,%d)\n", b.String(), e.x, e.y)
}

// compare compares with testdata/narrow/<name>.txt, or with the file of the
// same name in wide, or writes it under -update.
func compare(t *testing.T, name, got string) {
	t.Helper()
	folder := "narrow"
	if drawsWide() {
		folder = "wide"
	}
	path := filepath.Join("testdata", folder, name+".txt")
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("no golden file %s: run go test with -update and read it", path)
	}
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs.\ngot:\n%s\nwant:\n%s", path, got, want)
	}
}
