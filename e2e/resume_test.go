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
	c.pick()
	c.activate("提交候补")
	c.open("确认提交候补")
	c.kill() // before 确定

	c = next()
	c.pick()
	c.submit()
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

// TestResumeAtThePayment leaves with a seat, on the way to the payment and at
// the payment platform. Any machine leads back to the seat, and it is paid once.
func TestResumeAtThePayment(t *testing.T) {
	t.Parallel()
	s := serve(t, 1, seats{"993010", "1", 1})
	who := candidate(0)
	other := drive(t, s.url(), who)
	other.goTo(api.NextInfo)
	for _, at := range []string{"候补成功", "请确认报考信息", "再次确认报考信息", "用手机"} {
		c := start(t, "--server", s.url())
		c.logIn(who)
		c.atInfo()
		c.mustShow("英语四级", "候补成功", "支付状态：未支付")
		if at != "候补成功" {
			c.activate("支付")
			c.waitFor("请确认报考信息")
		}
		if at == "再次确认报考信息" {
			c.activate("去支付")
			c.open(at)
		}
		if at == "用手机" {
			c.activate("去支付")
			c.answer("再次确认报考信息", "确定")
		}
		c.waitFor(at)
		c.kill()
	}
	c := start(t, "--server", s.url())
	c.logIn(who)
	c.pay("英语四级", "¥30.00", "支付宝")
	if info := other.info(); len(info.Written) != 1 || !info.Written[0].Paid {
		t.Errorf("the server has %+v", info.Written)
	}
}
