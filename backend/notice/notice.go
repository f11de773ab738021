// Package notice tells candidates what became of their place in a queue: an
// offer, a pay deadline that is near, an end that they did not ask for. A
// notice is written to the outbox in the transaction of what it is about
// (Enqueue), and a Worker hands it to a Notifier later, at least once. Nothing
// in the product reads what became of a notice: a deadline passes whether or
// not anybody was told.
package notice

import "time"

// Kind is what a notice is about.
type Kind string

// The kinds of notices.
const (
	Offer      Kind = "offer"       // 候补成功，请支付
	ExpiryNear Kind = "expiry_near" // 即将逾期
	Closed     Kind = "closed"      // ended, not by the candidate's own wish
)

// closedLife is how long the notice of an end is tried: later nobody is helped
// by it.
const closedLife = 72 * time.Hour

// Notice is one thing to tell a candidate. It holds nothing by which a person
// is known.
type Notice struct {
	Kind           Kind
	EntryID        string // empty: a seat of the roster
	RegistrationID string // of a seat of the roster; else it may be empty
	StudentID      string
	PoolID         string
	At             time.Time // when it happened
	DueAt          time.Time // not sent before; zero for At
	PayBy          time.Time // the pay deadline, for Offer and ExpiryNear
	Outcome        string    // the state that a closed entry ended in
	Reason         string    // of a closed entry, for people
}

// id is the same for every attempt, and differs between notices: an entry is
// offered a seat once and ends once.
func (n *Notice) id() string {
	if n.EntryID != "" {
		return string(n.Kind) + "_" + n.EntryID
	}
	return string(n.Kind) + "_" + n.RegistrationID
}

// due is when the notice may be sent.
func (n *Notice) due() time.Time {
	if n.DueAt.IsZero() {
		return n.At
	}
	return n.DueAt
}

// lastTry is from when on the notice is of no use.
func (n *Notice) lastTry() time.Time {
	if n.Kind == Closed {
		return n.due().Add(closedLife)
	}
	return n.PayBy
}
