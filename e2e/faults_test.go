//go:build unix

package e2e

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync/atomic"
	"testing"
)

// hang never answers.
func hang(_ http.ResponseWriter, r *http.Request) bool {
	_, _ = io.Copy(io.Discard, r.Body) // from then on the end of the connection is noticed
	<-r.Context().Done()
	return true
}

// reset breaks the connection.
func reset(w http.ResponseWriter, _ *http.Request) bool {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(err) // a mistake in the test: HTTP/1 connections can be taken over
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0) // RST, not FIN
	}
	_ = conn.Close()
	return true
}

// says answers with a text.
func says(status int, mediaType, text string) fault {
	return func(w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Content-Type", mediaType)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, text) // the client may be gone
		return true
	}
}

// flood answers with a body of 100 MB. sent is told how much of it the client
// took.
func flood(sent *atomic.Int64) fault {
	return func(w http.ResponseWriter, _ *http.Request) bool {
		const whole = 100 << 20
		w.Header().Set("Content-Type", "application/json")
		piece := bytes.Repeat([]byte(" "), 64<<10)
		for n := 0; n < whole; n += len(piece) {
			if _, err := w.Write(piece); err != nil {
				return true
			}
			sent.Add(int64(len(piece)))
		}
		return true
	}
}

// misbehaviour is a fault and what the screen has to say of it.
type misbehaviour struct {
	name  string
	fault fault
	words string
	state string // of the connection, in the header
	check func(t *testing.T)
}

const (
	htmlPage = "<!doctype html><title>\x1b[2J登录上网</title><h1>Welcome</h1>"
	problem  = `{"title":"Internal Server Error","status":500,"code":"internal"}`
)

func misbehaviours() []misbehaviour {
	const notOurs = "收到的不是报名服务器的应答，可能要先认证上网"
	var sent atomic.Int64
	return []misbehaviour{
		{name: "hangs", fault: hang, words: "服务器没有及时响应", state: "离线"},
		{name: "resets", fault: reset, words: "连接中断，没有收到服务器的应答", state: "离线"},
		{name: "answers HTML", fault: says(http.StatusOK, "text/html", htmlPage), words: notOurs, state: "离线"},
		{name: "answers 500", fault: says(http.StatusInternalServerError, "application/problem+json", problem), words: "服务器出错了，请稍后再试", state: "在线"},
		{name: "answers 502 in HTML", fault: says(http.StatusBadGateway, "text/html", htmlPage), words: notOurs, state: "离线"},
		{name: "answers nonsense", fault: says(http.StatusOK, "application/json", "[null,"), words: notOurs, state: "离线"},
		{name: "sends 100 MB", fault: flood(&sent), words: notOurs, state: "离线", check: func(t *testing.T) {
			t.Helper()
			if got := sent.Load(); got == 0 || got > 50<<20 {
				t.Errorf("the client took %d bytes of the 100 MB", got)
			}
		}},
	}
}

// String names the misbehaviour in a report.
func (m misbehaviour) String() string { return fmt.Sprintf("a server that %s", m.name) }
