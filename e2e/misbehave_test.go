//go:build unix

package e2e

import (
	"testing"

	"houbu/api"
)

// TestAServerThatMisbehaves looks a student up while the server misbehaves. The
// screen says what happened and keeps what was typed, and F5 goes on once the
// server is well.
func TestAServerThatMisbehaves(t *testing.T) {
	t.Parallel()
	s := serve(t, len(misbehaviours()), seats{"993010", "1", 0})
	for i, m := range misbehaviours() {
		t.Run(m.name, func(t *testing.T) {
			t.Parallel()
			who, line := candidate(i), front(t, s.url())
			drive(t, s.url(), who).goTo(api.NextIdentity)
			c := start(t, "--server", line.url)
			c.logIn(who)
			c.fillIdentity(who)
			line.breakBy(m.fault)
			c.activate("查询")
			c.waitFor(m.words, "已填写的内容都还在", "按 F5 重试", m.state, "[ 查询 ]") // the last is back after its rest
			c.mustShow("(x) 中华人民共和国居民身份证", who.number, who.name)
			line.breakBy(nil)
			c.press("F5")
			c.atReview()
			c.mustShow("在线", who.number)
			if m.check != nil {
				m.check(t)
			}
		})
	}
}

// TestLoginAtAServerThatMisbehaves is the same at the very start, when nothing
// of the server was ever seen, and at the login.
func TestLoginAtAServerThatMisbehaves(t *testing.T) {
	t.Parallel()
	s := serve(t, len(misbehaviours()), seats{"993010", "1", 0})
	for i, m := range misbehaviours() {
		t.Run(m.name, func(t *testing.T) {
			t.Parallel()
			who, line := candidate(i), front(t, s.url())
			line.breakBy(m.fault)
			c := start(t, "--server", line.url)
			c.waitFor("公网 不通", m.words, "按 F5 重试", m.state)
			line.breakBy(nil)
			c.press("F5")
			c.waitFor(" ms", "在线")
			c.waitGone(m.words)

			c.fill("账号", who.account)
			c.fill("密码", who.password)
			line.breakBy(m.fault)
			c.activate("登录")
			c.waitFor(m.words, "已填写的内容都还在", "按 F5 重试", m.state, "[ 登录 ]")
			c.mustShow(who.account)
			line.breakBy(nil)
			c.press("F5")
			c.waitFor("报名首页", "在线")
		})
	}
}

// TestTheOtherLine: a line that is known to be dead is not what a login is tried
// with, although it was the one chosen.
func TestTheOtherLine(t *testing.T) {
	t.Parallel()
	s, who := serve(t, 1, seats{"993010", "1", 0}), candidate(0)
	line := front(t, s.url())
	line.breakBy(reset)
	c := start(t, "--server", line.url, "--server", s.url())
	c.waitFor("公网 不通", "教育网 ", " ms")
	c.fill("账号", who.account)
	c.fill("密码", who.password)
	c.activate("登录")
	c.waitFor("报名首页", "教育网", "在线")
}

// TestTheOtherLineIsOffered where the reply to a login was lost: it may have been
// counted, so that it is not sent again by itself.
func TestTheOtherLineIsOffered(t *testing.T) {
	t.Parallel()
	s, who := serve(t, 1, seats{"993010", "1", 0}), candidate(0)
	line := front(t, s.url())
	c := start(t, "--server", line.url, "--server", s.url())
	c.waitFor("公网", "教育网", "在线")
	c.waitGone("公网 …")
	c.waitGone("教育网 …")
	c.fill("账号", who.account)
	c.fill("密码", who.password)
	line.breakBy(reset)
	c.activate("登录")
	c.open("换一条线路")
	c.mustShow("已填写的账号和密码都还在，可以换用教育网再登录。")
	c.answer("换一条线路", "换用教育网并重试")
	c.waitFor("报名首页", "教育网", "在线")
}
