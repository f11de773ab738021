package httpapi

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"houbu/api"
	"houbu/backend/account"
)

// registration answers with 报名信息, or with 304 and no body when the client
// has it already.
func (s *server) registration(ctx context.Context, who account.Identity, in *conditional) (*tagged, error) {
	known := func(tag string) bool { return matches(in.IfNoneMatch, tag) }
	info, tag, err := s.Waitlist.InfoUnless(ctx, who.StudentID, known)
	if err != nil {
		return nil, err
	}
	if info == nil {
		return &tagged{Status: http.StatusNotModified, ETag: tag}, nil
	}
	return &tagged{Status: http.StatusOK, ETag: tag, Body: info}, nil
}

// matches tells whether an If-None-Match names a tag, by the weak comparison
// that RFC 9110 asks for.
func matches(header, tag string) bool {
	for candidate := range strings.SplitSeq(header, ",") {
		candidate = strings.TrimSpace(candidate)
		if candidate == "*" || strings.TrimPrefix(candidate, "W/") == strings.TrimPrefix(tag, "W/") {
			return tag != ""
		}
	}
	return false
}

// documentNotModified adds what huma cannot see in the types.
func documentNotModified(described huma.API) {
	for _, path := range []string{api.PathRegistration, api.PathStaffBoard} {
		described.OpenAPI().Paths[path].Get.Responses["304"] = &huma.Response{
			Description: "The client has it already",
			Headers:     map[string]*huma.Header{"ETag": {Schema: &huma.Schema{Type: huma.TypeString}}},
		}
	}
}
