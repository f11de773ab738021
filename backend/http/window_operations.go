package httpapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"houbu/api"
	"houbu/backend/staff"
)

// windowOperations open and close registration.
func (s *server) windowOperations(to huma.API) {
	handleStaff(s, to, operation{
		id: "staff-windows", method: http.MethodGet, path: api.PathStaffWindows, tag: tagStaff,
		summary: "The windows in force, beside the session file's",
	}, func(ctx context.Context, _ staff.Identity, _ *none) (*body[api.Windows], error) {
		return reply(s.Desk.Windows(ctx))
	})
	handleStaff(s, to, operation{
		id: "staff-set-windows", method: http.MethodPut, path: api.PathStaffWindows, tag: tagStaff, keyed: true,
		summary: "Move the registration window: every process goes by it at once",
	}, func(ctx context.Context, who staff.Identity, in *keyed[api.StaffWindows]) (*body[api.Receipt], error) {
		return reply(s.Desk.SetWindows(ctx, deskCaller(ctx, who, in.Key), in.Body))
	})
}
