package httpapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"houbu/api"
	"houbu/backend/account"
)

func (s *server) examOperations(to huma.API) {
	handle(s, to, operation{
		id: "get-health", method: http.MethodGet, path: api.PathHealth, tag: tagExam, open: true,
		summary: "Answer at once, for measuring a line's latency",
	}, func(context.Context, account.Identity, *none) (*body[api.Health], error) {
		return &body[api.Health]{api.Health{Status: "ok", Now: s.Now().UTC()}}, nil
	})
	handle(s, to, operation{
		id: "get-exam", method: http.MethodGet, path: api.PathExam, tag: tagExam, open: true,
		summary: "The exam session's settings",
	}, func(context.Context, account.Identity, *none) (*body[api.Exam], error) {
		return &body[api.Exam]{s.Exam.Public(s.Now().UTC())}, nil
	})
}
