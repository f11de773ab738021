package screens

import (
	"context"
	"io"
	"net/http"
	"testing"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

// cutOff is a transport on which every request is sent and no reply comes.
type cutOff struct{}

func (cutOff) RoundTrip(*http.Request) (*http.Response, error) { return nil, io.ErrUnexpectedEOF }

// lostReply is what the client answers when the reply to an irreversible
// request was lost: only the client itself can say that an outcome is unknown.
func lostReply(t *testing.T) error {
	t.Helper()
	c, err := client.New(client.Options{Endpoints: testLines(), Transport: cutOff{}, Retries: -1})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Join(t.Context(), client.NewKey(), api.Join{CampusCode: "993010", Subject: "F1"})
	if !lost(err) {
		t.Fatalf("the client says %v, want an unknown outcome", err)
	}
	return err
}

// losing makes every irreversible request of a backend lose its reply.
func losing(t *testing.T, f *fakeBackend) *fakeBackend {
	t.Helper()
	f.join = func(string, api.Join) (api.Receipt, error) { return api.Receipt{}, lostReply(t) }
	f.cancel = func(string, string, api.Cancellation) (api.Receipt, error) { return api.Receipt{}, lostReply(t) }
	f.chooseReport = func(string, string, api.ReportChoice) (api.Receipt, error) { return api.Receipt{}, lostReply(t) }
	f.createOrder = func(string, api.NewOrder) (api.Order, error) { return api.Order{}, lostReply(t) }
	return f
}

// TestLostReplyStandsOnTheButton: while the outcome is looked up, the button says
// that it is being checked, not that it is being submitted, and does nothing.
func TestLostReplyStandsOnTheButton(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		backend *fakeBackend
		at      tui.Step
		button  string
		open    func(s *stage) // until the focus is on the button that submits
		doing   string
	}{
		"written": {offering(writtenPools()), tui.StepWritten, "提交候补", func(s *stage) {
			chooseWritten(s)
			s.press(s.deps.Keys.Activate)
		}, "正在提交候补"},
		"cancel": {willing(api.NextInfo), tui.StepCancelReason, "确定", func(s *stage) {
			cancelling(s, waitingEntry("1", "英语四级", 17))
			s.press(s.deps.Keys.Toggle)
			s.on("确定")
		}, "正在取消候补"},
		"oral": {holding(), tui.StepOral, "提交候补", func(s *stage) {
			openOral(s)
			s.press(s.deps.Keys.Activate)
		}, "正在提交候补"},
		"report": {holding(), tui.StepReport, "保存", func(s *stage) {
			pickReport(s)
			s.press(s.deps.Keys.Activate)
		}, "正在保存"},
		"pay": {holding(), tui.StepPay, "去支付", func(s *stage) {
			openPay(s)
			s.press(s.deps.Keys.Activate)
		}, "正在生成订单"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			asked := 0
			losing(t, c.backend).outcome = func(string, func(context.Context) (api.Receipt, error)) (api.Receipt, error) {
				asked++
				return api.Receipt{}, failure(client.Offline)
			}
			s := on80x24(t, c.backend)
			c.open(s)
			s.hold()
			s.press(s.deps.Keys.Activate)
			s.goOnUntil(c.doing)
			s.sees("[ " + c.doing + " ]")
			s.goOnUntil("结果未知，正在核对")
			s.sees("[ 正在核对 ]")
			s.seesNot(c.doing)
			s.press(s.deps.Keys.Activate, s.deps.Keys.Refresh, s.deps.Keys.Back)
			s.release()
			s.at(c.at)
			s.sees("连接不上", "▸[ "+c.button+" ]") // it works again
			s.seesNot("正在核对")
			if asked != 1 {
				t.Errorf("looked the outcome up %d times", asked)
			}
		})
	}
}
