package screens

import (
	"strings"
	"testing"
	"time"

	"houbu/api"
	"houbu/tui"
)

// boxes are what may lie over the identity check on a kiosk, by how to open it and
// what it shows.
func boxes() map[string]struct {
	open  func(s *stage)
	shown string
} {
	return map[string]struct {
		open  func(s *stage)
		shown string
	}{
		"the help":                {func(s *stage) { s.press(s.deps.Keys.Help) }, "现在可用的按键"},
		"whether to leave":        {func(s *stage) { s.press(s.deps.Keys.Quit) }, "▸[ 继续报名 ]"},
		"almost left":             {func(s *stage) { s.press(s.deps.Keys.Quit, s.deps.Keys.Left) }, "▸[ 退出 ]"},
		"the help and to leave":   {func(s *stage) { s.press(s.deps.Keys.Help, s.deps.Keys.Quit) }, "▸[ 继续报名 ]"},
		"the countdown":           {func(s *stage) { s.pass(tui.DefaultIdle) }, "19 秒后自动退出"},
		"the countdown, at last":  {func(s *stage) { s.pass(tui.DefaultIdle + tui.DefaultGrace - 2*time.Second) }, "1 秒后自动退出"},
		"the help, and countdown": {func(s *stage) { s.press(s.deps.Keys.Help); s.pass(tui.DefaultIdle) }, "20 秒后自动退出"},
		"the PIN":                 {func(s *stage) { s.press(s.deps.Keys.Staff) }, "请输入工作人员密码"},
		"half a PIN":              {func(s *stage) { s.press(s.deps.Keys.Staff); s.keyed("2468", time.Second, false) }, "****"},
		"the PIN over to leave":   {func(s *stage) { s.press(s.deps.Keys.Quit, s.deps.Keys.Staff) }, "请输入工作人员密码"},
	}
}

// TestAScanGoesThroughWhatLiesOver: the number lands in its field, and what lay over
// it is closed, so that it is seen. Nothing that it asked is answered: the visit goes
// on, nothing is looked up, no PIN is looked at.
func TestAScanGoesThroughWhatLiesOver(t *testing.T) {
	t.Parallel()
	for name, box := range boxes() {
		for how, scan := range map[string]func(s *stage){
			"one by one":     func(s *stage) { s.keyed(scannedNumber, scannerGap, true) },
			"as one message": func(s *stage) { s.send(runes(scannedNumber)); s.keyed("", scannerGap, true) },
		} {
			t.Run(name+" "+how, func(t *testing.T) {
				t.Parallel()
				s := atScanner(t, neverLooking(t))
				box.open(s)
				s.sees(box.shown)
				s.jump(time.Second / 2)
				scan(s)
				s.at(tui.StepIdentity)
				s.sees("["+scannedNumber+" ", "[张三丰 ", "▸姓名")
				s.seesNot(box.shown)
				s.pass(tui.DefaultIdle - time.Second) // the wait has begun anew
				s.sees("[" + scannedNumber + " ")
				s.write("李") // where the cursor was
				s.sees("[张三李丰 ")
			})
		}
	}
}

// neverLooking is a backend that nobody is to look a student up at.
func neverLooking(t *testing.T) *fakeBackend {
	t.Helper()
	backend := willing(api.NextIdentity)
	backend.identify = func(api.Identity) (api.Record, error) {
		t.Error("it was looked up")
		return api.Record{}, errNotExpected
	}
	return backend
}

// TestAPersonAnswersWhatLiesOver: typed by hand, the same keys and Enter do what they
// always do.
func TestAPersonAnswersWhatLiesOver(t *testing.T) {
	t.Parallel()
	s := atScanner(t, neverLooking(t))
	s.press(s.deps.Keys.Quit, s.deps.Keys.Left)
	s.keyed(scannedNumber, slowest+1, true)
	s.sees("按任意键开始", "上一位考生已退出")
}

// TestAScanNobodySees: in a window that is too small for the form it is dropped.
func TestAScanNobodySees(t *testing.T) {
	t.Parallel()
	s := atScanner(t, neverLooking(t))
	s.resize(tui.Size{Width: 30, Height: 5})
	s.keyed(scannedNumber, scannerGap, true)
	s.resize(tui.Size{Width: 80, Height: 24})
	s.sees("[990101 ", "[张三丰 ", "▸姓名")
}

// TestAScanPressesNothingElsewhere: on the other steps a scan does nothing, whatever
// has the focus or lies over them, and says where it is for.
func TestAScanPressesNothingElsewhere(t *testing.T) {
	t.Parallel()
	const where = "请在填写证件号码时再扫描"
	for name, test := range map[string]struct {
		step  tui.Step
		play  func(s *stage)
		focus string
	}{
		"home":      {tui.StepHome, func(s *stage) { s.focus("[ 开始报名 ]") }, "▸[ 开始报名 ]"},
		"agreement": {tui.StepAgreement, func(s *stage) { s.press(s.deps.Keys.Next, s.deps.Keys.Toggle, s.deps.Keys.Next) }, "▸[ 同意 ]"},
		"a step's dialog": {tui.StepReview, func(s *stage) {
			s.focus("我已检查")
			s.press(s.deps.Keys.Toggle)
			s.focus("[ 保存并继续 ]")
			s.press(s.deps.Keys.Activate)
		}, "▸[ 确定 ]"},
		"to leave":                {tui.StepReview, func(s *stage) { s.press(s.deps.Keys.Quit, s.deps.Keys.Left) }, "▸[ 退出 ]"},
		"the button of the login": {tui.StepLogin, func(s *stage) { s.focus("[ 登录 ]") }, "▸[ 登录 ]"},
		"help over the login":     {tui.StepLogin, func(s *stage) { s.press(s.deps.Keys.Help) }, "现在可用的按键"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := on80x24(t, willing(api.NextAgreement))
			s.open(test.step)
			s.intoKiosk()
			test.play(s)
			s.sees(test.focus)
			before := s.frame()
			s.jump(time.Second)
			s.keyed(scannedNumber, scannerGap, true)
			s.sees(where)
			if after := withoutLine(s.frame(), where); after != withoutLine(before, where) {
				t.Errorf("the scan has changed the page:\n%s\nbefore:\n%s", after, before)
			}
		})
	}
}

// withoutLine is a frame with an empty line above the footer, where the notice stands
// that is expected there.
func withoutLine(frame, notice string) string {
	lines := strings.Split(frame, "\n")
	if at := len(lines) - 2; lines[at] == "" || strings.Contains(lines[at], notice) {
		lines[at] = ""
	}
	return strings.Join(lines, "\n")
}
