package client

import (
	"errors"
	"strings"
	"testing"

	"houbu/api"
)

// TestATokenOfBefore goes on with a login that was kept.
func TestATokenOfBefore(t *testing.T) {
	t.Parallel()
	address := serve(t, sessions("token-1", &log{}))
	c, err := New(Options{Endpoints: []Endpoint{{URL: address}}, Token: "token-1"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	if candidate, err := c.Candidate(t.Context()); err != nil || candidate.Next != api.NextIdentity || c.Token() != "token-1" {
		t.Errorf("candidate %+v, %v, with token %q", candidate, err, c.Token())
	}
	if err := c.Logout(t.Context()); err != nil || c.Token() != "" {
		t.Errorf("logout: %v, and the token is %q", err, c.Token())
	}
}

// TestWhatIsNoTokenIsRefused, and the error does not repeat it.
func TestWhatIsNoTokenIsRefused(t *testing.T) {
	t.Parallel()
	for _, token := range []string{"secret token", "secret\nX-Other: y", "令牌secret", strings.Repeat("secret", 1000)} {
		_, err := New(Options{Endpoints: []Endpoint{{URL: "http://127.0.0.1:1"}}, Token: token})
		if !errors.Is(err, ErrToken) || strings.Contains(err.Error(), "secret") {
			t.Errorf("a token of %d bytes: %v, want ErrToken", len(token), err)
		}
	}
}
