package httpapi

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"
)

func TestClientAddr(t *testing.T) {
	t.Parallel()
	s := newServer(Config{TrustedProxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}})
	for name, c := range map[string]struct {
		peer string
		hops []string
		want string
	}{
		"a client":                      {"192.0.2.1:1", nil, "192.0.2.1"},
		"a client that lies":            {"192.0.2.1:1", []string{"198.51.100.1"}, "192.0.2.1"},
		"through the proxy":             {"10.0.0.1:1", []string{"198.51.100.1"}, "198.51.100.1"},
		"a lie through the proxy":       {"10.0.0.1:1", []string{"203.0.113.9, 198.51.100.1"}, "198.51.100.1"},
		"through two proxies":           {"10.0.0.1:1", []string{"198.51.100.1, 10.0.0.2"}, "198.51.100.1"},
		"two headers":                   {"10.0.0.1:1", []string{"203.0.113.9", "198.51.100.1"}, "198.51.100.1"},
		"the proxy itself":              {"10.0.0.1:1", nil, "10.0.0.1"},
		"nonsense through the proxy":    {"10.0.0.1:1", []string{"x"}, "10.0.0.1"},
		"nonsense before a real client": {"10.0.0.1:1", []string{"x, 198.51.100.1"}, "198.51.100.1"},
		"mapped IPv4":                   {"[::ffff:192.0.2.1]:1", nil, "192.0.2.1"},
		"IPv6":                          {"[2001:db8::1]:1", nil, "2001:db8::1"},
		"no address":                    {"@", nil, "invalid IP"},
	} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
		r.RemoteAddr = c.peer
		for _, hop := range c.hops {
			r.Header.Add("X-Forwarded-For", hop)
		}
		if got := s.clientAddr(r).String(); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestBaseURLBelievesTheProxyAlone(t *testing.T) {
	t.Parallel()
	s := newServer(Config{TrustedProxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}})
	for peer, want := range map[string]string{"10.0.0.1:1": "https://example.com", "192.0.2.1:1": "http://example.com"} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
		r.RemoteAddr = peer
		r.Header.Set("X-Forwarded-Proto", "https")
		if got := s.baseURL(r); got != want {
			t.Errorf("%s: %s", peer, got)
		}
	}
}
