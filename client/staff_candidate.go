package client

import (
	"context"
	"net/http"

	"houbu/api"
)

// StaffSearch finds candidates. For more of them ask again After the answer's Next.
// The code to expect is bad_request for a name of one character.
func (c *Client) StaffSearch(ctx context.Context, search api.StaffSearch) (api.StaffHits, error) {
	return fetch(ctx, c, call{
		op: "staff search", method: http.MethodPost, path: api.PathStaffSearch, token: c.bearer(), body: search, turned: true,
	}, anything[api.StaffHits])
}

// StaffCandidate returns what a candidate sees, by the id of a hit.
func (c *Client) StaffCandidate(ctx context.Context, id string) (api.StaffCandidate, error) {
	return fetch(ctx, c, call{
		op: "staff candidate", method: http.MethodGet, path: api.PathStaffCandidate, id: id, token: c.bearer(),
	}, func(found api.StaffCandidate) bool { return found.ID != "" })
}

// StaffJoin is 提交候补 for a candidate, under an idempotency key of NewKey. When the
// error is Unknown, ask StaffOutcome. The codes to expect are those of Join, and
// student_not_found for an account without a student.
func (c *Client) StaffJoin(ctx context.Context, key, id string, join api.StaffJoin) (api.Receipt, error) {
	return c.attest(ctx, key, call{op: "staff join", method: http.MethodPost, path: api.PathStaffJoin, id: id, body: join})
}

// StaffCancel is 取消候补 for a candidate, under an idempotency key of NewKey. When
// the error is Unknown, ask StaffOutcome. The codes to expect are those of Cancel.
func (c *Client) StaffCancel(ctx context.Context, key, id string, cancellation api.StaffCancellation) (api.Receipt, error) {
	return c.attest(ctx, key, call{
		op: "staff cancel", method: http.MethodPost, path: api.PathStaffCancel, id: id, body: cancellation,
	})
}

// StaffResetPassword gives a candidate's account a new password, under an idempotency
// key of NewKey. The password is answered once. When the error is Unknown, StaffReceipt
// tells whether it was done, and a reset under another key makes one that is known.
// The code to expect is nothing_to_do when no account is bound.
func (c *Client) StaffResetPassword(ctx context.Context, key, id, note string) (api.StaffPassword, error) {
	if key == "" {
		return api.StaffPassword{}, refusedHere("staff reset password", api.CodeKeyMissing)
	}
	return fetch(ctx, c, call{
		op: "staff reset password", method: http.MethodPost, path: api.PathStaffPassword, id: id, token: c.bearer(), key: key,
		body: api.StaffNote{Note: note},
	}, func(made api.StaffPassword) bool { return made.Receipt.Key == key })
}

// StaffUnlock lets a candidate log in again after too many failures, under an
// idempotency key of NewKey. The code to expect is nothing_to_do when nothing is
// locked.
func (c *Client) StaffUnlock(ctx context.Context, key, id, note string) (api.Receipt, error) {
	return c.attest(ctx, key, call{
		op: "staff unlock", method: http.MethodPost, path: api.PathStaffUnlock, id: id, body: api.StaffNote{Note: note},
	})
}

// StaffUnbind parts a candidate's account from the student, under an idempotency key
// of NewKey. The code to expect is nothing_to_do when they are not bound.
func (c *Client) StaffUnbind(ctx context.Context, key, id, note string) (api.Receipt, error) {
	return c.attest(ctx, key, call{
		op: "staff unbind", method: http.MethodPost, path: api.PathStaffUnbind, id: id, body: api.StaffNote{Note: note},
	})
}
