package script

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"houbu/api"
	"houbu/client"
	"houbu/screens/text"
)

// The codes of failures that are no refusal of the backend, whose codes are
// those of package api.
const (
	codeUsage       = "usage"
	codeOffline     = "offline"
	codeTimeout     = "timeout"
	codeBadAnswer   = "bad_answer"
	codeInterrupted = "interrupted"
	codeUnknown     = "outcome_unknown"
	codeWait        = "wait_timeout"
	codeNever       = "state_unreachable"
	codeDeclined    = "declined"
)

// Error is how a command fails: an exit code and a stable code to decide by,
// and what happened and what to do, for people. It holds no token, no account
// and nothing of an answer but its code.
type Error struct {
	Exit       Exit
	Code       string
	Message    string
	Advice     string        // empty: nothing helps
	Key        string        // with Unknown: the idempotency key to try again with
	Next       api.Progress  // with step_not_done: the step to do first
	RetryAfter time.Duration // zero: the backend did not say
}

// Error is the message, and what to do in a line of its own.
func (f *Error) Error() string {
	if f.Advice == "" {
		return f.Message
	}
	return f.Message + "\n" + f.Advice
}

// MarshalJSON is the failure as docs/scripts.md describes it.
func (f *Error) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]any{"error": struct {
		Code       string       `json:"code"`
		Exit       Exit         `json:"exit"`
		Message    string       `json:"message"`
		Advice     string       `json:"advice,omitempty"`
		Key        string       `json:"key,omitempty"`
		Next       api.Progress `json:"next,omitempty"`
		RetryAfter int          `json:"retry_after_seconds,omitempty"`
	}{f.Code, f.Exit, f.Message, f.Advice, f.Key, f.Next, int(math.Ceil(f.RetryAfter.Seconds()))}})
}

// Misused is a failure of the command line.
func Misused(words *text.Table, message, advice string) *Error {
	if advice == "" {
		advice = words.Script.Advice.Usage
	}
	return &Error{Exit: Usage, Code: codeUsage, Message: message, Advice: advice}
}

// ErrorOf is an error as a failure. One of neither the client nor this package
// becomes Failed, with its own words.
func ErrorOf(words *text.Table, err error) *Error {
	var failure *Error
	var refusal *client.Error
	switch {
	case errors.As(err, &failure):
		return failure
	case errors.As(err, &refusal):
		return ofClient(words, refusal)
	}
	return &Error{Exit: Failed, Code: "failed", Message: err.Error()}
}

// ofClient is an error of the client as a failure.
func ofClient(words *text.Table, err *client.Error) *Error {
	t, advice := words.Errors, words.Script.Advice
	f := &Error{RetryAfter: err.RetryAfter}
	switch {
	case err.Unknown():
		f.Exit, f.Code, f.Message = Unknown, codeUnknown, words.Script.OutcomeUnknown
	case err.Busy():
		f.Exit, f.Code, f.Message, f.Advice = Busy, string(err.Code), t.Crowd, advice.Later
	case err.Kind == client.Refused:
		refused(words, f, err)
	case err.Kind == client.Canceled:
		f.Exit, f.Code, f.Message = Interrupted, codeInterrupted, words.Script.Interrupted
	case err.Kind == client.Offline:
		f.Exit, f.Code, f.Message, f.Advice = Offline, codeOffline, t.Offline, advice.Network
	case err.Kind == client.Timeout:
		f.Exit, f.Code, f.Message, f.Advice = Offline, codeTimeout, t.Timeout, advice.Network
	case err.Kind == client.BadAnswer:
		f.Exit, f.Code, f.Message, f.Advice = Offline, codeBadAnswer, t.BadAnswer, advice.Network
	default:
		f.Exit, f.Code, f.Message, f.Advice = Offline, codeOffline, t.Interrupted, advice.Network
	}
	if f.Code == "" { // too busy to say more than a status
		f.Code = string(api.CodeUnavailable)
	}
	return f
}

// refused fills a failure in with a refusal of the backend. A code that this
// program does not know is a rule's.
func refused(words *text.Table, f *Error, err *client.Error) {
	message, known := words.Errors.ByCode[err.Code]
	f.Code, f.Next, f.Message = string(err.Code), err.Next, message
	if !known {
		f.Code, f.Message = "other", words.Errors.Other
	}
	if err.RetryAfter > 0 {
		f.Message = fmt.Sprintf(words.Errors.WaitFormat, f.Message, int(math.Ceil(err.RetryAfter.Seconds())))
	}
	f.Exit, f.Advice = Refused, words.Script.Advice.Look
	if at, ok := exitOf(words, err.Code); ok {
		f.Exit, f.Advice = at.exit, at.advice
	}
}

// remedy is the exit code of a refusal, and what to do.
type remedy struct {
	exit   Exit
	advice string
}

// exitOf is the remedy of a code; none for those of a rule that only the
// candidate's state explains.
func exitOf(words *text.Table, code api.Code) (remedy, bool) {
	a := words.Script.Advice
	switch code {
	case api.CodeUnauthorized:
		return remedy{NoLogin, a.Login}, true
	case api.CodeWrongPassword, api.CodeAccountLocked:
		return remedy{NoLogin, a.Relogin}, true
	case api.CodeBadRequest, api.CodeReasonUnknown, api.CodeReasonTextMissing, api.CodeReportUnknown, api.CodeKeyMissing:
		return remedy{Usage, a.Usage}, true
	case api.CodeStepNotDone, api.CodeAgreementOutdated:
		return remedy{Refused, a.Steps}, true
	case api.CodeNotFound, api.CodePoolNotFound, api.CodeStudentNotFound:
		return remedy{NotFound, a.Look}, true
	case api.CodeWindowClosed, api.CodeEntryFinished, api.CodePaymentClosed, api.CodeNothingToPay, api.CodeKeyReused:
		return remedy{Conflict, a.Look}, true
	case api.CodeTooManyRequests, api.CodeUnavailable, api.CodeInternal:
		return remedy{Busy, a.Later}, true
	default:
		return remedy{}, false
	}
}

// oneOf says what there is to choose from.
func oneOf(words *text.Table, choices []string) string {
	if len(choices) == 0 {
		return words.Script.Advice.Usage
	}
	return fmt.Sprintf(words.Script.Advice.OneOfFormat, strings.Join(choices, "、"))
}
