package screens

import (
	"context"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/tui"
)

// keyed types characters one by one, with the same time before each of them, and
// before Enter if there is one.
func (s *stage) keyed(words string, gap time.Duration, enter bool) {
	s.t.Helper()
	for _, r := range words {
		s.jump(gap)
		s.write(string(r))
	}
	if enter {
		s.jump(gap)
		s.press(s.deps.Keys.Activate)
	}
}

// atScanner opens the identity check on a kiosk, where a scanner may be plugged in,
// with the first document type chosen and a number and a name typed. The focus is on
// the name.
func atScanner(t *testing.T, backend *fakeBackend) *stage {
	t.Helper()
	s := on80x24(t, backend)
	identify(s, "990101", "张三丰")
	s.press(s.deps.Keys.Left) // in the middle of the name
	s.intoKiosk()
	return s
}

// intoKiosk makes the machine, as it is, the visit of a kiosk.
func (s *stage) intoKiosk() {
	s.t.Helper()
	s.kiosk = tui.NewKiosk(tui.KioskOptions{
		NewVisit: func() (tui.Visit, error) {
			return tui.Visit{Machine: s.machine, End: func(context.Context) {}}, nil
		},
		Unlock: func(context.Context, string) (bool, time.Duration) {
			s.t.Error("a PIN was looked at")
			return false, 0
		},
		Keys: s.deps.Keys, Theme: s.deps.Theme, Text: tui.NewKioskText(),
		Now: s.deps.Now, After: s.deps.After,
	})
	s.t.Cleanup(s.kiosk.Close)
	s.send(windowSize(s.size))
	s.press(s.deps.Keys.Next) // starts the visit, and does nothing else
	s.jump(time.Second)
}

const (
	scannedNumber = "99010120050101007X"
	scannerGap    = 8 * time.Millisecond
	slowest       = 40 * time.Millisecond // that a scanner takes for a key
)

// focuses are the controls of the identity check, by how to get there from the
// name and what shows the focus.
func focuses() map[string]struct {
	keys int // how often the key that moves on is pressed
	mark string
} {
	return map[string]struct {
		keys int
		mark string
	}{
		"name":   {0, "▸姓名"},
		"button": {1, "▸[ 查询 ]"},
		"type":   {2, "▸(x) 中华人民共和国居民身份证"},
		"number": {3, "▸证件号码"},
	}
}

// TestAScannedNumberLandsInTheNumberField: whatever has the focus keeps it, what
// was typed before stays, and nothing is looked up. Keys may come one by one, or
// all characters as one message; a second scan replaces the first.
func TestAScannedNumberLandsInTheNumberField(t *testing.T) {
	t.Parallel()
	for name, focus := range focuses() {
		for how, scan := range map[string]func(s *stage, number string){
			"one by one":        func(s *stage, number string) { s.keyed(number, scannerGap, true) },
			"at the limit":      func(s *stage, number string) { s.keyed(number, slowest, true) },
			"as one message":    func(s *stage, number string) { s.send(runes(number)); s.keyed("", scannerGap, true) },
			"as two messages":   func(s *stage, number string) { s.send(runes(number[:5])); s.keyed(number[5:], 0, true) },
			"twice":             func(s *stage, number string) { s.keyed("990101200501010010", 0, true); s.keyed(number, 0, true) },
			"with a line break": func(s *stage, number string) { s.keyed(number, 0, true); s.send(tea.KeyMsg{Type: tea.KeyCtrlJ}) },
		} {
			t.Run(name+" "+how, func(t *testing.T) {
				t.Parallel()
				backend := willing(api.NextIdentity)
				backend.identify = func(api.Identity) (api.Record, error) {
					t.Error("it was looked up")
					return api.Record{}, errNotExpected
				}
				s := atScanner(t, backend)
				for range focus.keys {
					s.press(s.deps.Keys.Next)
				}
				s.sees(focus.mark)
				cursor := s.machine.Frame().Cursor
				scan(s, scannedNumber)
				s.at(tui.StepIdentity)
				s.sees(focus.mark, "["+scannedNumber+" ", "[张三丰 ", "(x) 中华人民共和国居民身份证")
				if after := s.machine.Frame().Cursor; name != "number" && cursor != nil && *after != *cursor {
					t.Errorf("the cursor is at %+v, it was at %+v", after, cursor)
				}
			})
		}
	}
}

func runes(words string) tea.KeyMsg { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(words)} }

// TestScannedNumbersAreNormalised as typed ones are.
func TestScannedNumbersAreNormalised(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"99010120050101007x": scannedNumber,
		"９９０１０１２００５０１０１００７ｘ": scannedNumber,
		"k034178(2)": "K034178(2)",
		"H12345678":  "H12345678",
		"12345678":   "12345678",
	} {
		s := atScanner(t, willing(api.NextIdentity))
		s.keyed(typed, scannerGap, true)
		s.sees("["+want+" ", "[张三丰 ", "▸姓名")
	}
}

// TestAPersonIsNoScanner: what is typed by hand, held down or pasted goes where the
// focus is, and Enter does what it always does.
func TestAPersonIsNoScanner(t *testing.T) {
	t.Parallel()
	const number = "990101200501010010"
	for name, test := range map[string]struct {
		play  func(s *stage) // in the number field, which is empty
		value string
		focus string
	}{
		"typed fast":      {func(s *stage) { s.keyed(number, slowest+1, true) }, number, "▸姓名"},
		"Enter too late":  {func(s *stage) { s.keyed(number, scannerGap, false); s.keyed("", slowest+1, true) }, number, "▸姓名"},
		"no Enter":        {func(s *stage) { s.keyed(number, scannerGap, false); s.jump(time.Second) }, number, "▸证件号码"},
		"a pause within":  {func(s *stage) { s.keyed(number[:12], 0, false); s.jump(time.Second); s.keyed(number[12:], 0, true) }, number, "▸姓名"},
		"too short":       {func(s *stage) { s.keyed("9901012", scannerGap, true) }, "9901012", "▸姓名"},
		"a word":          {func(s *stage) { s.keyed("ZHANGSAN", scannerGap, true) }, "ZHANGSAN", "▸姓名"},
		"a key held down": {func(s *stage) { s.keyed("9999999999", 33*time.Millisecond, true) }, "9999999999", "▸姓名"},
		"pasted":          {func(s *stage) { s.paste(number); s.keyed("", 0, true) }, number, "▸姓名"},
		"pasted after characters": {
			func(s *stage) { s.keyed("99010120", 0, false); s.paste(number[8:]); s.keyed("", 0, true) }, number, "▸姓名",
		},
		"with another key": {
			func(s *stage) { s.keyed(number, 0, false); s.press(s.deps.Keys.Left); s.keyed("", 0, true) }, number, "▸姓名",
		},
		"with other characters": {func(s *stage) { s.keyed("99010120.5", 0, true) }, "99010120.5", "▸姓名"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := on80x24(t, willing(api.NextIdentity))
			s.open(tui.StepIdentity)
			s.press(s.deps.Keys.Toggle, s.deps.Keys.Next)
			s.intoKiosk()
			test.play(s)
			s.at(tui.StepIdentity)
			s.sees("["+test.value+" ", test.focus)
		})
	}
}

// TestAScanIsTypedWhereThereIsNoScanner: on a candidate's own terminal and over a
// network the time between keys says nothing.
func TestAScanIsTypedWhereThereIsNoScanner(t *testing.T) {
	t.Parallel()
	s := on80x24(t, willing(api.NextIdentity))
	identify(s, "990101", "张三丰")
	s.press(s.deps.Keys.Left)
	s.keyed(scannedNumber, 0, true)
	s.sees("[990101 ", "[张三"+scannedNumber+"丰 ", "✗")
}

// TestAScanWhileItIsLookedUp: the form stays what was asked for, and so does the
// record that comes of it.
func TestAScanWhileItIsLookedUp(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextIdentity)
	var asked []string
	backend.identify = func(question api.Identity) (api.Record, error) {
		asked = append(asked, question.Number)
		return api.Record{}, refusal(api.CodeNameMismatch)
	}
	s := on80x24(t, backend)
	identify(s, "990101200501010010", "张三")
	s.intoKiosk()
	s.hold()
	s.press(s.deps.Keys.Activate)
	s.sees("正在查询")
	s.keyed(scannedNumber, scannerGap, true)
	s.sees("[990101200501010010 ", "[张三 ", "正在查询")
	s.release()
	s.sees("[990101200501010010 ", "姓名与证件号码不一致")
	s.keyed(scannedNumber, scannerGap, true) // now it is taken
	s.sees("["+scannedNumber+" ", "[张三 ")
	s.seesNot("正在查询")
	if len(asked) != 1 || asked[0] != "990101200501010010" {
		t.Errorf("%d look-ups, want one of what was typed", len(asked))
	}
}

// TestAScanTakesTheErrorOfTheNumberAway, and leaves that of the name.
func TestAScanTakesTheErrorOfTheNumberAway(t *testing.T) {
	t.Parallel()
	s := on80x24(t, willing(api.NextIdentity))
	identify(s, "990101200602290023", "张三3")
	s.intoKiosk()
	s.press(s.deps.Keys.Activate, s.deps.Keys.Next)
	s.sees("不是有效的身份证号码", "姓名只能输入汉字或字母", "▸姓名")
	s.jump(time.Second)
	s.keyed(scannedNumber, scannerGap, true)
	s.sees("["+scannedNumber+" ", "姓名只能输入汉字或字母", "▸姓名")
	s.seesNot("不是有效的身份证号码")
}

// TestAScanAtTheLogin is typed as by a person: an account may be on a card.
func TestAScanAtTheLogin(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextAgreement)
	var account string
	backend.login = func(a, _ string) (api.Candidate, error) {
		account = a
		return testCandidate(api.NextAgreement), nil
	}
	s := on80x24(t, backend)
	s.open(tui.StepLogin)
	s.intoKiosk()
	s.keyed("10076543210", scannerGap, true)
	s.sees("[10076543210 ", "▸密码")
	s.keyed("Houbu2026!", scannerGap, true)
	s.at(tui.StepHome)
	if account != "10076543210" {
		t.Error("the login was not made with what was scanned")
	}
}
