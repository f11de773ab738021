//go:build unix

package e2e

import (
	"testing"

	"houbu/api"
)

// TestResume leaves the program at each step, well or not, and logs in again
// from another machine: a new process, in a home of its own, that knows no more
// than the server.
func TestResume(t *testing.T) {
	t.Parallel()
	s := serve(t, 1, seats{"993010", "1", 0})
	who := candidate(0)
	next := func() *term { // on another machine
		c := start(t, "--server", s.url())
		c.logIn(who)
		return c
	}
	c := next()
	c.begin()
	c.kill() // before the agreement is agreed to

	c = next()
	c.begin()
	c.agree()
	c.quit()

	c = next()
	c.fillIdentity(who)
	c.kill() // before 查询

	c = next()
	c.identify(who)
	c.quit()

	c = next()
	c.atReview()
	c.focus("我已检查")
	c.press("Space")
	c.waitFor("保存并继续")
	c.activate("保存并继续")
	c.answer("确认手机号码", "确定")
	c.open("确认学籍信息")
	c.kill() // before the last 确定

	c = next()
	c.review()
	c.quit()

	c = next()
	c.pick("东校区", "英语四级")
	c.activate("提交候补")
	c.open("确认提交候补")
	c.kill() // before 确定

	c = next()
	c.pick("东校区", "英语四级")
	c.submit("提交成功，正在候补")
	c.kill()

	c = next()
	c.atInfo()
	c.mustShow("正在候补", place(0))
	c.cancel("不考了")
	c.kill()

	c = next() // nothing is waited for any more
	c.atWritten()
	c.quit()

	list := drive(t, s.url(), who).finished()
	if len(list) != 1 || list[0].State != api.Cancelled || list[0].Reason == "" {
		t.Errorf("finished entries: %+v", list)
	}
}
