package desk

import (
	"context"
	"time"

	"houbu/api"
	"houbu/backend/audit"
	"houbu/backend/store"
)

// Windows returns the windows that are in force.
func (s *Service) Windows(ctx context.Context) (api.Windows, error) {
	return s.waitlist.Windows(ctx)
}

// SetWindows moves the registration window, for every process from now on.
func (s *Service) SetWindows(ctx context.Context, who Caller, want api.StaffWindows) (api.Receipt, error) {
	return s.perform(ctx, who, deed{
		kind: api.ReceiptWindows, content: []string{written(want.OpensAt), written(want.ClosesAt)},
		line: audit.Line{Action: api.AuditWindows, Kind: api.AboutWindow, Key: "registration", Note: want.Note},
		do: func(ctx context.Context, tx store.Tx, line *audit.Line) (api.Receipt, error) {
			before, since, err := s.waitlist.MoveRegistration(ctx, tx, want.OpensAt, want.ClosesAt)
			line.Before = map[string]string{"opens_at": written(&before.OpensAt), "closes_at": written(&before.ClosesAt)}
			line.After = map[string]string{"opens_at": written(&since.OpensAt), "closes_at": written(&since.ClosesAt)}
			return api.Receipt{}, err
		},
	})
}

// written is an instant as the wire has it, empty for none.
func written(at *time.Time) string {
	if at == nil {
		return ""
	}
	return at.UTC().Format(time.RFC3339Nano)
}
