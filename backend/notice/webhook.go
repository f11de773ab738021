package notice

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// What Webhook sends beside the body, after the Standard Webhooks
// specification.
const (
	HeaderID        = "webhook-id"
	HeaderTimestamp = "webhook-timestamp"
	HeaderSignature = "webhook-signature"
)

// ErrAddress is returned for an address that messages may not be posted to.
var ErrAddress = errors.New("a webhook's address is https://…, or http:// to a loopback address, without a user and a fragment")

// maxReply is how much of a reply is read, to use the connection again.
const maxReply = 16 << 10

// Webhook posts each message as JSON to an address, signed.
type Webhook struct {
	to      string
	secrets Secrets
	client  *http.Client
	now     func() time.Time
}

// WebhookOptions are what a Webhook works with.
type WebhookOptions struct {
	Address   string
	Secrets   Secrets
	Transport http.RoundTripper // nil for one of its own
	Now       func() time.Time  // nil for time.Now
}

// NewWebhook returns a notifier that posts to an address. Phone numbers go
// there: without TLS only to this machine (else ErrAddress).
func NewWebhook(o WebhookOptions) (*Webhook, error) {
	if err := checkAddress(o.Address); err != nil {
		return nil, err
	}
	if len(o.Secrets) == 0 {
		return nil, ErrSecret
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Transport == nil {
		o.Transport = &http.Transport{
			Proxy:               http.ProxyFromEnvironment,
			DialContext:         (&net.Dialer{Timeout: 5 * time.Second}).DialContext,
			TLSHandshakeTimeout: 5 * time.Second,
			MaxIdleConnsPerHost: DefaultConcurrency,
			IdleConnTimeout:     time.Minute,
			ForceAttemptHTTP2:   true,
		}
	}
	client := &http.Client{
		Transport: o.Transport,
		// A message and its phone number go where the operator said, nowhere else.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return &Webhook{to: o.Address, secrets: o.Secrets, client: client, now: o.Now}, nil
}

func checkAddress(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.User != nil || u.Fragment != "" {
		return ErrAddress // the parser's error would quote it
	}
	ip := net.ParseIP(u.Hostname())
	local := u.Hostname() == "localhost" || (ip != nil && ip.IsLoopback())
	if u.Scheme != "https" && (u.Scheme != "http" || !local) {
		return ErrAddress
	}
	return nil
}

// Name is "webhook".
func (w *Webhook) Name() string { return "webhook" }

// Send posts a message. Any 2xx is a delivery; 4xx is permanent, apart from 408
// and 429; everything else is worth another try.
func (w *Webhook) Send(ctx context.Context, m Message) error {
	body, err := json.Marshal(m)
	if err != nil {
		return &SendError{Class: "encode", Permanent: true}
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, w.to, bytes.NewReader(body))
	if err != nil {
		return &SendError{Class: "address", Permanent: true}
	}
	at := w.now()
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", "houbu")
	request.Header.Set(HeaderID, m.ID)
	request.Header.Set(HeaderTimestamp, strconv.FormatInt(at.Unix(), 10))
	request.Header.Set(HeaderSignature, w.secrets.sign(m.ID, at, body))
	reply, err := w.client.Do(request)
	if err != nil {
		return &SendError{Class: classOf(err)}
	}
	defer func() { _ = reply.Body.Close() }()                        // only read
	_, _ = io.Copy(io.Discard, io.LimitReader(reply.Body, maxReply)) // the status is the answer
	return w.judge(reply)
}

// judge turns a reply into what the worker needs to know.
func (w *Webhook) judge(reply *http.Response) error {
	status := reply.StatusCode
	failed := &SendError{Class: "http", Status: status, RetryAfter: retryAfter(reply.Header.Get("Retry-After"), w.now())}
	switch {
	case status >= 200 && status < 300:
		return nil
	case status >= 300 && status < 400:
		failed.Class = "redirect"
	case status == http.StatusRequestTimeout, status == http.StatusTooManyRequests:
	case status >= 400 && status < 500:
		failed.Permanent = true
	}
	return failed
}

// retryAfter reads a Retry-After header, in seconds or as a date; 0 for none.
func retryAfter(value string, now time.Time) time.Duration {
	const most = 365 * 24 * 60 * 60
	if seconds, err := strconv.Atoi(value); err == nil {
		return time.Duration(max(0, min(seconds, most))) * time.Second
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(0, at.Sub(now))
	}
	return 0
}
