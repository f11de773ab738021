//go:build unix

package e2e

import (
	"testing"

	"houbu/api"
)

// TestTheServerIsKilled kills the backend while a form is filled in, and starts
// it again on its port. The login and what was saved outlive it.
func TestTheServerIsKilled(t *testing.T) {
	t.Parallel()
	s, who := serve(t, 1, seats{"993010", "1", 0}), candidate(0)
	s.kill()
	s.address = fixedPort(t, portOfKilled)
	s.start()
	c := start(t, "--server", s.url())
	c.logIn(who)
	c.begin()
	c.agree()
	c.fillIdentity(who)

	s.kill()
	c.activate("查询")
	c.waitFor("已填写的内容都还在", "离线") // whether a connection was left to break or not
	c.mustShow("(x) 中华人民共和国居民身份证", who.number, who.name)
	s.start()
	c.press("F5")
	c.atReview()
	c.waitFor("在线")
	c.review()
	c.pick()

	s.kill()
	c.activate("提交候补")
	c.answer("确认提交候补", "确定")
	cut := c.await("the cut line", func(v view) bool { return v.has("已填写的内容都还在") || v.has("结果未知，正在核对") })
	c.mustShow("(x) 东校区", "(x) 英语四级")
	s.start()
	if cut.has("已填写的内容都还在") {
		c.submit()
	} else { // it was sent on a connection that broke then: the outcome is looked up
		c.atInfo()
	}
	c.mustShow(place(0))

	s.kill()
	c.waitFor("连接中断，显示的是", "离线")
	c.mustShow(place(0)) // what is known stays
	s.start()
	c.waitGone("连接中断") // by itself
	c.waitFor("在线")
	if info := drive(t, s.url(), who).info(); len(info.Entries) != 1 || info.Entries[0].State != api.Waiting {
		t.Errorf("entries: %+v", info.Entries)
	}
}

// TestTheServerStartsLate logs in at a server that is started after the
// terminal: the login finds out by itself.
func TestTheServerStartsLate(t *testing.T) {
	t.Parallel()
	s, who := serve(t, 1, seats{"993010", "1", 0}), candidate(0)
	s.kill()
	s.address = fixedPort(t, portOfLateStart)
	c := start(t, "--server", s.url())
	c.waitFor("公网 不通", "连接不上服务器", "离线")
	s.start()
	c.logIn(who)
	c.begin()
}
