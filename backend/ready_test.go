package backend_test

import (
	"net/http"
	"testing"

	"houbu/api"
)

// TestHealthTellsBalancersToGoElsewhere asks a backend that works, one that is
// about to stop and still answers, and one whose database is away.
func TestHealthTellsBalancersToGoElsewhere(t *testing.T) {
	t.Parallel()
	p := newPair(t, 0)
	token := p.login(0, "a")
	var health api.Health
	p.at(0, "").do(http.MethodGet, api.PathHealth, nil, &health, http.StatusOK)
	if health.Status != "ok" {
		t.Errorf("the status is %q", health.Status)
	}
	p.both[0].Leave()
	var no api.Problem
	p.at(0, "").do(http.MethodGet, api.PathHealth, nil, &no, http.StatusServiceUnavailable)
	if no.Code != api.CodeUnavailable || no.RetryAfter != 1 {
		t.Errorf("about to stop: %+v", no)
	}
	p.info(0, token) // who comes yet is answered
	p.at(1, "").do(http.MethodGet, api.PathHealth, nil, nil, http.StatusOK)
	if err := p.both[1].Close(); err != nil { // its database is away
		t.Fatal(err)
	}
	p.at(1, "").do(http.MethodGet, api.PathHealth, nil, &no, http.StatusServiceUnavailable)
	if no.Code != api.CodeUnavailable {
		t.Errorf("without a database: %+v", no)
	}
}
