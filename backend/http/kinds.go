package httpapi

import (
	"net/http"

	"houbu/api"
)

// kind is a kind of problem: its code, its HTTP status and its title.
type kind struct {
	code   api.Code
	status int
	title  string
}

// kinds maps every code to its status and title. It is the only such table.
func kinds() []kind {
	return []kind{
		{api.CodeBadRequest, http.StatusUnprocessableEntity, "The request is not valid"},
		{api.CodeUnauthorized, http.StatusUnauthorized, "Not logged in"},
		{api.CodeWrongPassword, http.StatusUnauthorized, "Account or password is wrong"},
		{api.CodeAccountLocked, http.StatusLocked, "The account is locked for a while"},
		{api.CodeTooManyRequests, http.StatusTooManyRequests, "Too many requests"},
		{api.CodeNotFound, http.StatusNotFound, "Not found"},
		{api.CodeInternal, http.StatusInternalServerError, "The backend failed"},
		{api.CodeUnavailable, http.StatusServiceUnavailable, "The backend cannot answer now"},
		{api.CodeAgreementOutdated, http.StatusConflict, "Another version of the agreement is in force"},
		{api.CodeStepNotDone, http.StatusConflict, "An earlier step is missing"},
		{api.CodeStudentNotFound, http.StatusNotFound, "No student with this document"},
		{api.CodeNameMismatch, http.StatusConflict, "The document belongs to another name"},
		{api.CodeBoundElsewhere, http.StatusConflict, "The student is bound to another account"},
		{api.CodeAccountBound, http.StatusConflict, "The account is bound to another student"},
		{api.CodeNotQualified, http.StatusConflict, "Not qualified"},
		{api.CodeLevelTaken, http.StatusConflict, "A subject of the level is held or waited for"},
		{api.CodeWindowClosed, http.StatusConflict, "Registration is not open"},
		{api.CodePoolNotFound, http.StatusNotFound, "No such campus and subject"},
		{api.CodeWrittenRequired, http.StatusConflict, "The written subject of the level is missing"},
		{api.CodeWrittenUnpaid, http.StatusConflict, "The written subject is to be paid first"},
		{api.CodeEntryFinished, http.StatusConflict, "The entry has ended"},
		{api.CodeReasonUnknown, http.StatusUnprocessableEntity, "Not a cancel reason of the session"},
		{api.CodeReasonTextMissing, http.StatusUnprocessableEntity, "The reason takes a text"},
		{api.CodeReportOff, http.StatusConflict, "The session has no paper report"},
		{api.CodeReportUnknown, http.StatusUnprocessableEntity, "Not a report type for the subject"},
		{api.CodeNothingToPay, http.StatusConflict, "None of the registrations awaits payment"},
		{api.CodePaymentClosed, http.StatusConflict, "The pay deadline has passed"},
		{api.CodeKeyMissing, http.StatusBadRequest, "The idempotency key is missing or malformed"},
		{api.CodeKeyReused, http.StatusUnprocessableEntity, "The idempotency key came before with other content"},
		{api.CodeForbidden, http.StatusForbidden, "Not allowed with this login"},
		{api.CodeNothingToDo, http.StatusConflict, "There is nothing to do"},
	}
}
