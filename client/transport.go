package client

import (
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/go-resty/resty/v2"
)

// Limits of a connection's parts. The whole try is limited by Options.Timeout.
const (
	dialTimeout = 5 * time.Second
	tlsTimeout  = 5 * time.Second
	idleTimeout = 45 * time.Second // shorter than common servers', so that they seldom close first
	idlePerHost = 4
	idleShared  = 128 // of a SharedTransport, for each line
)

// newResty returns a resty client that keeps quiet: no cookie jar, no log, no
// debug output, no retries of its own (they know nothing of idempotency keys)
// and no redirects, which only a captive portal would send.
func newResty(transport http.RoundTripper, userAgent string) *resty.Client {
	if userAgent == "" {
		userAgent = "houbu"
	}
	return resty.NewWithClient(&http.Client{Transport: transport}).
		SetCookieJar(nil).
		SetLogger(silent{}).
		SetDisableWarn(true).
		SetDebug(false).
		SetRetryCount(0).
		SetResponseBodyLimit(maxBody).
		SetHeader("User-Agent", userAgent).
		SetHeader("Accept", "application/json").
		SetRedirectPolicy(resty.RedirectPolicyFunc(refuseRedirect))
}

// refuseRedirect makes the redirecting answer itself the answer.
func refuseRedirect(*http.Request, []*http.Request) error {
	return http.ErrUseLastResponse
}

type proxyFunc func(*http.Request) (*url.URL, error)

func newTransport(timeout time.Duration, proxy proxyFunc) *http.Transport {
	dialer := &net.Dialer{Timeout: min(dialTimeout, timeout), KeepAlive: 15 * time.Second}
	return &http.Transport{
		Proxy:                  exceptLoopback(proxy),
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		TLSHandshakeTimeout:    min(tlsTimeout, timeout),
		ResponseHeaderTimeout:  timeout,
		ExpectContinueTimeout:  time.Second,
		IdleConnTimeout:        idleTimeout,
		MaxIdleConnsPerHost:    idlePerHost,
		MaxResponseHeaderBytes: maxHeader,
	}
}

// SharedTransport returns a transport for any number of clients with the default
// timeout, so that a process with thousands of people keeps few connections to the
// backend. Close of a client leaves its connections alone. A connection carries one
// request at a time and knows nobody: the token comes with each request.
func SharedTransport() http.RoundTripper {
	shared := newTransport(DefaultTimeout, http.ProxyFromEnvironment)
	shared.MaxIdleConnsPerHost = idleShared
	return lastingTransport{shared}
}

// lastingTransport hides that a transport can close its connections.
type lastingTransport struct{ http.RoundTripper }

// exceptLoopback keeps requests to this machine away from any proxy: the
// embedded backend listens there, and no proxy could reach it.
func exceptLoopback(proxy proxyFunc) proxyFunc {
	return func(request *http.Request) (*url.URL, error) {
		host := request.URL.Hostname()
		if ip := net.ParseIP(host); host == "localhost" || (ip != nil && ip.IsLoopback()) {
			return nil, nil // net/http's way to say: no proxy
		}
		return proxy(request)
	}
}

// silent is resty's logger that says nothing: its lines would stand on the
// screen, and may hold addresses and bodies.
type silent struct{}

func (silent) Errorf(string, ...any) {}
func (silent) Warnf(string, ...any)  {}
func (silent) Debugf(string, ...any) {}
