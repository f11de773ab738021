// Package exam is the exam session (考次) as the backend knows it: the settings
// that a session file gives. It holds no state and knows no database.
package exam

import (
	"time"

	"houbu/api"
)

// Oral rules: what the written registration must be before its oral subject
// can be waitlisted (setting oral_requires).
const (
	OralNeedsRegistered = "registered"
	OralNeedsPaid       = "paid"
)

// Exclusivity: within what a candidate may hold one subject (setting
// exclusive).
const (
	PerLevel   = "level"
	PerSession = "session"
)

// Exam is one exam session. Windows are [start, end); it never changes once
// loaded, so it may be shared between goroutines.
type Exam struct {
	ID            string
	Name          string
	OpensAt       time.Time
	ClosesAt      time.Time
	PaymentEndsAt time.Time
	LastAllocAt   time.Time
	PayWindow     time.Duration // time to pay after a success
	MinPayTime    time.Duration // nothing is offered with less time left to pay
	NotifyBefore  time.Duration // a reminder goes out so long before a pay deadline; 0: none
	Exclusive     string        // PerLevel or PerSession
	OralRequires  string        // OralNeedsRegistered or OralNeedsPaid
	DocumentTypes []api.DocumentType
	Subjects      []api.Subject
	CancelReasons []api.CancelReason
	ReportTypes   []api.ReportType // empty: no paper report
	Methods       []api.PayMethod
	Agreement     Agreement
	Login         LoginRules
	Practice      *Practice // nil: a real session
}

// Agreement is the text candidates consent to, and its version.
type Agreement struct {
	Version string
	Text    string
}

// LoginRules are the throttling figures of the login.
type LoginRules struct {
	TokenLife       time.Duration // a bearer session expires after this
	AccountFailures int           // failures within Window that lock an account
	AddressFailures int           // failures within Window that stop an address
	Window          time.Duration
	LockFor         time.Duration
}

// Practice says how the practice session behaves.
type Practice struct {
	Password string
	Accounts []api.DemoAccount
	Tick     time.Duration // between two moves of the simulated others
}

// Subject returns the subject with a code, and whether there is one.
func (e *Exam) Subject(code string) (api.Subject, bool) {
	for _, s := range e.Subjects {
		if s.Code == code {
			return s, true
		}
	}
	return api.Subject{}, false
}

// PayBy is the pay deadline (exclusive) of a success at t: min(success + pay
// window, payment close).
func (e *Exam) PayBy(t time.Time) time.Time {
	by := t.Add(e.PayWindow)
	if e.PaymentEndsAt.Before(by) {
		return e.PaymentEndsAt
	}
	return by
}

// RemindAt is when the candidate is reminded of a pay deadline, for an offer
// made at t, and whether at all. Where the pay window is no longer than
// NotifyBefore, half of it has passed then.
func (e *Exam) RemindAt(t, payBy time.Time) (time.Time, bool) {
	if e.NotifyBefore <= 0 || !payBy.After(t) {
		return time.Time{}, false
	}
	at := payBy.Add(-e.NotifyBefore)
	if !at.After(t) {
		at = t.Add(payBy.Sub(t) / 2)
	}
	return at, true
}

// RegistrationOpen tells whether t is within [opens, closes).
func (e *Exam) RegistrationOpen(t time.Time) bool {
	return !t.Before(e.OpensAt) && t.Before(e.ClosesAt)
}

// MayAllocate tells whether a seat may be offered at t: before the last
// allocation, and with at least MinPayTime left to pay.
func (e *Exam) MayAllocate(t time.Time) bool {
	return t.Before(e.LastAllocAt) && e.PayBy(t).Sub(t) >= e.MinPayTime && e.PayBy(t).After(t)
}

// Public is the part of the settings that candidates see.
func (e *Exam) Public(now time.Time) api.Exam {
	out := api.Exam{
		ID: e.ID, Name: e.Name, Now: now,
		OpensAt: e.OpensAt, ClosesAt: e.ClosesAt,
		PaymentEndsAt: e.PaymentEndsAt, LastAllocAt: e.LastAllocAt,
		PayWindowSec:  int(e.PayWindow / time.Second),
		DocumentTypes: e.DocumentTypes, Subjects: e.Subjects,
		CancelReasons: e.CancelReasons, ReportTypes: e.ReportTypes,
		Methods: e.Methods, Agreement: e.Agreement.Version, Exclusive: e.Exclusive,
	}
	if e.Practice != nil {
		out.Practice = &api.Practice{Password: e.Practice.Password, Accounts: e.Practice.Accounts}
	}
	return out
}
