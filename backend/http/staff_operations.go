package httpapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"houbu/api"
	"houbu/backend/audit"
	"houbu/backend/staff"
)

func (s *server) staffOperations(to huma.API) {
	s.staffLoginOperations(to)
	s.staffLookOperations(to)
	s.staffWaitlistOperations(to)
	s.staffAccountOperations(to)
	s.staffTrailOperations(to)
	s.boardOperations(to)
	s.windowOperations(to)
	s.staffPaymentOperations(to)
	s.fileOperations(to)
}

func (s *server) staffLoginOperations(to huma.API) {
	handleStaff(s, to, operation{
		id: "staff-log-in", method: http.MethodPost, path: api.PathStaffSessions, tag: tagStaff,
		status: http.StatusCreated, summary: "Log in to the support desk",
		codes: []api.Code{api.CodeWrongPassword, api.CodeAccountLocked, api.CodeTooManyRequests},
	}, func(ctx context.Context, _ staff.Identity, in *body[api.StaffLogin]) (*body[api.StaffSession], error) {
		return reply(s.Staff.Login(ctx, requestOf(ctx).addr, in.Body))
	})
	handleStaff(s, to, operation{
		id: "staff-log-out", method: http.MethodDelete, path: api.PathStaffSession, tag: tagStaff,
		summary: "Log out of the support desk: the token is revoked",
	}, func(ctx context.Context, who staff.Identity, _ *none) (*none, error) {
		return &none{}, s.Staff.Logout(ctx, who)
	})
	handleStaff(s, to, operation{
		id: "staff-me", method: http.MethodGet, path: api.PathStaffMe, tag: tagStaff,
		summary: "Who of the staff is logged in",
	}, func(_ context.Context, who staff.Identity, _ *none) (*body[api.Staff], error) {
		return &body[api.Staff]{api.Staff{Login: who.Login, Role: who.Role}}, nil
	})
}

// staffLookOperations find candidates and show what they see.
func (s *server) staffLookOperations(to huma.API) {
	handleStaff(s, to, operation{
		id: "staff-search", method: http.MethodPost, path: api.PathStaffSearch, tag: tagStaff,
		summary: "Find candidates by identity number, name, student number or phone",
	}, func(ctx context.Context, _ staff.Identity, in *body[api.StaffSearch]) (*body[api.StaffHits], error) {
		return reply(s.Desk.Search(ctx, in.Body))
	})
	handleStaff(s, to, operation{
		id: "staff-candidate", method: http.MethodGet, path: api.PathStaffCandidate, tag: tagStaff,
		summary: "What a candidate sees, with the whole history, and the account bound", codes: []api.Code{api.CodeNotFound},
	}, func(ctx context.Context, _ staff.Identity, in *item) (*body[api.StaffCandidate], error) {
		return reply(s.Desk.Candidate(ctx, in.ID))
	})
}

// staffWaitlistOperations act for a candidate in the waitlist.
func (s *server) staffWaitlistOperations(to huma.API) {
	handleStaff(s, to, operation{
		id: "staff-join", method: http.MethodPost, path: api.PathStaffJoin, tag: tagStaff, keyed: true,
		status: http.StatusCreated, summary: "Join a waitlist for a candidate, by the candidate's own rules",
		codes: []api.Code{
			api.CodeNotFound, api.CodeStudentNotFound, api.CodePoolNotFound, api.CodeWindowClosed, api.CodeNotQualified,
			api.CodeLevelTaken, api.CodeWrittenRequired, api.CodeWrittenUnpaid,
		},
	}, func(ctx context.Context, who staff.Identity, in *keyedItem[api.StaffJoin]) (*body[api.Receipt], error) {
		return reply(s.Desk.Join(ctx, deskCaller(ctx, who, in.Key), in.ID, in.Body))
	})
	handleStaff(s, to, operation{
		id: "staff-cancel", method: http.MethodPost, path: api.PathStaffCancel, tag: tagStaff, keyed: true,
		summary: "Leave a waitlist for a candidate, with a reason",
		codes: []api.Code{
			api.CodeNotFound, api.CodeStudentNotFound, api.CodeEntryFinished, api.CodeReasonUnknown, api.CodeReasonTextMissing,
		},
	}, func(ctx context.Context, who staff.Identity, in *keyedItem[api.StaffCancellation]) (*body[api.Receipt], error) {
		return reply(s.Desk.Cancel(ctx, deskCaller(ctx, who, in.Key), in.ID, in.Body))
	})
}

// staffAccountOperations help a candidate who cannot log in.
func (s *server) staffAccountOperations(to huma.API) {
	codes := []api.Code{api.CodeNotFound, api.CodeNothingToDo}
	handleStaff(s, to, operation{
		id: "staff-reset-password", method: http.MethodPost, path: api.PathStaffPassword, tag: tagStaff, keyed: true, codes: codes,
		summary: "Give a candidate's account a new password, which is answered once",
	}, func(ctx context.Context, who staff.Identity, in *keyedItem[api.StaffNote]) (*body[api.StaffPassword], error) {
		return reply(s.Desk.ResetPassword(ctx, deskCaller(ctx, who, in.Key), in.ID, in.Body))
	})
	handleStaff(s, to, operation{
		id: "staff-unlock", method: http.MethodPost, path: api.PathStaffUnlock, tag: tagStaff, keyed: true, codes: codes,
		summary: "Unlock a candidate's account after too many failures",
	}, func(ctx context.Context, who staff.Identity, in *keyedItem[api.StaffNote]) (*body[api.Receipt], error) {
		return reply(s.Desk.Unlock(ctx, deskCaller(ctx, who, in.Key), in.ID, in.Body))
	})
	handleStaff(s, to, operation{
		id: "staff-unbind", method: http.MethodPost, path: api.PathStaffUnbind, tag: tagStaff, keyed: true, codes: codes,
		summary: "Part a candidate's account from the student",
	}, func(ctx context.Context, who staff.Identity, in *keyedItem[api.StaffNote]) (*body[api.Receipt], error) {
		return reply(s.Desk.Unbind(ctx, deskCaller(ctx, who, in.Key), in.ID, in.Body))
	})
}

// staffTrailOperations say what was done.
func (s *server) staffTrailOperations(to huma.API) {
	handleStaff(s, to, operation{
		id: "staff-receipt", method: http.MethodGet, path: api.PathStaffReceipt, tag: tagStaff,
		summary: "What became of an irreversible request of one's own, by its key", codes: []api.Code{api.CodeNotFound},
	}, func(ctx context.Context, who staff.Identity, in *byKey) (*body[api.Receipt], error) {
		return reply(s.Desk.Receipt(ctx, deskCaller(ctx, who, ""), in.Key))
	})
	handleStaff(s, to, operation{
		id: "staff-audit", method: http.MethodGet, path: api.PathStaffAudit, tag: tagStaff,
		summary: "The audit trail, newest first",
	}, func(ctx context.Context, _ staff.Identity, in *trail) (*body[api.Audit], error) {
		return reply(s.Desk.Audit(ctx, audit.Filter{
			Before: in.Before, Limit: in.Limit, Kind: in.SubjectKind, Key: in.SubjectKey, Who: in.Staff,
		}))
	})
}

// trail chooses lines of the audit trail.
type trail struct {
	Before      int64            `query:"before" minimum:"0" doc:"Lines with lower numbers; 0: from the newest on"`
	Limit       int              `query:"limit" minimum:"0" maximum:"200" doc:"How many at most; 0 is 50"`
	SubjectKind api.AuditSubject `query:"subject_kind" enum:"candidate,account,pool,order,window,roster,export"`
	SubjectKey  string           `query:"subject_key" maxLength:"64"`
	Staff       string           `query:"staff" maxLength:"64" doc:"Login of who did it"`
}
