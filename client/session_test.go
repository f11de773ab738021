package client

import (
	"net/http"
	"sync"
	"testing"

	"houbu/api"
)

func sessions(token string, asked *log) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		asked.add(r)
		switch {
		case r.Method == http.MethodPost && r.URL.Path == api.PathSessions && r.Header.Get("Authorization") == "":
			reply(w, api.Session{Token: token, Candidate: api.Candidate{Account: "demo1@houbu.test", Next: api.NextAgreement}})
		case r.Header.Get("Authorization") != "Bearer "+token:
			problem(w, http.StatusUnauthorized, api.Problem{Code: api.CodeUnauthorized})
		case r.Method == http.MethodDelete && r.URL.Path == api.PathSession:
			w.WriteHeader(http.StatusNoContent)
		default:
			reply(w, api.Candidate{Next: api.NextIdentity})
		}
	}
}

func TestLoginAndLogout(t *testing.T) {
	t.Parallel()
	var asked log
	c, _ := newClient(t, Options{}, serve(t, sessions("token-1", &asked)))
	c.token = "" // nobody is logged in
	if err := c.Logout(t.Context()); err != nil || len(asked.all()) != 0 {
		t.Errorf("logging out without a login: %v, %d requests; want none", err, len(asked.all()))
	}
	candidate, err := c.Login(t.Context(), "demo1@houbu.test", "Houbu2026!")
	if err != nil || candidate.Next != api.NextAgreement || !c.LoggedIn() {
		t.Fatalf("login: %+v, %v, logged in %v", candidate, err, c.LoggedIn())
	}
	// A second login must not show the first one's token.
	if _, err := c.Login(t.Context(), "demo2@houbu.test", "Houbu2026!"); err != nil {
		t.Fatalf("second login: %v", err)
	}
	if candidate, err = c.Candidate(t.Context()); err != nil || candidate.Next != api.NextIdentity {
		t.Errorf("candidate: %+v, %v", candidate, err)
	}
	if err := c.Logout(t.Context()); err != nil || c.LoggedIn() {
		t.Errorf("logout: %v, logged in %v", err, c.LoggedIn())
	}
}

func TestLogoutForgetsEvenWhenItFails(t *testing.T) {
	t.Parallel()
	c, _ := newClient(t, Options{}, gone(t))
	c.token = "token"
	err := c.Logout(t.Context())
	if e := failure(t, err); e.Kind != Offline || c.LoggedIn() {
		t.Errorf("got %v, logged in %v; want offline and the token forgotten", e, c.LoggedIn())
	}
}

func TestAnEndedSessionIsForgotten(t *testing.T) {
	t.Parallel()
	c, _ := newClient(t, Options{}, serve(t, sessions("token-2", &log{})))
	c.token = "token-1"
	_, err := c.Candidate(t.Context())
	if e := failure(t, err); e.Kind != Refused || e.Code != api.CodeUnauthorized || c.LoggedIn() {
		t.Errorf("got %v, logged in %v; want unauthorized and the token forgotten", e, c.LoggedIn())
	}
	c.token = "token-1"
	if err := c.Logout(t.Context()); err != nil {
		t.Errorf("logging out of an ended session: %v, want no error", err)
	}
	c.token = "new"
	c.forget("old")
	if !c.LoggedIn() {
		t.Error("the answer to an old token ended the new login")
	}
}

func TestUnusableTokensAreBadAnswers(t *testing.T) {
	t.Parallel()
	for _, token := range []string{"", "a b", "a\r\nX: y", "令牌", string(make([]byte, 5000))} {
		c, _ := newClient(t, Options{}, serve(t, sessions(token, &log{})))
		c.token = "" // nobody is logged in
		_, err := c.Login(t.Context(), "a", "b")
		if e := failure(t, err); e.Kind != BadAnswer || c.LoggedIn() {
			t.Errorf("token %q: got %v, logged in %v", token, e, c.LoggedIn())
		}
	}
}

func TestWrongPasswordKeepsNoLogin(t *testing.T) {
	t.Parallel()
	c, _ := newClient(t, Options{}, serve(t, func(w http.ResponseWriter, _ *http.Request) {
		problem(w, http.StatusUnauthorized, api.Problem{Code: api.CodeWrongPassword})
	}))
	c.token = "" // nobody is logged in
	_, err := c.Login(t.Context(), "a", "b")
	if e := failure(t, err); e.Code != api.CodeWrongPassword || c.LoggedIn() {
		t.Errorf("got %v, logged in %v", e, c.LoggedIn())
	}
}

func TestConcurrentUse(t *testing.T) {
	t.Parallel()
	address := serve(t, sessions("token", &log{}))
	c, _ := newClient(t, Options{}, address, address)
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			c.Use(i % 2)
			if _, err := c.Login(t.Context(), "a", "b"); err != nil {
				t.Error(err)
			}
			if _, err := c.Candidate(t.Context()); err != nil && CodeOf(err) != api.CodeUnauthorized {
				t.Error(err)
			}
			if i == 7 {
				_ = c.Logout(t.Context()) // races with the others on purpose
			}
		})
	}
	group.Wait()
}
