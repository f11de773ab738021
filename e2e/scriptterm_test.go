//go:build unix

package e2e

import (
	"strings"
	"testing"

	"houbu/api"
	"houbu/script"
)

// TestCommandsOnATerminal ask before they submit, and draw the address to pay at
// for a phone.
func TestCommandsOnATerminal(t *testing.T) {
	t.Parallel()
	s := serve(t, 1, seats{"993010", "1", 1})
	who := candidate(0)
	d := drive(t, s.url(), who)
	d.goTo(api.NextWritten)
	on := console{width: 120, height: 60, env: []string{"HOUBU_TOKEN=" + commandsOf(t, s.url(), who).token}}
	join := []string{"join", "--campus", "993010", "--subject", "1", "--server", s.url()}
	for answer, want := range map[string]script.Exit{"n\r": script.Declined, "\r": script.Declined, "\x04": script.Declined, "\x03": script.Interrupted} {
		c := startOn(t, on, join...)
		c.waitFor("校区：(993010)东校区", "现在有空余座位", "确定吗？")
		c.send(answer)
		if code := c.exit(); code != int(want) {
			t.Errorf("%q: exit code %d, want %d", answer, code, want)
		}
	}
	if entries := d.finished(); len(entries) != 0 {
		t.Fatalf("nobody said yes, and there is %+v", entries)
	}
	c := startOn(t, on, join...)
	c.waitFor("确定吗？")
	c.send("是\r")
	if code := c.exit(); code != 0 {
		t.Fatalf("exit code %d", code)
	}
	c.mustShow("候补成功，请在规定时间内支付（回执号 J993010-1-1）", "幂等键")

	c = startOn(t, on, "pay", "--server", s.url())
	if code := c.exit(); code != 0 {
		t.Fatalf("exit code %d", code)
	}
	c.mustShow("支付地址", "█", "30 元")
	token := strings.TrimPrefix(on.env[0], "HOUBU_TOKEN=")
	if strings.Contains(c.raw.String(), token) {
		t.Error("the terminal shows the token")
	}
}

// TestNoTokenOnATerminal: what is on a screen is read by others.
func TestNoTokenOnATerminal(t *testing.T) {
	t.Parallel()
	c := start(t, "login", "--print-token", "--server", "http://127.0.0.1:1")
	if code := c.exit(); code != int(script.Usage) {
		t.Errorf("exit code %d", code)
	}
	c.mustShow("--print-token 不把令牌显示在终端上")
}
