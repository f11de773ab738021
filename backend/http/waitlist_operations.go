package httpapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"houbu/api"
	"houbu/backend/account"
	"houbu/backend/waitlist"
)

func (s *server) waitlistOperations(to huma.API) {
	s.choiceOperations(to)
	s.stateOperations(to)
	s.entryOperations(to)
}

// choiceOperations are what a candidate chooses from and submits.
func (s *server) choiceOperations(to huma.API) {
	handle(s, to, operation{
		id: "list-pools", method: http.MethodGet, path: api.PathPools, tag: tagWaitlist, step: api.NextWritten,
		summary: "Campuses and subjects to choose from (steps 8 and 14)",
	}, func(ctx context.Context, who account.Identity, in *byKind) (*body[api.Pools], error) {
		return reply(s.Waitlist.Pools(ctx, who.StudentID, in.Kind))
	})
	handle(s, to, operation{
		id: "join", method: http.MethodPost, path: api.PathEntries, tag: tagWaitlist, step: api.NextWritten, keyed: true,
		status: http.StatusCreated, summary: "Join the waitlist of a campus and subject (steps 8, 9 and 14)",
		codes: []api.Code{
			api.CodePoolNotFound, api.CodeWindowClosed, api.CodeNotQualified, api.CodeLevelTaken,
			api.CodeWrittenRequired, api.CodeWrittenUnpaid,
		},
	}, func(ctx context.Context, who account.Identity, in *keyed[api.Join]) (*body[api.Receipt], error) {
		return reply(s.Waitlist.Join(ctx, caller(who, in.Key), in.Body))
	})
}

// stateOperations are what a candidate holds, waits for and has done.
func (s *server) stateOperations(to huma.API) {
	handle(s, to, operation{
		id: "get-registration", method: http.MethodGet, path: api.PathRegistration, tag: tagWaitlist, step: api.NextWritten,
		summary: "Everything held and waited for (step 10); conditional with If-None-Match",
	}, s.registration)
	handle(s, to, operation{
		id: "list-finished", method: http.MethodGet, path: api.PathFinished, tag: tagWaitlist, step: api.NextWritten,
		summary: "Entries that have ended or led to a seat (step 12)",
	}, func(ctx context.Context, who account.Identity, _ *none) (*body[api.Finished], error) {
		return reply(s.Waitlist.Finished(ctx, who.StudentID))
	})
	handle(s, to, operation{
		id: "get-receipt", method: http.MethodGet, path: api.PathReceipt, tag: tagWaitlist,
		summary: "What became of an irreversible request, by its key",
		codes:   []api.Code{api.CodeNotFound},
	}, func(ctx context.Context, who account.Identity, in *byKey) (*body[api.Receipt], error) {
		return reply(s.Waitlist.Receipt(ctx, who.AccountID, in.Key))
	})
}

// entryOperations change an entry or a registration.
func (s *server) entryOperations(to huma.API) {
	handle(s, to, operation{
		id: "cancel", method: http.MethodPost, path: api.PathCancellation, tag: tagWaitlist, step: api.NextWritten, keyed: true,
		summary: "Leave the waitlist, with a reason (step 11)",
		codes: []api.Code{
			api.CodeNotFound, api.CodeEntryFinished, api.CodeReasonUnknown, api.CodeReasonTextMissing,
		},
	}, func(ctx context.Context, who account.Identity, in *keyedItem[api.Cancellation]) (*body[api.Receipt], error) {
		return reply(s.Waitlist.Cancel(ctx, caller(who, in.Key), in.ID, in.Body))
	})
	handle(s, to, operation{
		id: "choose-report", method: http.MethodPut, path: api.PathReport, tag: tagWaitlist, step: api.NextWritten, keyed: true,
		summary: "Apply for the paper score report of a registration (step 15)",
		codes:   []api.Code{api.CodeNotFound, api.CodeReportOff, api.CodeReportUnknown},
	}, func(ctx context.Context, who account.Identity, in *keyedItem[api.ReportChoice]) (*body[api.Receipt], error) {
		return reply(s.Waitlist.ChooseReport(ctx, caller(who, in.Key), in.ID, in.Body))
	})
}

func caller(who account.Identity, key string) waitlist.Caller {
	return waitlist.Caller{AccountID: who.AccountID, StudentID: who.StudentID, Key: key}
}
