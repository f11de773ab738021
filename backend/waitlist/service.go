// Package waitlist is the rules of the waitlist: who may join, who is served
// next, what ends an entry, and what a candidate sees of it. One function
// allocates seats (allocate.go), in the transaction of whatever freed them. It
// works on the tables of package store and the settings of package exam; it
// knows no HTTP, no payment platform and no file format.
package waitlist

import (
	"time"

	"houbu/api"
	"houbu/backend/batch"
	"houbu/backend/exam"
	"houbu/backend/store"
)

// Caller is who asks: the account, the student bound to it, and the idempotency
// key of the request (empty for reads). The account is a candidate's, or another's
// who asks for the student.
type Caller struct {
	AccountID string
	StudentID string
	Key       string
	For       *Behalf // nil: the candidate asks
}

// Pool names a campus × subject of the seats' roster.
type Pool struct {
	SchoolCode string
	School     string
	CampusCode string
	Campus     string
	Subject    string // code of the subject
}

// ID is the pool's key in the database.
func (p Pool) ID() string { return poolID(p.CampusCode, p.Subject) }

func poolID(campusCode, subject string) string { return campusCode + "-" + subject }

// Service is the waitlist of one exam session. It keeps nothing that another
// would need, so any number of them may work on one database, from many
// goroutines.
type Service struct {
	db   *store.DB
	exam *exam.Exam
	now  func() time.Time
	lock string // what a SELECT of pools ends with in order to lock them

	joins  []*batch.Lane[ask, api.Receipt] // that arrive together
	states *batch.Lane[string, digest]     // that are asked for together
	tags   *tagCache
}

// New returns the waitlist of an exam session on its database. now is the
// clock by which deadlines are evaluated.
func New(db *store.DB, session *exam.Exam, now func() time.Time) *Service {
	s := &Service{db: db, exam: session, now: now, lock: db.RowLock()}
	s.joins = s.lanes()
	s.states = batch.NewLane(mostStates, stateTime, s.look)
	s.tags = newTagCache(mostTags)
	return s
}
