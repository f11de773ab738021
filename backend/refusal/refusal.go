// Package refusal is the error by which the backend's rules say no. The HTTP
// layer maps its code to a status once; rules never know HTTP.
package refusal

import (
	"time"

	"houbu/api"
)

// Error is a refusal with a stable code. Its text is for engineers and never
// holds personal data.
type Error struct {
	Code       api.Code
	Detail     string
	Next       api.Progress  // with api.CodeStepNotDone: the step to do first
	RetryAfter time.Duration // how long to wait before another try
}

// Error returns the code and the detail.
func (e *Error) Error() string {
	if e.Detail == "" {
		return string(e.Code)
	}
	return string(e.Code) + ": " + e.Detail
}

// New returns a refusal with a code and a detail free of personal data.
func New(code api.Code, detail string) *Error {
	return &Error{Code: code, Detail: detail}
}
