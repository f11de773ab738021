//go:build unix

package e2e

import (
	"reflect"
	"slices"
	"testing"
)

// TestResizing makes the window tiny and large and brings it back: at a form
// that is filled in, over a dialog, and at a choice. Nothing is lost, and what
// is typed meanwhile is typed blind and not taken.
func TestResizing(t *testing.T) {
	t.Parallel()
	s, who := serve(t, 1, seats{"993010", "1", 0}), candidate(0)
	c := start(t, "--server", s.url())
	c.logIn(who)
	c.begin()
	c.agree()
	c.fillIdentity(who)
	c.survivesResizing()

	c.activate("查询")
	c.atReview()
	c.focus("我已检查")
	c.press("Space")
	c.waitFor("[x] 我已检查")
	c.activate("保存并继续")
	c.open("确认手机号码")
	c.survivesResizing()
	c.answer("确认手机号码", "确定")
	c.answer("确认学籍信息", "确定")

	c.pick()
	c.survivesResizing()
	c.submit()
}

// survivesResizing fails unless the screen is the same, with the cursor at the
// same place, after the window was tiny, small and large.
func (c *term) survivesResizing() {
	c.t.Helper()
	before := c.await("a focused control", focused)
	c.resize(20, 5)
	c.waitFor("终端窗口太小", "需要 60×20", "20×5", "内容不会丢失")
	c.press("Enter", "Tab", "Space")
	c.typeBlind("x")
	c.press("Ctrl+C") // the one key that is taken, after those before
	c.waitFor("再按一次", "退出")
	for _, size := range [][2]int{{60, 20}, {120, 40}, {80, 24}} {
		c.resize(size[0], size[1])
		c.await("the screen at its new size", func(v view) bool {
			return len(v.lines) == size[1] && v.has("Ctrl+C 退出") && v.width(2) == size[0]
		})
	}
	c.answer("退出", "继续报名")
	c.await("the screen as it was:\n"+before.String(), func(v view) bool {
		return slices.Equal(v.lines, before.lines) && reflect.DeepEqual(v.cursor, before.cursor)
	})
}
