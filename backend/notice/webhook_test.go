package notice_test

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"houbu/backend/notice"
)

// key is the secret of the tests.
var key = []byte("0123456789abcdef01234567")

// message is a message with what must stand in no log.
func message() notice.Message {
	return notice.Message{
		ID: "offer_e1", Type: "waitlist.offer", Timestamp: start,
		Data: notice.Data{Phone: "13800001234", Text: "候补成功，请支付", EntryID: "e1"},
	}
}

// hook is a webhook to an address of a test server.
func hook(t *testing.T, address string, client *http.Client) *notice.Webhook {
	t.Helper()
	w, err := notice.NewWebhook(notice.WebhookOptions{
		Address: address, Secrets: notice.Secrets{key}, Transport: client.Transport, Now: func() time.Time { return start },
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// mac is HMAC-SHA256 as RFC 2104 writes it, apart from the library that signs.
func mac(key, text []byte) string {
	inner, outer := make([]byte, sha256.BlockSize), make([]byte, sha256.BlockSize)
	copy(inner, key)
	copy(outer, key)
	for i := range inner {
		inner[i] ^= 0x36
		outer[i] ^= 0x5c
	}
	first := sha256.Sum256(append(inner, text...))
	sum := sha256.Sum256(append(outer, first[:]...))
	return base64.StdEncoding.EncodeToString(sum[:])
}

func TestAWebhookIsSigned(t *testing.T) {
	t.Parallel()
	type request struct {
		method, path string
		header       http.Header
		body         []byte
	}
	got := make(chan request, 1)
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		got <- request{r.Method, r.URL.String(), r.Header, body}
		w.WriteHeader(http.StatusNoContent)
	}))
	defer server.Close()
	if err := hook(t, server.URL+"/in?token=t1", server.Client()).Send(t.Context(), message()); err != nil {
		t.Fatal(err)
	}
	r := <-got
	var sent notice.Message
	if err := json.Unmarshal(r.body, &sent); err != nil || sent != message() || r.method != http.MethodPost || r.path != "/in?token=t1" {
		t.Errorf("%s %s with %s, %v", r.method, r.path, r.body, err)
	}
	at := strconv.FormatInt(start.Unix(), 10)
	for name, want := range map[string]string{
		notice.HeaderID:        "offer_e1",
		notice.HeaderTimestamp: at,
		notice.HeaderSignature: "v1," + mac(key, []byte("offer_e1."+at+"."+string(r.body))),
		"Content-Type":         "application/json",
	} {
		if value := r.header.Get(name); value != want {
			t.Errorf("%s is %q, want %q", name, value, want)
		}
	}
}

// TestReceivers has one line for each way a receiver answers.
func TestReceivers(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		status int
		header map[string]string
		want   *notice.SendError
	}{
		"ok":                   {200, nil, nil},
		"accepted":             {202, nil, nil},
		"moved":                {307, map[string]string{"Location": "/elsewhere"}, &notice.SendError{Class: "redirect", Status: 307}},
		"found":                {302, map[string]string{"Location": "/elsewhere"}, &notice.SendError{Class: "redirect", Status: 302}},
		"bad":                  {400, nil, &notice.SendError{Class: "http", Status: 400, Permanent: true}},
		"unauthorized":         {401, nil, &notice.SendError{Class: "http", Status: 401, Permanent: true}},
		"not found":            {404, nil, &notice.SendError{Class: "http", Status: 404, Permanent: true}},
		"gone":                 {410, nil, &notice.SendError{Class: "http", Status: 410, Permanent: true}},
		"timeout":              {408, nil, &notice.SendError{Class: "http", Status: 408}},
		"too many":             {429, map[string]string{"Retry-After": "120"}, &notice.SendError{Class: "http", Status: 429, RetryAfter: 2 * time.Minute}},
		"broken":               {500, nil, &notice.SendError{Class: "http", Status: 500}},
		"away until":           {503, map[string]string{"Retry-After": "Tue, 01 Sep 2026 01:05:00 GMT"}, &notice.SendError{Class: "http", Status: 503, RetryAfter: 5 * time.Minute}},
		"away until yesterday": {503, map[string]string{"Retry-After": "Mon, 31 Aug 2026 01:05:00 GMT"}, &notice.SendError{Class: "http", Status: 503}},
		"nonsense":             {503, map[string]string{"Retry-After": "soon"}, &notice.SendError{Class: "http", Status: 503}},
		"negative":             {503, map[string]string{"Retry-After": "-5"}, &notice.SendError{Class: "http", Status: 503}},
		"never":                {503, map[string]string{"Retry-After": "999999999999"}, &notice.SendError{Class: "http", Status: 503, RetryAfter: 365 * 24 * time.Hour}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path != "/in" {
					t.Errorf("a redirect was followed to %s", r.URL.Path)
				}
				for name, value := range test.header {
					w.Header().Set(name, value)
				}
				w.WriteHeader(test.status)
			}))
			defer server.Close()
			wantError(t, hook(t, server.URL+"/in", server.Client()).Send(t.Context(), message()), test.want)
		})
	}
}

// wantError compares an error, and looks for what must not stand in its text.
func wantError(t *testing.T, err error, want *notice.SendError) {
	t.Helper()
	var got *notice.SendError
	switch {
	case want == nil && err == nil:
		return
	case want == nil || !errors.As(err, &got) || *got != *want:
		t.Errorf("got %+v, want %+v", err, want)
		return
	}
	for _, secret := range []string{"13800001234", "127.0.0.1", "token", "/in"} {
		if strings.Contains(err.Error(), secret) {
			t.Errorf("the error %q tells %q", err, secret)
		}
	}
}

// TestReceiversThatDoNotAnswer has one line for each failure before a status.
func TestReceiversThatDoNotAnswer(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		serve func(w http.ResponseWriter, r *http.Request)
		class string
	}{
		"hangs up": {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, "connection"},
		"hangs": {func(_ http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body) // a server notices that its client has gone only then
			<-r.Context().Done()
		}, "timeout"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewTLSServer(http.HandlerFunc(test.serve))
			defer server.Close()
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			if test.class == "timeout" {
				ctx, cancel = context.WithTimeout(ctx, 50*time.Millisecond)
				defer cancel()
			}
			wantError(t, hook(t, server.URL+"/in", server.Client()).Send(ctx, message()), &notice.SendError{Class: test.class})
		})
	}
}

// TestReceiversThatCannotBeTrusted must not get a message: a certificate of
// nobody, no TLS at all, and nobody there.
func TestReceiversThatCannotBeTrusted(t *testing.T) {
	t.Parallel()
	never := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the message arrived") })
	unknown := httptest.NewUnstartedServer(never)
	unknown.Config.ErrorLog = quiet()
	unknown.StartTLS()
	defer unknown.Close()
	plain := httptest.NewServer(never)
	defer plain.Close()
	gone := httptest.NewTLSServer(never)
	gone.Close()
	for address, class := range map[string]string{
		unknown.URL: "tls",
		"https" + strings.TrimPrefix(plain.URL, "http"): "tls",
		gone.URL: "connect",
	} {
		wantError(t, hook(t, address+"/in", &http.Client{}).Send(t.Context(), message()), &notice.SendError{Class: class})
	}
}

func TestWebhookAddresses(t *testing.T) {
	t.Parallel()
	for address, ok := range map[string]bool{
		"https://sms.example.edu/in?token=secret": true,
		"http://127.0.0.1:8080/in":                true,
		"http://[::1]/in":                         true,
		"http://localhost/in":                     true,
		"http://sms.example.edu/in":               false,
		"http://10.0.0.1/in":                      false,
		"ftp://sms.example.edu/in":                false,
		"https://me:secret@sms.example.edu/in":    false,
		"https://sms.example.edu/in#secret":       false,
		"https:///in":                             false,
		"sms.example.edu":                         false,
		"":                                        false,
		"https://secret\x7f":                      false,
	} {
		_, err := notice.NewWebhook(notice.WebhookOptions{Address: address, Secrets: notice.Secrets{key}})
		if ok != (err == nil) || (!ok && (!errors.Is(err, notice.ErrAddress) || strings.Contains(err.Error(), "secret"))) {
			t.Errorf("%q: %v", address, err)
		}
	}
	if _, err := notice.NewWebhook(notice.WebhookOptions{Address: "https://a.example"}); !errors.Is(err, notice.ErrSecret) {
		t.Errorf("without a secret: %v", err)
	}
}
