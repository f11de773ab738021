package client

import (
	"context"
	"net/http"
	"strings"

	"houbu/api"
)

// Login logs in (step 1) and returns who it is and how far they are. The token
// stays in memory. It is sent again only when an overloaded backend has turned it
// away before it was counted: any other second try could lock the account. The
// codes to expect are wrong_password, account_locked and too_many_requests.
func (c *Client) Login(ctx context.Context, account, password string) (api.Candidate, error) {
	session, err := fetch(ctx, c, call{
		op: opLogin, method: http.MethodPost, path: api.PathSessions,
		body: api.Login{Account: account, Password: password}, turned: true,
	}, func(s api.Session) bool { return isBearer(s.Token) })
	if err != nil {
		return api.Candidate{}, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.token = session.Token
	return session.Candidate, nil
}

// Logout revokes the token and forgets it. It is forgotten even when the
// revocation fails; the token then ends by itself when it expires.
func (c *Client) Logout(ctx context.Context) error {
	return c.leave(ctx, "logout", api.PathSession)
}

// leave revokes the token at a path and forgets it.
func (c *Client) leave(ctx context.Context, op, path string) error {
	token := c.bearer()
	if token == "" {
		return nil
	}
	c.forget(token)
	err := command(ctx, c, call{op: op, method: http.MethodDelete, path: path, token: token})
	if CodeOf(err) == api.CodeUnauthorized {
		return nil // it had ended already
	}
	return err
}

// LoggedIn tells whether there is a token. The backend may have ended its
// session since; the next call then fails with api.CodeUnauthorized, and the
// token is forgotten.
func (c *Client) LoggedIn() bool { return c.bearer() != "" }

// Token is the login, for who keeps it where only its owner can read it; empty
// when nobody is logged in. It must reach no log, no error text and no command
// line.
func (c *Client) Token() string { return c.bearer() }

// Candidate returns who is logged in and how far they are (step 2).
func (c *Client) Candidate(ctx context.Context) (api.Candidate, error) {
	return fetch(ctx, c, call{
		op: "candidate", method: http.MethodGet, path: api.PathCandidate, token: c.bearer(),
	}, func(candidate api.Candidate) bool { return candidate.Next != "" })
}

func (c *Client) bearer() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.token
}

// forget drops a token, unless a later login has replaced it.
func (c *Client) forget(token string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.token == token {
		c.token = ""
	}
}

// isBearer tells whether a token can stand in a header: visible ASCII.
func isBearer(token string) bool {
	const longest = 4096
	return token != "" && len(token) <= longest &&
		strings.IndexFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }) < 0
}
