// Package account knows who a candidate is and how far they are: logins and
// their throttling, the consent to the agreement, the binding of one account to
// one student, and the confirmation of the record (steps 1 to 7). It knows no
// HTTP and no rule of the waitlist; of entries and registrations it asks only
// whether there are any.
package account

import (
	"runtime"
	"time"

	"houbu/api"
	"houbu/backend/batch"
	"houbu/backend/exam"
	"houbu/backend/refusal"
	"houbu/backend/store"
)

// Service answers for the accounts of one exam session. It is safe for use by
// many goroutines.
type Service struct {
	db    *store.DB
	exam  *exam.Exam
	now   func() time.Time
	slots chan struct{} // password checks at once: one core is left for everybody else, and memory is bounded

	tokens *batch.Lane[string, Identity] // that come together
}

// New returns the service. now is the clock that every window is evaluated by.
func New(db *store.DB, session *exam.Exam, now func() time.Time) *Service {
	s := &Service{db: db, exam: session, now: now, slots: make(chan struct{}, max(1, runtime.NumCPU()-1))}
	s.tokens = batch.NewLane(store.MostRows, tokenTime, s.authenticate)
	return s
}

// Identity is who a bearer token belongs to, and which steps they have done, as
// of the instant when the token was checked.
type Identity struct {
	AccountID string
	Login     string // e-mail or phone: personal, never to be logged
	StudentID string // empty until step 4 is done
	Agreed    bool   // to the version in force
	Confirmed bool   // steps 5 to 7

	tokenHash string
}

// Require returns nil when every step before the given one is done, and a
// refusal with api.CodeStepNotDone that names the first missing step otherwise.
func (id Identity) Require(step api.Progress) error {
	missing := id.firstMissing()
	if rank(missing) >= rank(step) {
		return nil
	}
	no := refusal.New(api.CodeStepNotDone, "an earlier step is missing")
	no.Next = missing
	return no
}

// firstMissing is the first of steps 3 to 7 not done, or api.NextWritten.
func (id Identity) firstMissing() api.Progress {
	switch {
	case !id.Agreed:
		return api.NextAgreement
	case id.StudentID == "":
		return api.NextIdentity
	case !id.Confirmed:
		return api.NextReview
	}
	return api.NextWritten
}

// rank orders the steps as they are documented.
func rank(step api.Progress) int {
	switch step {
	case api.NextAgreement:
		return 0
	case api.NextIdentity:
		return 1
	case api.NextReview:
		return 2
	case api.NextWritten, api.NextInfo:
		return 3
	}
	return 3
}
