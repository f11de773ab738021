//go:build unix

package e2e

import (
	"math/rand/v2"
	"strings"
	"testing"

	"houbu/api"
)

// TestRubbishKeys types rubbish, as a cat or a stuck key would: bytes, broken
// and whole escape sequences, controls, halves of characters, pastes. Whatever
// step that leads to, it never ends the program, and the screen stays whole.
func TestRubbishKeys(t *testing.T) {
	t.Parallel()
	s := serve(t, 3, seats{"993010", "1", 0})
	for i, step := range []api.Progress{api.NextIdentity, api.NextWritten, api.NextInfo} {
		t.Run(string(step), func(t *testing.T) {
			t.Parallel()
			who, seed := candidate(i), uint64(i) //nolint:gosec // 0 to 2
			drive(t, s.url(), who).goTo(step)
			random := rand.New(rand.NewPCG(seed, seed)) //nolint:gosec // the same rubbish each time
			c := start(t, "--server", s.url())
			c.logIn(who)
			for range 10 {
				for range 40 {
					c.send(rubbish(random))
				}
				if !c.survived() {
					c = start(t, "--server", s.url())
					c.logIn(who)
				}
			}
			c.quit()
		})
	}
}

// survived asks to quit. The program, which takes keys in their order, has then
// taken all before; it asks back, and what was painted bit by bit is what it
// paints afresh. When rubbish has logged out, which is its right, the program
// ends well instead, and survived returns false.
func (c *term) survived() bool {
	c.t.Helper()
	c.send("\x1b[201~") // ends a paste, should one have begun
	c.press("Ctrl+C")
	_, alive := c.awaitOrEnd("the question whether to quit", func(v view) bool { return v.dialog() == "退出" && focused(v) })
	if !alive {
		c.left()
		return false
	}
	before := c.settled()
	for _, size := range [][2]int{{100, 30}, {80, 24}} {
		c.resize(size[0], size[1])
		c.await("the screen painted afresh", func(v view) bool {
			return len(v.lines) == size[1] && v.width(2) == size[0] && v.has("Ctrl+C 退出")
		})
	}
	c.await("the screen as it was:\n"+before.String(), func(v view) bool { return v.rest() == before.rest() })
	c.answer("退出", "继续报名")
	return true
}

// settled is the screen, with a dialog open, when nothing is going on any more:
// what one thing leads to may be another.
func (c *term) settled() view {
	c.t.Helper()
	for last := (view{}); ; {
		c.await("the end of what was going on", func(v view) bool {
			return !strings.Contains(strings.ReplaceAll(strings.Join(v.lines, "\n"), "正在候补", ""), "正在")
		})
		c.thereAndBack()
		now := c.look()
		if last.lines != nil && now.rest() == last.rest() {
			return now
		}
		last = now
	}
}

// rubbish is a piece of input that means nothing, or little. It has no Ctrl+C,
// which ends the program by right.
func rubbish(random *rand.Rand) string {
	var out strings.Builder
	for range 1 + random.IntN(8) {
		switch random.IntN(7) {
		case 0: // any bytes
			for range 1 + random.IntN(6) {
				out.WriteByte(byte(random.IntN(256)))
			}
		case 1: // a sequence, most of them unknown
			out.WriteString("\x1b[")
			for range random.IntN(6) {
				out.WriteByte("0123456789;:<=>?"[random.IntN(16)])
			}
			out.WriteByte(byte('@' + random.IntN(63)))
		case 2: // a sequence that never ends, or is no key
			out.WriteString([]string{"\x1b]0;title", "\x1bP1$r", "\x1b[", "\x1bO", "\x1b\x1b\x1b", "\x1b[M!!!", "\x1b[<0;1;1M"}[random.IntN(7)])
		case 3: // halves of characters
			out.WriteString("候"[:1+random.IntN(2)])
		case 4: // a paste
			out.WriteString("\x1b[200~\x1b[2J候\x00补\r\n\x9b31m\x1b[201~")
		case 5: // controls
			out.WriteByte(byte(random.IntN(32)))
		case 6: // text
			out.WriteString([]string{"候补", "a", "\u202e", "é", "👨‍👩‍👧", "　"}[random.IntN(6)])
		}
	}
	return strings.ReplaceAll(out.String(), "\x03", "")
}
