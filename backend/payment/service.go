// Package payment turns registrations that await payment into orders, and what
// a payment platform says into paid, refused or refundable. It decides nothing
// about seats: it tells the waitlist, in its own transaction, what was paid and
// what was given up. It holds the practice payment platform with its cashier
// page, too, behind the same interface as a real platform.
package payment

import (
	"context"
	"time"

	"houbu/backend/exam"
	"houbu/backend/store"
)

// Seats is what payment needs of the waitlist. Both run in payment's
// transaction, so that an order and its seats never disagree.
type Seats interface {
	// MarkPaid marks held registrations as paid at an instant.
	MarkPaid(ctx context.Context, tx store.Tx, registrationIDs []string, at time.Time) error
	// ReleaseUnpaid frees the seats of held registrations and serves the head of
	// the queue; why is for the candidate to read.
	ReleaseUnpaid(ctx context.Context, tx store.Tx, registrationIDs []string, why string) error
}

// Service keeps the orders of an exam session. It is safe for use by many
// goroutines.
type Service struct {
	db       *store.DB
	exam     *exam.Exam
	seats    Seats
	platform Platform
	now      func() time.Time
}

// New returns the service. A nil platform stands for the practice platform,
// whose pages are then served by Cashier.
func New(db *store.DB, session *exam.Exam, seats Seats, platform Platform, now func() time.Time) *Service {
	if platform == nil {
		platform = NewPractice(db, session, now)
	}
	return &Service{db: db, exam: session, seats: seats, platform: platform, now: now}
}
