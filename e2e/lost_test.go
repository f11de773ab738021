//go:build unix

package e2e

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"houbu/api"
)

// lossy loses every reply to 提交候补 until it is mended, and lets nobody look
// the outcome up before that.
type lossy struct {
	line    *proxy
	forward bool // the request comes through, only the reply is lost
	mended  chan struct{}

	mu   sync.Mutex // guards keys
	keys []string   // of the requests that were lost
}

func (l *lossy) fault(w http.ResponseWriter, r *http.Request) bool {
	select {
	case <-l.mended:
		return false
	default:
	}
	receipts := strings.TrimSuffix(api.PathReceipt, "{key}")
	switch {
	case r.Method == http.MethodPost && r.URL.Path == api.PathEntries:
		l.mu.Lock()
		l.keys = append(l.keys, r.Header.Get(api.HeaderIdempotencyKey))
		l.mu.Unlock()
		if l.forward {
			l.line.ServeHTTP(httptest.NewRecorder(), r)
		}
		return reset(w, r)
	case strings.HasPrefix(r.URL.Path, receipts):
		select {
		case <-l.mended:
		case <-r.Context().Done():
		}
	}
	return false
}

// oneKey fails unless every try had the same key.
func (l *lossy) oneKey(t *testing.T) {
	t.Helper()
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, key := range l.keys {
		if key == "" || key != l.keys[0] {
			t.Errorf("the tries had the keys %q", l.keys)
		}
	}
}

// TestALostReply loses the reply to 提交候补, with and without the request
// before it. The screen never says that it failed; it finds out, and there is
// one entry.
func TestALostReply(t *testing.T) {
	t.Parallel()
	s := serve(t, 3, seats{"993010", "1", 0})
	for i, test := range []struct {
		name    string
		forward bool
		leave   bool // the candidate does not wait for the outcome
	}{
		{"of a request that came through", true, false},
		{"of a request that did not", false, false},
		{"and the candidate leaves", true, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			who := candidate(i)
			other := drive(t, s.url(), who)
			other.goTo(api.NextWritten)
			l := &lossy{line: front(t, s.url()), forward: test.forward, mended: make(chan struct{})}
			c := start(t, "--server", l.line.url)
			c.logIn(who)
			c.pick()
			l.line.breakBy(l.fault)
			c.activate("提交候补")
			c.answer("确认提交候补", "确定")
			c.waitFor("结果未知，正在核对")
			c.mustNotShow("失败", "出错", "重试")
			if test.leave {
				c.kill()
				c = start(t, "--server", s.url())
				c.logIn(who)
			} else {
				close(l.mended)
				c.waitFor("提交成功，正在候补")
			}
			c.atInfo()
			c.mustShow("正在候补")
			l.oneKey(t)
			if info, list := other.info(), other.finished(); len(info.Entries) != 1 || len(list) != 0 {
				t.Errorf("entries %+v, finished %+v; want one that waits", info.Entries, list)
			}
		})
	}
}
