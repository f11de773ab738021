package screens

import (
	"strings"
	"testing"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

// TestReconnectedReadsAgain: what each step could not read while the line was cut
// is read again by itself when it is back.
func TestReconnectedReadsAgain(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		step   tui.Step
		breaks func(f *fakeBackend, err error) (mend func())
		shows  string
	}{
		"login": {tui.StepLogin, func(f *fakeBackend, err error) func() {
			well := f.exam
			f.exam = func() (api.Exam, error) { return api.Exam{}, err }
			return func() { f.exam = well }
		}, "在线"},
		"home": {tui.StepHome, func(f *fakeBackend, err error) func() {
			well := f.candidate
			f.candidate = func() (api.Candidate, error) { return api.Candidate{}, err }
			return func() { f.candidate = well }
		}, "在线"},
		"agreement": {tui.StepAgreement, func(f *fakeBackend, err error) func() {
			well := f.agreement
			f.agreement = func() (api.Agreement, error) { return api.Agreement{}, err }
			return func() { f.agreement = well }
		}, "考生应如实填写报名信息"},
		"review": {tui.StepReview, func(f *fakeBackend, err error) func() {
			well := f.record
			f.record = func() (api.Record, error) { return api.Record{}, err }
			return func() { f.record = well }
		}, "计算机学院"},
		"written": {tui.StepWritten, func(f *fakeBackend, err error) func() {
			f.pools = func(api.Kind) (api.Pools, error) { return api.Pools{}, err }
			return func() { f.pools = offering(writtenPools()).pools }
		}, "英语四级"},
		"info": {tui.StepInfo, func(f *fakeBackend, err error) func() {
			f.info = func(string) (api.Info, string, bool, error) { return api.Info{}, "", false, err }
			return func() { f.info = offering(writtenPools()).info }
		}, "在线"},
		"finished": {tui.StepFinished, func(f *fakeBackend, err error) func() {
			f.finished = func() (api.Finished, error) { return api.Finished{}, err }
			return func() {
				f.finished = func() (api.Finished, error) {
					return api.Finished{Entries: []api.Entry{waitingEntry("1", "英语四级", 3)}}, nil
				}
			}
		}, "英语四级"},
		"platform": {tui.StepPlatform, func(f *fakeBackend, err error) func() {
			f.order = func(string) (api.Order, error) { return api.Order{}, err }
			return func() { f.order = holding().order }
		}, "30 元"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			backend := willing(api.NextAgreement)
			mend := test.breaks(backend, failure(client.Offline))
			s := newStage(t, backend, tui.Size{Width: 80, Height: 24})
			s.deps.State.Order = api.Order{ID: testOrder().ID}
			s.open(test.step)
			s.sees("离线")
			s.send(tui.Reconnected{}) // too early: it fails once more
			s.sees("离线")
			mend()
			s.send(tui.Reconnected{})
			s.sees("在线", test.shows)
			s.seesNot("连接不上服务器")
		})
	}
}

// TestReconnectedSubmitsNothing: what was typed is kept, and sent when the person
// says so.
func TestReconnectedSubmitsNothing(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextIdentity)
	asked := 0
	backend.identify = func(api.Identity) (api.Record, error) {
		asked++
		return api.Record{}, failure(client.Offline)
	}
	s := newStage(t, backend, tui.Size{Width: 80, Height: 24})
	identify(s, "990101200501010010", "张三")
	s.press(s.deps.Keys.Activate)
	s.sees("连接不上服务器", "离线")
	before := asked
	s.send(tui.Reconnected{})
	s.sees("990101200501010010", "张三", "网络已恢复。已填写的内容都还在，按 F5 重试")
	s.seesNot("连接不上服务器")
	if asked != before {
		t.Error("the identity was sent again by itself")
	}
	s.press(s.deps.Keys.Refresh)
	if asked != before+1 {
		t.Error("F5 does not send it")
	}

	backend = offering(writtenPools())
	j := joining(backend, func() (api.Receipt, error) { return api.Receipt{}, failure(client.Offline) })
	s = on80x24(t, backend)
	chooseWritten(s)
	s.press(s.deps.Keys.Activate, s.deps.Keys.Activate)
	s.sees("连接不上服务器")
	s.send(tui.Reconnected{})
	if len(j.sent) != 1 {
		t.Errorf("joined %d times, want once", len(j.sent))
	}
}

// TestHeaderNamesTheLineInUse: the client may have gone over to another one.
func TestHeaderNamesTheLineInUse(t *testing.T) {
	t.Parallel()
	backend := offering(writtenPools())
	s := on80x24(t, backend)
	s.open(tui.StepWritten)
	s.sees("公网")
	backend.line = 1
	s.press(s.deps.Keys.Refresh)
	s.sees("教育网")
}

// TestNoOtherLineIsOfferedWhenAllFailed: the client has tried them.
func TestNoOtherLineIsOfferedWhenAllFailed(t *testing.T) {
	t.Parallel()
	for _, everywhere := range []bool{false, true} {
		backend := willing(api.NextAgreement)
		backend.login = func(string, string) (api.Candidate, error) {
			return api.Candidate{}, &client.Error{Op: "login", Kind: client.Offline, Everywhere: everywhere}
		}
		s := on80x24(t, backend)
		s.open(tui.StepLogin)
		s.write("demo1@houbu.test")
		s.press(s.deps.Keys.Next)
		s.write("Houbu2026!")
		s.press(s.deps.Keys.Activate)
		if offered := strings.Contains(s.frame(), s.deps.Text.Login.SwitchTitle); offered == everywhere {
			t.Errorf("everywhere %v: another line is offered: %v\n%s", everywhere, offered, s.frame())
		}
	}
}
