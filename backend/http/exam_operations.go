package httpapi

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"houbu/api"
	"houbu/backend/account"
	"houbu/backend/refusal"
)

func (s *server) examOperations(to huma.API) {
	handle(s, to, operation{
		id: "get-health", method: http.MethodGet, path: api.PathHealth, tag: tagExam,
		summary: "Whether requests should come here, for balancers; and a line's latency",
	}, s.health)
	handle(s, to, operation{
		id: "get-exam", method: http.MethodGet, path: api.PathExam, tag: tagExam,
		summary: "The exam session's settings",
	}, s.examNow)
}

// examNow is the session as its file has it, with the windows that are in force.
func (s *server) examNow(ctx context.Context, _ account.Identity, _ *none) (*body[api.Exam], error) {
	windows, err := s.Waitlist.Windows(ctx)
	if err != nil {
		return nil, err
	}
	out := s.Exam.Public(s.Now().UTC())
	out.OpensAt, out.ClosesAt = windows.OpensAt, windows.ClosesAt
	return &body[api.Exam]{out}, nil
}

// health answers at once. From a backend without its database, and from one that
// is about to stop, it tells balancers to go elsewhere.
func (s *server) health(ctx context.Context, _ account.Identity, _ *none) (*body[api.Health], error) {
	if s.Ready != nil {
		if err := s.Ready(ctx); err != nil {
			s.Log.WarnContext(ctx, "not ready", "request", requestOf(ctx).id, "error", err)
			no := refusal.New(api.CodeUnavailable, "no requests should come here now")
			no.RetryAfter = time.Second
			return nil, no
		}
	}
	return &body[api.Health]{api.Health{Status: "ok", Now: s.Now().UTC()}}, nil
}
