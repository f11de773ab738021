//go:build unix

package e2e

import (
	"testing"

	"houbu/api"
)

// TestTheWholeWalkAgainstAServer is the walk against houbu serve with imported
// rosters. There is one seat, and somebody holds it.
func TestTheWholeWalkAgainstAServer(t *testing.T) {
	t.Parallel()
	s := serve(t, 2, seats{"993010", "1", 1}, seats{"993011", "1", 0}, seats{"993010", "SET4", 1})
	holder := drive(t, s.url(), candidate(1))
	holder.goTo(api.NextWritten)
	seat := holder.join("993010", "1")
	if seat.State != api.Offered {
		t.Fatalf("the free seat went to nobody: %s", seat.State)
	}

	who := candidate(0)
	c := start(t, "--server", s.url())
	c.logIn(who)
	c.begin()
	c.agree()
	c.identify(who)
	c.review()
	c.pick()
	c.submit()
	c.mustShow("正在候补", place(0))

	holder.cancel(seat.EntryID)
	c.waitFor("候补成功：英语四级，请在规定时间内支付") // by itself
	c.atInfo()
	c.mustNotShow("正在候补")
	c.mustShow("英语四级  候补成功  支付状态：未支付", "校区：(993010)东校区")
	c.joinOral("英语四级", "(993010)东校区", "保存成功，口试候补成功，请在规定时间内支付") // a seat is free
	c.applyForReport("纸质成绩报告单")
	c.pay("英语四级", "¥30.00", "支付宝")
	c.pay("英语四级口试", "¥50.00", "网银")
	c.mustNotShow("未支付", "[ 支付 ]", "[ 取消候补 ]")
	c.quit()

	paid := drive(t, s.url(), who).info()
	if len(paid.Written) != 1 || !paid.Written[0].Paid || paid.Written[0].Report != "report" || len(paid.Oral) != 1 || !paid.Oral[0].Paid {
		t.Errorf("the server has %+v and %+v", paid.Written, paid.Oral)
	}
}
