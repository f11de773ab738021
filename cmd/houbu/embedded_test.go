package main

import (
	"context"
	"net/netip"
	"net/url"
	"testing"
)

// TestTheEmbeddedBackendIsOnLoopbackOnly: nobody else on the network may reach
// the practice session of a person, whose password stands in the README.
func TestTheEmbeddedBackendIsOnLoopbackOnly(t *testing.T) {
	t.Parallel()
	ctx, fail := context.WithCancelCause(t.Context())
	e, err := startEmbedded(ctx, rootFlags{data: t.TempDir()}, fail)
	if err != nil {
		t.Fatal(err)
	}
	defer e.close()
	var addresses []string
	for _, listener := range e.listeners {
		addresses = append(addresses, listener.Addr().String())
	}
	for _, endpoint := range e.endpoints() {
		u, err := url.Parse(endpoint.URL)
		if err != nil {
			t.Fatal(err)
		}
		addresses = append(addresses, u.Host)
	}
	if want := 2 * len(lineNames()); len(addresses) != want {
		t.Errorf("addresses %q, want %d", addresses, want)
	}
	for _, address := range addresses {
		if at, err := netip.ParseAddrPort(address); err != nil || !at.Addr().IsLoopback() || at.Port() == 0 {
			t.Errorf("the backend is at %q, %v; want a loopback address", address, err)
		}
	}
}
