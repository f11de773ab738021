package httpapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"houbu/api"
	"houbu/backend/account"
)

func (s *server) accountOperations(to huma.API) {
	s.loginOperations(to)
	s.recordOperations(to)
}

func (s *server) loginOperations(to huma.API) {
	handle(s, to, operation{
		id: "log-in", method: http.MethodPost, path: api.PathSessions, tag: tagAccount,
		status: http.StatusCreated, summary: "Log in (step 1)",
		codes: []api.Code{api.CodeWrongPassword, api.CodeAccountLocked, api.CodeTooManyRequests},
	}, func(ctx context.Context, _ account.Identity, in *body[api.Login]) (*body[api.Session], error) {
		return reply(s.Accounts.Login(ctx, requestOf(ctx).addr, in.Body))
	})
	handle(s, to, operation{
		id: "log-out", method: http.MethodDelete, path: api.PathSession, tag: tagAccount,
		summary: "Log out: the token is revoked",
	}, func(ctx context.Context, who account.Identity, _ *none) (*none, error) {
		return &none{}, s.Accounts.Logout(ctx, who)
	})
	handle(s, to, operation{
		id: "get-candidate", method: http.MethodGet, path: api.PathCandidate, tag: tagAccount,
		summary: "Who is logged in, and the first step not done (step 2)",
	}, func(ctx context.Context, who account.Identity, _ *none) (*body[api.Candidate], error) {
		return reply(s.Accounts.Candidate(ctx, who.AccountID))
	})
	handle(s, to, operation{
		id: "get-agreement", method: http.MethodGet, path: api.PathAgreement, tag: tagAccount,
		summary: "The agreement in force (step 3)",
	}, func(ctx context.Context, who account.Identity, _ *none) (*body[api.Agreement], error) {
		return reply(s.Accounts.Agreement(ctx, who))
	})
	handle(s, to, operation{
		id: "agree", method: http.MethodPut, path: api.PathAgreement, tag: tagAccount,
		summary: "Agree to a version of the agreement (step 3)",
		codes:   []api.Code{api.CodeAgreementOutdated},
	}, func(ctx context.Context, who account.Identity, in *body[api.Consent]) (*body[api.Agreement], error) {
		return reply(s.Accounts.Agree(ctx, who, in.Body))
	})
}

func (s *server) recordOperations(to huma.API) {
	handle(s, to, operation{
		id: "identify", method: http.MethodPost, path: api.PathIdentity, tag: tagAccount, step: api.NextIdentity,
		summary: "Look the student up and bind them to the account (step 4)",
		codes: []api.Code{
			api.CodeStudentNotFound, api.CodeNameMismatch, api.CodeBoundElsewhere, api.CodeAccountBound, api.CodeTooManyRequests,
		},
	}, func(ctx context.Context, who account.Identity, in *body[api.Identity]) (*body[api.Record], error) {
		return reply(s.Accounts.Identify(ctx, who, in.Body))
	})
	handle(s, to, operation{
		id: "get-record", method: http.MethodGet, path: api.PathRecord, tag: tagAccount, step: api.NextReview,
		summary: "The student's record and what they may take (step 5)",
	}, func(ctx context.Context, who account.Identity, _ *none) (*body[api.Record], error) {
		return reply(s.Accounts.Record(ctx, who))
	})
	handle(s, to, operation{
		id: "confirm-record", method: http.MethodPut, path: api.PathConfirmation, tag: tagAccount, step: api.NextReview,
		summary: "Save the confirmation of the record (steps 5 to 7)",
		codes:   []api.Code{api.CodeNotQualified},
	}, func(ctx context.Context, who account.Identity, in *body[api.Confirmation]) (*body[api.Record], error) {
		return reply(s.Accounts.Confirm(ctx, who, in.Body))
	})
}
