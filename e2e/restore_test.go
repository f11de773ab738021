//go:build unix

package e2e

import (
	"reflect"
	"strings"
)

// restored checks that the terminal is as it was before the program, with
// nothing on it but what is said after.
func (c *term) restored(said string) {
	c.t.Helper()
	<-c.ended
	if changed := c.screen.Changed(); len(changed) > 0 {
		c.t.Errorf("the program left behind: %q", changed)
	}
	if c.far == nil && (c.after == nil || !reflect.DeepEqual(c.after, c.before)) {
		c.t.Errorf("the program left the terminal's settings as\n%+v, they were\n%+v", c.after, c.before)
	}
	left := strings.TrimRight(strings.Join(c.look().lines, "\n"), "\n")
	if said == "" && left != "" || !strings.Contains(left, said) {
		c.t.Errorf("the program leaves on the terminal\n%s\nwant %q", left, said)
	}
}

// quit leaves the program from a step where it asks first.
func (c *term) quit() {
	c.t.Helper()
	c.press("Ctrl+C")
	if first := c.open("退出"); first != "[ 继续报名 ]" {
		c.t.Errorf("%q has the focus at first, not the safe button", first)
	}
	c.answer("退出", "退出")
	c.left()
}

// left checks that the program has ended well and has given the terminal back.
func (c *term) left() {
	c.t.Helper()
	if code := c.exit(); code != 0 {
		c.t.Errorf("exit code %d", code)
	}
	c.restored("")
}
