package client

import (
	"context"
	"net/http"

	"houbu/api"
)

// StaffLogin logs in to the support desk and returns who it is. The token stays in
// memory, in the place of a candidate's: a client is one or the other. The codes to
// expect are wrong_password, account_locked and too_many_requests.
func (c *Client) StaffLogin(ctx context.Context, login, password string) (api.Staff, error) {
	session, err := fetch(ctx, c, call{
		op: "staff login", method: http.MethodPost, path: api.PathStaffSessions,
		body: api.StaffLogin{Login: login, Password: password}, turned: true,
	}, func(s api.StaffSession) bool { return isBearer(s.Token) && s.Staff.Role != "" })
	if err != nil {
		return api.Staff{}, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.token = session.Token
	return session.Staff, nil
}

// StaffLogout revokes the token of a staff login and forgets it, also when the
// revocation fails.
func (c *Client) StaffLogout(ctx context.Context) error {
	return c.leave(ctx, "staff logout", api.PathStaffSession)
}

// StaffMe returns who of the staff is logged in.
func (c *Client) StaffMe(ctx context.Context) (api.Staff, error) {
	return fetch(ctx, c, call{
		op: "staff me", method: http.MethodGet, path: api.PathStaffMe, token: c.bearer(),
	}, func(who api.Staff) bool { return who.Role != "" })
}
