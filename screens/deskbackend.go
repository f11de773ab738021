package screens

import (
	"context"
	"io"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

// DeskBackend is what the screens of the support desk ask of the client, beside the
// lines and the exam session, which are Backend's. *client.Client implements it.
type DeskBackend interface {
	StaffLogin(ctx context.Context, login, password string) (api.Staff, error)
	StaffLogout(ctx context.Context) error
	StaffMe(ctx context.Context) (api.Staff, error)

	StaffSearch(ctx context.Context, search api.StaffSearch) (api.StaffHits, error)
	StaffCandidate(ctx context.Context, id string) (api.StaffCandidate, error)
	StaffJoin(ctx context.Context, key, id string, join api.StaffJoin) (api.Receipt, error)
	StaffCancel(ctx context.Context, key, id string, cancellation api.StaffCancellation) (api.Receipt, error)
	StaffResetPassword(ctx context.Context, key, id, note string) (api.StaffPassword, error)
	StaffUnlock(ctx context.Context, key, id, note string) (api.Receipt, error)
	StaffUnbind(ctx context.Context, key, id, note string) (api.Receipt, error)

	StaffBoard(ctx context.Context, etag string) (board api.Board, newETag string, changed bool, err error)
	StaffQueue(ctx context.Context, pool string, points int) (api.Queue, error)
	StaffSetCapacity(ctx context.Context, key, pool string, capacity api.StaffCapacity) (api.Receipt, error)

	StaffImport(ctx context.Context, kind api.RosterKind, skipBad bool, note string, file []byte) (api.Import, error)
	StaffGetImport(ctx context.Context, id string) (api.Import, error)
	StaffExport(ctx context.Context, what, format string, to io.Writer) error

	StaffOrders(ctx context.Context, search api.StaffOrderSearch) (api.StaffOrders, error)
	StaffAttention(ctx context.Context) (api.StaffOrders, error)
	StaffRefreshOrder(ctx context.Context, id string) (api.StaffOrder, error)
	StaffRefund(ctx context.Context, key string, refund api.StaffRefund) (api.Receipt, error)

	StaffWindows(ctx context.Context) (api.Windows, error)
	StaffSetWindows(ctx context.Context, key string, windows api.StaffWindows) (api.Receipt, error)

	StaffAudit(ctx context.Context, filter client.AuditFilter) (api.Audit, error)
	StaffOutcome(ctx context.Context, key string, again func(context.Context) (api.Receipt, error)) (api.Receipt, error)
}

// DeskState is what one screen of the desk leaves for the next. It is forgotten at
// the login.
type DeskState struct {
	board   boardKept
	ID      string // of the candidate who is looked at
	Person  api.StaffCandidate
	Find    DeskSearch
	Entry   api.Entry       // the entry to cancel
	Account api.AuditAction // what is to be done to the account

	Payer  string           // the candidate whose orders are listed; empty: those that need a person
	Order  api.StaffOrder   // of the payment to mark
	Refund api.StaffPayment // the payment to mark as given back
	Trail  string           // whose part of the audit trail is read; empty: all of it
	audit  auditKept        // as it was left for a candidate
	Via    tui.Step         // the list from which the candidate is looked at; zero: the search
}

// DeskSearch is a search for candidates with what it found, to come back to.
type DeskSearch struct {
	By, Text string
	Hits     []api.StaffHit
	Next     string // not empty: there are more
	Done     bool   // it was answered
}

// manages tells whether who is logged in may do what is a manager's.
func (d *Deps) manages() bool { return d.State.Staff.Role == api.RoleManager }
