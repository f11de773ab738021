package api

// Code is a stable, machine-readable name of what went wrong. Clients decide
// by the code, never by the text.
type Code string

// The codes of the backend's problems.
const (
	CodeBadRequest        Code = "bad_request"         // 400/422: malformed or failing validation
	CodeUnauthorized      Code = "unauthorized"        // 401: no token, or one that expired or was revoked
	CodeWrongPassword     Code = "wrong_password"      // 401: account or password is wrong
	CodeAccountLocked     Code = "account_locked"      // 423: too many failures; Problem.RetryAfter says how long
	CodeTooManyRequests   Code = "too_many_requests"   // 429: too many failures from this address
	CodeNotFound          Code = "not_found"           // 404
	CodeInternal          Code = "internal"            // 500
	CodeUnavailable       Code = "unavailable"         // 503: starting, stopping or overloaded
	CodeAgreementOutdated Code = "agreement_outdated"  // 409: another version is in force
	CodeStepNotDone       Code = "step_not_done"       // 409: an earlier step is missing; Problem.Next names it
	CodeStudentNotFound   Code = "student_not_found"   // 404: no student with this document
	CodeNameMismatch      Code = "name_mismatch"       // 409: the number exists, the name is another
	CodeBoundElsewhere    Code = "bound_elsewhere"     // 409: the student is bound to another account
	CodeAccountBound      Code = "account_bound"       // 409: this account is bound to another student
	CodeNotQualified      Code = "not_qualified"       // 409: 资格科目 is empty or lacks the subject
	CodeLevelTaken        Code = "level_taken"         // 409: a subject of the level (or session) is held or waited for
	CodeWindowClosed      Code = "window_closed"       // 409: registration is not open
	CodePoolNotFound      Code = "pool_not_found"      // 404: no such campus × subject
	CodeWrittenRequired   Code = "written_required"    // 409: oral needs the written subject of the level
	CodeWrittenUnpaid     Code = "written_unpaid"      // 409: written is paid before oral
	CodeEntryFinished     Code = "entry_finished"      // 409: the entry has ended already
	CodeReasonUnknown     Code = "reason_unknown"      // 422: not a cancel reason of the session
	CodeReasonTextMissing Code = "reason_text_missing" // 422: this reason takes a text
	CodeReportOff         Code = "report_off"          // 409: the session has no paper report
	CodeReportUnknown     Code = "report_unknown"      // 422: not a report type for the subject
	CodeNothingToPay      Code = "nothing_to_pay"      // 409: none of the registrations awaits payment
	CodePaymentClosed     Code = "payment_closed"      // 409: the pay deadline has passed
	CodeKeyMissing        Code = "key_missing"         // 400: the operation needs an idempotency key
	CodeKeyReused         Code = "key_reused"          // 422: the key came before with other content
	CodeForbidden         Code = "forbidden"           // 403: the login is good, and may not do this
	CodeNothingToDo       Code = "nothing_to_do"       // 409: it is so already: not locked, not bound, no refund due
)

// Problem is an error reply, application/problem+json of RFC 9457 with the
// extension members code, next, retry_after and errors.
type Problem struct {
	Type       string       `json:"type" doc:"URI reference of the kind of problem" example:"urn:houbu:problem:level_taken"`
	Title      string       `json:"title" doc:"Short English summary of the code"`
	Status     int          `json:"status" doc:"HTTP status code"`
	Detail     string       `json:"detail,omitempty" doc:"What happened here, free of personal data"`
	Code       Code         `json:"code" doc:"Stable code to decide by"`
	Next       Progress     `json:"next,omitempty" doc:"With step_not_done: the step to do first"`
	RetryAfter int          `json:"retry_after,omitempty" doc:"Seconds to wait before another try"`
	Errors     []FieldError `json:"errors,omitempty" doc:"What is wrong, field by field"`
}

// FieldError is one invalid field of a request. It never repeats the value.
type FieldError struct {
	Field   string `json:"field" doc:"Where, such as body.number"`
	Message string `json:"message" doc:"What is wrong with it"`
}
