package screens

import (
	"strings"
	"testing"
	"time"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

func TestAgreementGolden(t *testing.T) {
	t.Parallel()
	goldens(t, "agreement", func() *fakeBackend { return willing(api.NextAgreement) }, []scene{
		{"loading", func(s *stage) {
			s.hold()
			s.open(tui.StepAgreement)
			s.pass(time.Second)
		}},
		{"unticked", func(s *stage) { s.open(tui.StepAgreement) }},
		{"ticked", func(s *stage) {
			s.open(tui.StepAgreement)
			s.press(s.deps.Keys.PageDown, s.deps.Keys.Next, s.deps.Keys.Toggle, s.deps.Keys.Next)
		}},
		{"end", func(s *stage) {
			s.open(tui.StepAgreement)
			s.press(s.deps.Keys.End)
		}},
		{"short", func(s *stage) {
			s.backend.agreement = func() (api.Agreement, error) { return api.Agreement{Version: "1", Text: "诚信应考。"}, nil }
			s.open(tui.StepAgreement)
		}},
		{"unreachable", func(s *stage) {
			s.backend.agreement = func() (api.Agreement, error) { return api.Agreement{}, failure(client.BadAnswer) }
			s.open(tui.StepAgreement)
		}},
		{"outdated", func(s *stage) {
			s.open(tui.StepAgreement)
			s.backend.agree = func(string) error { return refusal(api.CodeAgreementOutdated) }
			s.backend.agreement = func() (api.Agreement, error) {
				return api.Agreement{Version: "2026-3", Text: "新的协议。\n" + testAgreement()}, nil
			}
			s.press(s.deps.Keys.Next, s.deps.Keys.Toggle, s.deps.Keys.Next, s.deps.Keys.Activate)
		}},
		{"hostile", func(s *stage) {
			words := "\x1b]8;;http://example.test\x07点这里\x1b]8;;\x07\r\n" + strings.Repeat("不断的词", 60) + strings.Repeat("x", 300) + "\u202e倒着"
			s.backend.agreement = func() (api.Agreement, error) { return api.Agreement{Version: "1", Text: words}, nil }
			s.open(tui.StepAgreement)
		}},
	})
}

func TestAgreementAgreesOnlyWhenTicked(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextAgreement)
	var versions []string
	backend.agree = func(version string) error {
		versions = append(versions, version)
		return nil
	}
	s := on80x24(t, backend)
	s.open(tui.StepAgreement)
	k := s.deps.Keys
	s.sees("同意：请先勾选上面一项")
	s.press(k.Next, k.Next, k.Activate, k.Next, k.Activate) // nothing of it presses the button
	s.at(tui.StepAgreement)
	if len(versions) != 0 {
		t.Fatalf("agreed to %v without a tick", versions)
	}

	s.open(tui.StepAgreement)
	s.press(k.Next, k.Toggle, k.Next)
	s.hold()
	s.press(k.Activate, k.Activate)
	s.release()
	s.at(tui.StepIdentity)
	if len(versions) != 1 || versions[0] != "2026-2" {
		t.Errorf("agreed to %v", versions)
	}
}

func TestAgreementUntickedAgainStops(t *testing.T) {
	t.Parallel()
	s := on80x24(t, willing(api.NextAgreement))
	s.open(tui.StepAgreement)
	k := s.deps.Keys
	s.press(k.Next, k.Toggle)
	s.seesNot("请先勾选")
	s.press(k.Toggle)
	s.sees("请先勾选")
}

func TestAgreementReadsANewVersion(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextAgreement)
	var agreed string
	backend.agree = func(version string) error {
		if version == "2026-2" {
			return refusal(api.CodeAgreementOutdated)
		}
		agreed = version
		return nil
	}
	s := on80x24(t, backend)
	s.open(tui.StepAgreement)
	backend.agreement = func() (api.Agreement, error) {
		return api.Agreement{Version: "2026-3", Text: "新的协议"}, nil
	}
	k := s.deps.Keys
	s.press(k.Next, k.Toggle, k.Next, k.Activate)
	s.at(tui.StepAgreement)
	s.sees("新的协议", "报名协议已更新", "[ ] 我已阅读", "请先勾选")
	s.focus("我已阅读")
	s.press(k.Toggle, k.Next, k.Activate)
	s.at(tui.StepIdentity)
	if agreed != "2026-3" {
		t.Errorf("agreed to %q", agreed)
	}
}

func TestAgreementKeepsPlaceAndTickAfterAFailure(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextAgreement)
	fails := true
	backend.agree = func(string) error {
		if fails {
			return failure(client.Interrupted)
		}
		return nil
	}
	s := on80x24(t, backend)
	s.open(tui.StepAgreement)
	k := s.deps.Keys
	s.press(k.PageDown)
	s.press(k.Next, k.Toggle, k.Next, k.Activate)
	s.at(tui.StepAgreement)
	s.sees("连接中断", "按 F5 重试", "[x] 我已阅读")
	s.seesNot("第 1–")
	fails = false
	s.press(k.Refresh)
	s.at(tui.StepIdentity)
}

func TestAgreementReadsAgainAfterAnError(t *testing.T) {
	t.Parallel()
	backend := willing(api.NextAgreement)
	works := backend.agreement
	backend.agreement = func() (api.Agreement, error) { return api.Agreement{}, failure(client.BadAnswer) }
	s := on80x24(t, backend)
	s.open(tui.StepAgreement)
	s.sees("不是报名服务器的应答", "还没有读到报名协议")
	backend.agreement = works
	s.press(s.deps.Keys.Refresh)
	s.sees("第 1 条")
	s.seesNot("不是报名服务器的应答")
}

func TestAgreementGoesBack(t *testing.T) {
	t.Parallel()
	s := on80x24(t, willing(api.NextAgreement))
	s.open(tui.StepAgreement)
	s.press(s.deps.Keys.Back)
	s.at(tui.StepHome)
}
