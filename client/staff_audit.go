package client

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"houbu/api"
)

// AuditFilter says which lines of the audit trail are asked for. Its zero value asks
// for the newest.
type AuditFilter struct {
	Before      int64 // lines with lower numbers: the Next of the answer before
	Limit       int   // 0 is the backend's usual
	SubjectKind api.AuditSubject
	SubjectKey  string
	Staff       string // login of who did it
}

// StaffAudit returns a part of the audit trail, newest first.
func (c *Client) StaffAudit(ctx context.Context, filter AuditFilter) (api.Audit, error) {
	query := url.Values{}
	for name, value := range map[string]string{
		"before": number(filter.Before), "limit": number(int64(filter.Limit)),
		"subject_kind": string(filter.SubjectKind), "subject_key": filter.SubjectKey, "staff": filter.Staff,
	} {
		if value != "" {
			query.Set(name, value)
		}
	}
	return fetch(ctx, c, call{
		op: "staff audit", method: http.MethodGet, path: api.PathStaffAudit, token: c.bearer(), query: query,
	}, anything[api.Audit])
}

// number is a number as a query has it, empty for 0.
func number(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// StaffReceipt returns the stored answer to an irreversible request of the desk's.
// api.CodeNotFound when nothing was done under the key.
func (c *Client) StaffReceipt(ctx context.Context, key string) (api.Receipt, error) {
	return c.receipt(ctx, "staff receipt", api.PathStaffReceipt, key)
}

// StaffOutcome is Outcome for the requests of the desk.
func (c *Client) StaffOutcome(
	ctx context.Context, key string, again func(context.Context) (api.Receipt, error),
) (api.Receipt, error) {
	return c.outcome(ctx, key, c.StaffReceipt, again)
}
