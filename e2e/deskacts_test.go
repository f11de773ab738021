//go:build unix

package e2e

import (
	"strings"
	"testing"
	"time"

	"houbu/api"
	"houbu/backend/store"
	"houbu/client"
)

// TestActsAtTheDesk is a manager with two candidates. One has locked the account with
// wrong passwords and cannot join: the desk joins for them, unlocks the account, with
// which they log in, and unbinds it, so that it is nobody's while the place in the
// queue is kept. The other has paid twice, and one payment is marked as given back.
func TestActsAtTheDesk(t *testing.T) {
	t.Parallel()
	s, who, payer := serve(t, 2, seats{"993010", "1", 1}), candidate(0), candidate(1)
	drive(t, s.url(), who).goTo(api.NextWritten)
	lockOut(t, s.url(), who)
	paid := drive(t, s.url(), payer)
	paid.goTo(api.NextInfo) // and has the seat
	order, err := paid.api.CreateOrder(t.Context(), client.NewKey(), api.NewOrder{Registrations: []string{paid.info().Written[0].ID}})
	paid.must(err)
	s.kill()
	employ(t, s, "chief.li", api.RoleManager, who, who.name)
	s.payLate(order)
	s.address = fixedPort(t, portOfDeskActs)
	s.start()

	c := atDesk(t, s, "chief.li")
	c.find(who)
	c.activate("代为候补")
	c.waitFor("空余/容量", "英语四级")
	c.waitGone("正在读取")
	c.choose("(", "英语四级")
	c.act("提交候补", "代为提交候补", "本人到现场", "审计记录第 4 条")
	c.waitFor("资格信息", "正在候补")

	c.activate("解锁账号")
	c.waitFor("清除登录失败")
	c.act("解锁账号", "解锁账号", "已核对证件", "账号已解锁（审计记录第 5 条）")
	again := drive(t, s.url(), who)
	if list := again.info().Entries; len(list) != 1 || list[0].State != api.Waiting {
		t.Errorf("the candidate, who has joined at the desk, sees %+v", list)
	}

	c.waitFor("资格信息")
	c.activate("解除绑定")
	c.waitFor("账号和考生分开")
	c.act("解除绑定", "解除绑定", "账号是别人的", "绑定已解除（审计记录第 6 条）")
	is, err := again.api.Candidate(t.Context())
	if again.must(err); is.Next == api.NextInfo || is.Name != "" {
		t.Errorf("the account is still %q's, at %q", is.Name, is.Next)
	}
	c.waitFor("资格信息", "正在候补") // the student keeps the place
	c.mustNotShow("[ 解除绑定 ]")

	c.press("Esc")
	c.waitFor("按什么找")
	c.press("Esc")
	c.waitFor("[ 看板 ]")
	c.activate("支付")
	c.waitFor("1 个订单需要处理", "要退款", payer.name)
	c.activate("标记退款")
	c.waitFor("标记不移动款项", "late-payment")
	c.act("标记退款", "标记退款", "已从平台退回", "已标记退款（审计记录第 7 条）")
	c.waitFor("没有需要处理的订单")
	var refunds []string
	for _, act := range drive(t, s.url(), payer).info().StaffActions {
		refunds = append(refunds, string(act.Action)+" "+act.Note)
	}
	if got := strings.Join(refunds, ", "); got != string(api.AuditRefund)+" 已从平台退回" {
		t.Errorf("the candidate who paid twice reads %q", got)
	}
}

// act writes a note, does what a button says and confirms it, where the safe button
// has the focus at first.
func (c *term) act(button, title, note, done string) {
	c.t.Helper()
	c.fill("说明", note)
	c.activate(button)
	if first := c.open(title); first != "[ 不做 ]" {
		c.t.Errorf("%q has the focus at first, not the safe button", first)
	}
	c.mustShow("说明：" + note)
	c.answer(title, button)
	c.waitFor(done)
}

// lockOut tries wrong passwords until the account is locked.
func lockOut(t *testing.T, url string, who person) {
	t.Helper()
	c, err := client.New(client.Options{Endpoints: []client.Endpoint{{Name: "公网", URL: url}}})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	const most = 20
	for range most {
		if _, err = c.Login(t.Context(), who.account, "not-"+who.password); client.CodeOf(err) == api.CodeAccountLocked {
			return
		}
	}
	t.Fatalf("the account is not locked: %v", err)
}

// payLate has the books hold a payment that could not be used, as one that comes after
// another. The backend does not run meanwhile.
func (s *server) payLate(order api.Order) {
	s.t.Helper()
	db, err := store.Open(s.t.Context(), strings.TrimSpace(s.flags()[1]))
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			s.t.Error(err)
		}
	}()
	if err := db.Write(s.t.Context(), func(tx store.Tx) error {
		_, err := tx.ExecContext(s.t.Context(),
			"INSERT INTO payments (ref, order_id, amount_fen, method, at, refund_due, note) VALUES ($1, $2, $3, $4, $5, 1, $6)",
			"late-payment", order.ID, order.AmountFen, "alipay", time.Now().UnixNano(), "second payment of a paid order")
		return err
	}); err != nil {
		s.t.Fatal(err)
	}
}
