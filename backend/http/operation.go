package httpapi

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"houbu/api"
	"houbu/backend/account"
	"houbu/backend/staff"
)

// operation is what is particular to one operation of the API.
type operation struct {
	id, method, path string
	tag, summary     string
	status           int          // of the success; 0 is 200, or 204 without a body
	keyed            bool         // needs an idempotency key
	file             bool         // its body is a file
	step             api.Progress // the steps before this one must be done
	codes            []api.Code   // that its service refuses with
}

// metadata by which the middleware knows an operation.
const (
	metaKeyed = "keyed"
)

// handleStaff registers an operation of the desk. Handlers get who asks, which is
// empty for open operations, and return a service's error as it is.
func handleStaff[I, O any](s *server, to huma.API, op operation, handler func(context.Context, staff.Identity, *I) (*O, error)) {
	huma.Register(to, s.humaOperation(op), func(ctx context.Context, input *I) (*O, error) {
		who, _ := ctx.Value(staffKey{}).(staff.Identity)
		output, err := handler(ctx, who, input)
		if err != nil {
			return nil, &problemError{s.refused(ctx, op.id, err)}
		}
		return output, nil
	})
}

// handle registers an operation. Handlers get the caller's identity, which is
// empty for open operations, and return a service's error as it is.
func handle[I, O any](s *server, to huma.API, op operation, handler func(context.Context, account.Identity, *I) (*O, error)) {
	huma.Register(to, s.humaOperation(op), func(ctx context.Context, input *I) (*O, error) {
		who, _ := ctx.Value(identityKey{}).(account.Identity)
		if op.step != "" {
			if err := who.Require(op.step); err != nil {
				return nil, &problemError{s.refused(ctx, op.id, err)}
			}
		}
		output, err := handler(ctx, who, input)
		if err != nil {
			return nil, &problemError{s.refused(ctx, op.id, err)}
		}
		return output, nil
	})
}

func (s *server) humaOperation(op operation) huma.Operation {
	out := huma.Operation{
		OperationID: op.id, Method: op.method, Path: op.path, Summary: op.summary, Tags: []string{op.tag},
		DefaultStatus: op.status,
		// protect has read the body already and bounded it.
		MaxBodyBytes: maxBody + 1, BodyReadTimeout: -1,
		Metadata:  map[string]any{metaKeyed: op.keyed},
		Responses: s.problemResponses(op),
	}
	if op.file {
		out.MaxBodyBytes, out.BodyReadTimeout = maxFile, fileTime
	}
	callers := s.callersOf(op.id)
	if len(callers) == 0 {
		panic("httpapi: nobody may call " + op.id + ": add it to roles") // a mistake in the code, which every test sees
	}
	out.Extensions = map[string]any{"x-roles": callers}
	if !open(callers) {
		out.Security = []map[string][]string{{securityScheme: {}}}
	}
	return out
}

// problemResponses documents every problem of an operation, by status.
func (s *server) problemResponses(op operation) map[string]*huma.Response {
	byStatus := map[int][]string{}
	add := func(status int, code api.Code) {
		if !slices.Contains(byStatus[status], string(code)) {
			byStatus[status] = append(byStatus[status], string(code))
		}
	}
	for _, code := range s.codesOf(op) {
		add(s.kinds[code].status, code)
	}
	add(http.StatusBadRequest, api.CodeBadRequest)
	add(http.StatusRequestTimeout, api.CodeBadRequest)
	add(http.StatusRequestEntityTooLarge, api.CodeBadRequest)
	if op.method == http.MethodPost || op.method == http.MethodPut {
		add(http.StatusUnsupportedMediaType, api.CodeBadRequest)
	}
	responses := map[string]*huma.Response{}
	for status, codes := range byStatus {
		responses[strconv.Itoa(status)] = problemResponse(status, codes)
	}
	return responses
}

// codesOf lists what an operation can be refused with.
func (s *server) codesOf(op operation) []api.Code {
	codes := append([]api.Code{api.CodeBadRequest, api.CodeInternal, api.CodeUnavailable}, op.codes...)
	if !open(s.callersOf(op.id)) {
		codes = append(codes, api.CodeUnauthorized, api.CodeForbidden, api.CodeTooManyRequests)
	}
	if op.keyed {
		codes = append(codes, api.CodeKeyMissing, api.CodeKeyReused)
	}
	if op.step != "" {
		codes = append(codes, api.CodeStepNotDone)
	}
	return codes
}

func problemResponse(status int, codes []string) *huma.Response {
	slices.Sort(codes)
	response := &huma.Response{
		Description: http.StatusText(status) + ": " + strings.Join(codes, ", "),
		Content:     map[string]*huma.MediaType{problemType: {Schema: &huma.Schema{Ref: schemaPrefix + "Problem"}}},
	}
	switch status {
	case http.StatusLocked, http.StatusTooManyRequests, http.StatusServiceUnavailable:
		response.Headers = map[string]*huma.Header{headerRetryAfter: {
			Description: "Seconds to wait before another try", Schema: &huma.Schema{Type: huma.TypeInteger},
		}}
	}
	return response
}
