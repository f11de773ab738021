package load

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// TestAConnectionLongUnusedIsMadeAnew: the server may have closed it meanwhile.
func TestAConnectionLongUnusedIsMadeAnew(t *testing.T) {
	t.Parallel()
	var connections atomic.Int64
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			connections.Add(1)
		}
	}
	server.Start()
	t.Cleanup(server.Close)
	address := strings.TrimPrefix(server.URL, "http://")
	w := newWorker(t.Context(), Options{Address: address, Steps: []string{"get"}, Connections: 1})
	t.Cleanup(w.hangUp)
	request := fmt.Appendf(nil, "GET / HTTP/1.1\r\nHost: %s\r\n\r\n", address)
	if err := w.connect(); err != nil {
		t.Fatal(err)
	}
	for i, want := range []int64{2, 2, 3} {
		switch i {
		case 0: // it was made a while ago
			w.conn.used = w.conn.used.Add(-keepFresh - time.Nanosecond)
		case 1: // used since
			w.conn.used = w.conn.used.Add(-keepFresh - time.Nanosecond)
		case 2:
			w.conn.used = w.conn.used.Add(-keep - time.Nanosecond)
		}
		if !w.Exchange(0, time.Now(), request, func(*Answer) error { return nil }) {
			t.Fatalf("exchange %d failed: %v", i+1, w.steps[0].why)
		}
		if got := connections.Load(); got != want {
			t.Errorf("%d connections after exchange %d, want %d", got, i+1, want)
		}
	}
}
