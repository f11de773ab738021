// Package desk is what the support staff does: finding candidates and seeing what
// they see, acting for them, and managing the session. It decides no rule of the
// waitlist, the accounts or the payments: it asks their packages, and writes the
// audit trail in the transaction of every change. Who may do what is decided where
// the operations are listed.
package desk

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"houbu/api"
	"houbu/backend/account"
	"houbu/backend/audit"
	"houbu/backend/exam"
	"houbu/backend/payment"
	"houbu/backend/receipt"
	"houbu/backend/store"
	"houbu/backend/waitlist"
)

// Service is the desk of one exam session. It is safe for use by many goroutines.
type Service struct {
	db       *store.DB
	exam     *exam.Exam
	accounts *account.Service
	waitlist *waitlist.Service
	payment  *payment.Service
	now      func() time.Time
	log      *slog.Logger

	running imports
	work    sync.WaitGroup  // imports under way
	life    context.Context // of their work: until Close
	stop    context.CancelFunc
}

// Config is what a desk works with.
type Config struct {
	DB       *store.DB
	Exam     *exam.Exam
	Accounts *account.Service
	Waitlist *waitlist.Service
	Payment  *payment.Service
	Now      func() time.Time
	Log      *slog.Logger // nil: no log
}

// New returns the desk. Close it after use, and before the database.
func New(c Config) *Service {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	s := &Service{
		db: c.DB, exam: c.Exam, accounts: c.Accounts, waitlist: c.Waitlist, payment: c.Payment, now: c.Now, log: c.Log,
	}
	s.life, s.stop = context.WithCancel(context.Background())
	return s
}

// Close stops the imports under way, which leave nothing behind, and waits for them.
func (s *Service) Close() {
	s.stop()
	s.work.Wait()
}

// Caller is who of the staff asks, and the idempotency key of the request (empty
// for reads).
type Caller struct {
	audit.Actor
	Key string
}

// account is what the staff's receipts are kept under: no candidate's account has
// such an id.
func (who Caller) account() string { return "staff:" + who.ID }

// deed is one thing that the staff does: the request, and what is told of it.
type deed struct {
	kind    api.ReceiptKind
	content []string // of the request, without the note
	line    audit.Line
	// do changes what is to be changed and completes the line. The receipt that it
	// returns needs only what is particular to it.
	do func(ctx context.Context, tx store.Tx, line *audit.Line) (api.Receipt, error)
}

// perform does a thing once for its key, with its line in the audit trail, in one
// transaction.
func (s *Service) perform(ctx context.Context, who Caller, d deed) (api.Receipt, error) {
	done, _, err := s.performOr(ctx, who, d)
	return done, err
}

// performOr is perform that tells whether it was done now, or when the key came
// before.
func (s *Service) performOr(ctx context.Context, who Caller, d deed) (done api.Receipt, now bool, err error) {
	note, err := audit.Note(d.line.Note)
	if err != nil {
		return api.Receipt{}, false, err
	}
	d.line.Note = note
	request := receipt.Request{
		AccountID: who.account(), Key: who.Key, Kind: d.kind, Fingerprint: receipt.Fingerprint(append(d.content, note)...),
	}
	var written int64 // two with one key may run at once: the other's line has another number
	done, err = receipt.Once(ctx, s.db, request, func(ctx context.Context, tx store.Tx) (api.Receipt, error) {
		line := d.line
		out, err := d.do(ctx, tx, &line)
		if err != nil {
			return out, err
		}
		out.At = s.now().UTC()
		written, err = audit.Write(ctx, tx, who.Actor, out.At, line)
		out.Audit = written
		return out, err
	})
	return done, done.Audit == written, err
}

// Receipt returns the outcome of a key of the caller's, whose reply was lost.
func (s *Service) Receipt(ctx context.Context, who Caller, key string) (api.Receipt, error) {
	return s.waitlist.Receipt(ctx, who.account(), key)
}
