//go:build unix

package e2e

import (
	"strings"
	"testing"

	"houbu/api"
)

// TestTheWholeWalkAgainstAServer is the walk against houbu serve with imported
// rosters. Every seat is held by somebody, who gives it up when the test wants
// it: each position is known.
func TestTheWholeWalkAgainstAServer(t *testing.T) {
	t.Parallel()
	s := serve(t, 4, seats{"993010", "1", 2}, seats{"993011", "1", 0}, seats{"993010", "SET4", 1})
	first, firstSeat := holder(t, s, 1)
	oralSeat := first.join("993010", "SET4")
	second, secondSeat := holder(t, s, 2)
	if oralSeat.State != api.Offered || firstSeat.State != api.Offered || secondSeat.State != api.Offered {
		t.Fatalf("free seats went to nobody: %+v, %+v, %+v", firstSeat, oralSeat, secondSeat)
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
	c.mustShow("英语四级  正在候补  "+place(0), "校区：(993010)东校区")
	number := c.number(`候补号：(\d+)`)
	rival, rivalEntry := holder(t, s, 3)
	if rivalEntry.State != api.Waiting {
		t.Fatalf("the one behind does not wait: %+v", rivalEntry)
	}

	c.cancel("换了考试计划")
	c.mustShow("英语四级", "已取消", "其他", "换了考试计划")
	c.activate("返回")
	c.atInfo()
	c.mustNotShow("正在候补")
	c.activate("笔试候补")
	c.pick()
	c.submit()
	c.mustShow(place(1)) // at the tail
	if again := c.number(`候补号：(\d+)`); again <= number+1 {
		t.Errorf("the number after joining again is %d, it was %d, and somebody came between", again, number)
	}

	second.cancel(secondSeat.EntryID)
	c.waitFor(place(0)) // by itself: the seat goes to the one ahead
	rival.cancel(rivalEntry.EntryID)
	c.waitFor("候补成功：英语四级，请在规定时间内支付")
	c.atInfo()
	c.mustNotShow("正在候补")
	c.mustShow("英语四级  候补成功  支付状态：未支付  30 元", "校区：(993010)东校区")

	c.joinOral("英语四级", "(993010)东校区", "保存成功，正在候补")
	c.mustShow("英语四级口试  正在候补  "+place(0), "校区：(993010)东校区")
	first.cancel(oralSeat.EntryID)
	c.waitFor("候补成功：英语四级口试，请在规定时间内支付")
	c.atInfo()
	c.mustNotShow("正在候补")
	c.activate("查看已完成候补")
	c.waitFor("英语四级口试", "候补成功", "已取消", "换了考试计划")
	c.press("Esc")
	c.applyForReport("纸质成绩报告单")
	c.pay("英语四级", "¥30.00", "支付宝")
	c.pay("英语四级口试", "¥50.00", "网银")
	c.mustNotShow("未支付", "[ 支付 ]", "[ 取消候补 ]")
	c.quit()
	mustHaveWalked(t, drive(t, s.url(), who))
}

// holder is another candidate, who has joined for 英语四级.
func holder(t *testing.T, s *server, n int) (*driver, api.Receipt) {
	t.Helper()
	d := drive(t, s.url(), candidate(n))
	d.goTo(api.NextWritten)
	return d, d.join("993010", "1")
}

// mustHaveWalked looks at what the server has of the walk.
func mustHaveWalked(t *testing.T, d *driver) {
	t.Helper()
	paid := d.info()
	if len(paid.Written) != 1 || !paid.Written[0].Paid || paid.Written[0].Report != "report" || len(paid.Oral) != 1 || !paid.Oral[0].Paid {
		t.Errorf("the server has %+v and %+v", paid.Written, paid.Oral)
	}
	outcomes := map[api.EntryState]int{}
	for _, entry := range d.finished() {
		outcomes[entry.State]++
		if entry.State == api.Cancelled && !strings.HasSuffix(entry.Reason, "换了考试计划") {
			t.Errorf("the reason of the cancellation is %q", entry.Reason)
		}
	}
	if len(paid.Entries) != 0 || outcomes[api.Cancelled] != 1 || outcomes[api.Paid] != 2 || len(outcomes) != 2 {
		t.Errorf("waiting: %+v, finished: %v; want one cancelled and two paid", paid.Entries, outcomes)
	}
}
