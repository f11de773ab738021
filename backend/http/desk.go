package httpapi

import (
	"context"
	"io"

	"houbu/api"
	"houbu/backend/audit"
	"houbu/backend/desk"
	"houbu/backend/staff"
)

// Desk is what the handlers ask of *desk.Service.
type Desk interface {
	Search(ctx context.Context, want api.StaffSearch) (api.StaffHits, error)
	Candidate(ctx context.Context, id string) (api.StaffCandidate, error)
	Join(ctx context.Context, who desk.Caller, id string, want api.StaffJoin) (api.Receipt, error)
	Cancel(ctx context.Context, who desk.Caller, id string, want api.StaffCancellation) (api.Receipt, error)
	ResetPassword(ctx context.Context, who desk.Caller, id string, why api.StaffNote) (api.StaffPassword, error)
	Unlock(ctx context.Context, who desk.Caller, id string, why api.StaffNote) (api.Receipt, error)
	Unbind(ctx context.Context, who desk.Caller, id string, why api.StaffNote) (api.Receipt, error)
	Receipt(ctx context.Context, who desk.Caller, key string) (api.Receipt, error)
	Audit(ctx context.Context, want audit.Filter) (api.Audit, error)
	Board(ctx context.Context) (api.Board, string, error)
	Queue(ctx context.Context, pool string, points int) (api.Queue, error)
	SetCapacity(ctx context.Context, who desk.Caller, pool string, want api.StaffCapacity) (api.Receipt, error)
	Windows(ctx context.Context) (api.Windows, error)
	SetWindows(ctx context.Context, who desk.Caller, want api.StaffWindows) (api.Receipt, error)
	Orders(ctx context.Context, want api.StaffOrderSearch) (api.StaffOrders, error)
	Attention(ctx context.Context) (api.StaffOrders, error)
	RefreshOrder(ctx context.Context, id string) (api.StaffOrder, error)
	Refund(ctx context.Context, who desk.Caller, want api.StaffRefund) (api.Receipt, error)
	Import(ctx context.Context, who desk.Caller, want desk.NewImport) (api.Import, error)
	GetImport(ctx context.Context, id string) (api.Import, error)
	Export(ctx context.Context, who desk.Caller, what desk.What, format desk.Format, to io.Writer) error
}

// deskCaller is who of the staff asks, and from where.
func deskCaller(ctx context.Context, who staff.Identity, key string) desk.Caller {
	return desk.Caller{Actor: audit.Actor{ID: who.ID, Login: who.Login, Role: who.Role, Address: requestOf(ctx).addr}, Key: key}
}
