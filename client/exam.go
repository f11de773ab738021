package client

import (
	"context"
	"net/http"

	"houbu/api"
)

// Exam returns the exam session (考次): names, windows and choices. It needs no
// login.
func (c *Client) Exam(ctx context.Context) (api.Exam, error) {
	return fetch(ctx, c, call{op: "exam", method: http.MethodGet, path: api.PathExam},
		func(exam api.Exam) bool { return exam.ID != "" })
}
