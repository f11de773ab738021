package screens

import (
	"strings"
	"testing"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

// The numbers of a person of no place, and of each the part that is hidden.
const (
	privateNumber  = "990101200501010010"
	invalidNumber  = "990101200501010011"
	privateAccount = "10076543210"
	privatePhone   = "10098765432"
)

func hiddenParts() []string { return []string{"20050101", "7654", "9876"} }

// private is 张三, whose account is a phone number, and about whom numbers stand
// also where a person has written them.
func private(backend *fakeBackend, next api.Progress) *fakeBackend {
	candidate := testCandidate(next)
	candidate.Account, candidate.Phone = privateAccount, privatePhone
	record := testRecord()
	record.Number, record.Phone, record.Remark = privateNumber, privatePhone, "家长电话"+privatePhone
	exam := testExam()
	exam.Practice.Accounts[0] = api.DemoAccount{Account: privateAccount, Name: "张三", Document: privateNumber}
	backend.exam = func() (api.Exam, error) { return exam, nil }
	backend.login = func(string, string) (api.Candidate, error) { return candidate, nil }
	backend.candidate = func() (api.Candidate, error) { return candidate, nil }
	backend.identify = func(api.Identity) (api.Record, error) { return record, nil }
	backend.record = func() (api.Record, error) { return record, nil }
	return backend
}

// known has the screens find the person of private.
func (s *stage) known() {
	s.t.Helper()
	s.deps.State.Candidate, _ = s.backend.candidate()
	s.deps.State.Record, _ = s.backend.record()
	s.deps.State.Exam, _ = s.backend.exam()
}

// privateSeat is a backend on which there is something to do after step 9, with
// a history in which the person has written a number.
func privateSeat() *fakeBackend {
	entry := waitingEntry("5", "德语四级", 17)
	entry.History = append(entry.History, api.EntryEvent{At: testNow(), What: "cancelled", Reason: "其他：" + privatePhone})
	info := everything()
	info.Entries = []api.Entry{entry}
	ended := finishedEntries()
	ended[0].Reason, ended[0].History = "其他："+privatePhone, entry.History
	backend := holding()
	backend.info = func(string) (api.Info, string, bool, error) { return info, "tag", true, nil }
	backend.finished = having(ended...).finished
	return private(backend, api.NextInfo)
}

// maskedScene plays on screens that hold a person's numbers. sees is what it
// must come to show, so that nothing is found to be hidden that was not there.
type maskedScene struct {
	backend *fakeBackend
	play    func(s *stage)
	sees    []string
	bare    bool // nothing of the person is on these screens in any case
}

func maskedScenes() map[string]maskedScene {
	scenes := maskedFirstScenes()
	for name, scene := range maskedLaterScenes() {
		scenes[name] = scene
	}
	return scenes
}

// maskedFirstScenes are those of steps 1 to 7.
func maskedFirstScenes() map[string]maskedScene {
	login := func(s *stage) {
		s.open(tui.StepLogin)
		s.write(privateAccount)
		s.press(s.deps.Keys.Next)
		s.write("Houbu2026!")
	}
	refused := private(willing(api.NextAgreement), api.NextAgreement)
	refused.login = func(string, string) (api.Candidate, error) { return api.Candidate{}, failure(client.Offline) }
	unknown := private(willing(api.NextIdentity), api.NextIdentity)
	unknown.identify = func(api.Identity) (api.Record, error) { return api.Record{}, refusal(api.CodeNameMismatch) }
	return map[string]maskedScene{
		"login and home": {backend: private(willing(api.NextAgreement), api.NextAgreement), play: func(s *stage) {
			s.all = true
			login(s)
			s.seesMasked("[100****3210 ", "100****3210 张三 990101********0010")
			s.press(s.deps.Keys.Activate)
			s.at(tui.StepHome)
			s.press(s.deps.Keys.Help, s.deps.Keys.Back)
		}, sees: []string{"账号：100****3210"}},
		"demo account": {backend: private(willing(api.NextAgreement), api.NextAgreement), play: func(s *stage) {
			s.open(tui.StepLogin)
			s.focus("张三")
			s.press(s.deps.Keys.Toggle)
		}, sees: []string{"[100****3210 "}},
		"login over another line": {backend: refused, play: func(s *stage) {
			login(s)
			s.press(s.deps.Keys.Activate, s.deps.Keys.Back)
		}, sees: []string{"[100****3210 ", "按 F5 重试"}},
		"agreement": {backend: private(willing(api.NextAgreement), api.NextAgreement), play: func(s *stage) {
			s.open(tui.StepAgreement)
		}, sees: []string{"100****3210"}}, // in the header
		"identity": {backend: unknown, play: func(s *stage) {
			identify(s, privateNumber, "张三")
			s.seesMasked("[990101********0010 ")
			s.press(s.deps.Keys.Activate)
		}, sees: []string{"姓名与证件号码不一致", "[990101********0010 "}},
		"identity refused": {backend: unknown, play: func(s *stage) {
			identify(s, invalidNumber, "张三")
			s.press(s.deps.Keys.Activate)
		}, sees: []string{`证件号码"990101********0011"不是有效的身份证号码！`}},
		"review": {backend: private(willing(api.NextReview), api.NextReview), play: func(s *stage) {
			tick(s)
			s.seesMasked("990101********0010", "家长电话100****5432")
			s.press(s.deps.Keys.Activate)
			s.seesMasked("您的手机号码是否正确？", "100****5432")
			s.press(s.deps.Keys.Activate)
			s.at(tui.StepStudentRecord)
			s.press(s.deps.Keys.Activate)
		}},
	}
}

// maskedLaterScenes are those of steps 8 to 17.
func maskedLaterScenes() map[string]maskedScene {
	written := private(offering(writtenPools()), api.NextWritten)
	return map[string]maskedScene{
		"written": {backend: written, bare: true, play: func(s *stage) {
			chooseWritten(s)
			s.press(s.deps.Keys.Activate)
		}, sees: []string{"确认提交候补"}},
		"info": {backend: privateSeat(), play: func(s *stage) {
			s.open(tui.StepInfo)
			s.press(s.deps.Keys.History)
			s.seesMasked("其他：100****5432")
			s.press(s.deps.Keys.Back)
			s.hit("取消候补")
		}, sees: []string{"不取消"}},
		"cancel reason": {backend: privateSeat(), play: func(s *stage) {
			cancelling(s, waitingEntry("5", "德语四级", 17))
			s.press(s.deps.Keys.End, s.deps.Keys.Activate)
			s.write(privatePhone)
			s.press(s.deps.Keys.Next)
		}, sees: []string{"[100****5432 "}},
		"finished": {backend: privateSeat(), play: func(s *stage) { s.open(tui.StepFinished) }, sees: []string{"其他：100****5432"}},
		"oral": {backend: privateSeat(), bare: true, play: func(s *stage) {
			openOral(s)
			s.press(s.deps.Keys.Activate)
		}, sees: []string{"英语四级口试"}},
		"report": {backend: privateSeat(), bare: true, play: func(s *stage) {
			pickReport(s)
			s.press(s.deps.Keys.Activate)
		}, sees: []string{"类型：纸质成绩报告单"}},
		"pay": {backend: privateSeat(), bare: true, play: func(s *stage) {
			openPay(s)
			s.press(s.deps.Keys.Activate)
		}, sees: []string{"再次确认报考信息"}},
		"platform": {backend: privateSeat(), bare: true, play: openPlatform, sees: []string{"用手机扫码支付"}},
	}
}

// onMasked plays a scene, masked or not, and returns which hidden parts were on
// the terminal at any time, but for the field being typed in. visit is called
// with each step on the way.
func (scene maskedScene) onMasked(t *testing.T, masked bool, visit func(tui.Step)) (found []string) {
	t.Helper()
	s := newStage(t, scene.backend, tui.Size{Width: 80, Height: 40})
	s.deps.Masked = masked
	s.known()
	s.watch = func() {
		visit(s.machine.Step())
		shown := squeeze(s.withoutTheField())
		for _, part := range hiddenParts() {
			if strings.Contains(shown, part) {
				found = append(found, part+" in:\n"+s.frame())
			}
		}
	}
	scene.play(s)
	s.watch()
	s.seesMasked(scene.sees...)
	return found
}

// seesMasked is sees for where numbers are masked.
func (s *stage) seesMasked(texts ...string) {
	s.t.Helper()
	if s.deps.Masked {
		s.sees(texts...)
	}
}

// withoutTheField is what the terminal shows, but for the line of the text field
// that has the focus.
func (s *stage) withoutTheField() string {
	frame := s.frame()
	if typing, is := s.machine.Screen().(tui.Typing); !is || !typing.Typing() {
		return frame
	}
	lines := strings.Split(frame, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, s.deps.Theme.Glyphs.Focus) {
			lines[i] = ""
		}
	}
	return strings.Join(lines, "\n")
}

// TestMaskedScreensHideNumbers walks every step, with the dialogs, errors and
// notices on the way: at no time is a number on the terminal that others could
// read, but in the field being typed in.
func TestMaskedScreensHideNumbers(t *testing.T) {
	t.Parallel()
	visited := map[tui.Step]bool{}
	for name, scene := range maskedScenes() {
		found := scene.onMasked(t, true, func(step tui.Step) { visited[step] = true })
		for _, part := range found {
			t.Errorf("%s: shows %s", name, part)
		}
	}
	for _, place := range tui.Places() {
		if !visited[place.Step] {
			t.Errorf("step %q was not looked at", place.Name)
		}
	}
}

// TestUnmaskedScreensShowNumbers plays the same on a candidate's own terminal:
// the walk above does find what is not hidden.
func TestUnmaskedScreensShowNumbers(t *testing.T) {
	t.Parallel()
	for name, scene := range maskedScenes() {
		if found := scene.onMasked(t, false, func(tui.Step) {}); (len(found) == 0) != scene.bare {
			t.Errorf("%s: numbers were found: %v", name, len(found) > 0)
		}
	}
}
