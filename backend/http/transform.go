package httpapi

import (
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"houbu/api"
)

// maxFieldErrors bounds how many field errors a problem repeats.
const maxFieldErrors = 16

// transform is what every body of the API passes before it is written: huma's
// errors become problems, and lists are never null.
func (s *server) transform(_ huma.Context, _ string, body any) (any, error) {
	switch b := body.(type) {
	case *problemError:
		return b.problem, nil
	case *huma.ErrorModel:
		return s.fromHuma(b), nil
	}
	return withLists(body), nil
}

// fromHuma turns huma's own error into a problem. Values that the client sent
// are dropped: they may be personal.
func (s *server) fromHuma(e *huma.ErrorModel) api.Problem {
	if e.Status >= http.StatusInternalServerError {
		return s.problem(api.CodeInternal, e.Status, "")
	}
	p := s.problem(api.CodeBadRequest, e.Status, e.Detail)
	for _, detail := range e.Errors {
		if len(p.Errors) == maxFieldErrors {
			break
		}
		p.Errors = append(p.Errors, fieldError(e.Status, detail))
	}
	return p
}

// fieldError keeps where and what of a finding. A decoder's message may quote
// the body, so it is replaced.
func fieldError(status int, detail *huma.ErrorDetail) api.FieldError {
	out := api.FieldError{Field: detail.Location, Message: detail.Message}
	switch {
	case status == http.StatusUnsupportedMediaType:
		out = api.FieldError{Field: "header.Content-Type", Message: "must be application/json"}
	case detail.Location == "body" && status == http.StatusBadRequest:
		out.Message = "is no valid JSON"
	case strings.HasPrefix(detail.Message, "json: "):
		out.Message = "has the wrong type"
	case detail.Message == "unexpected property":
		out.Field = parent(detail.Location) // the name is the client's own text
	}
	return out
}

func parent(location string) string {
	if dot := strings.IndexByte(location, '.'); dot > 0 {
		return location[:dot]
	}
	return location
}
