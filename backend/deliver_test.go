package backend_test

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"houbu/api"
	"houbu/backend/notice"
)

// receiver is a notifier of which a test knows what it got.
type receiver struct {
	got    chan notice.Message
	answer func(ctx context.Context) error
}

func (*receiver) Name() string { return "test" }

func (r *receiver) Send(ctx context.Context, m notice.Message) error {
	select {
	case r.got <- m:
	default: // a test that wants one has it
	}
	return r.answer(ctx)
}

// TestNoticesDoNotMatter has candidates pay and give up as ever while notices
// cannot be delivered, in each way.
func TestNoticesDoNotMatter(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]func(ctx context.Context) error{
		"down":  func(context.Context) error { return errors.New("down") },
		"panic": func(context.Context) error { panic("a notifier that panics") },
		"hangs": func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() },
		"works": func(context.Context) error { return nil },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			config := practiceConfig(t, newClock())
			config.PublicURL = "https://bm.example.cn"
			to := &receiver{got: make(chan notice.Message, 1), answer: answer}
			config.Notifiers = []notice.Notifier{to}
			b := open(t, config)
			c, order, cashier := ordered(t, b, config)
			c.submit(cashier+"/refuse", cashier+"/refuse", url.Values{})
			m := <-to.got // of the end of the seat: the worker is at it
			if m.ID == "" || m.Type != "waitlist.closed" || m.Data.Phone == "" || !strings.Contains(m.Data.Text, "支付已放弃") {
				t.Errorf("the first message is %+v", m)
			}
			var info api.Info
			c.do(http.MethodGet, strings.Replace(api.PathOrder, "{id}", order.ID, 1), nil, &order, http.StatusOK)
			c.do(http.MethodPost, api.PathEntries, api.Join{CampusCode: "993010", Subject: "1"}, nil, http.StatusCreated)
			c.do(http.MethodGet, api.PathRegistration, nil, &info, http.StatusOK)
			if order.State != api.OrderRefused || len(info.Written) != 0 || len(info.Entries) != 1 || info.Entries[0].State != api.Waiting {
				t.Errorf("order %s, registrations %+v, entries %+v", order.State, info.Written, info.Entries)
			}
		})
	}
}

// TestAPracticeSessionKeepsNoNotices refuses a payment without a notifier.
func TestAPracticeSessionKeepsNoNotices(t *testing.T) {
	t.Parallel()
	config := practiceConfig(t, newClock())
	config.PublicURL = "https://bm.example.cn"
	c, _, cashier := ordered(t, open(t, config), config)
	c.submit(cashier+"/refuse", cashier+"/refuse", url.Values{})
	if n := look(t, config, "SELECT count(*) FROM outbox"); n != 0 {
		t.Errorf("%d notices are kept", n)
	}
}
