package payment

import (
	"context"
	"time"
)

// Outcome is how a payer left a payment platform.
type Outcome string

// The outcomes of a charge.
const (
	Paid    Outcome = "paid"    // money was taken
	Refused Outcome = "refused" // the payer gave the payment up
)

// Charge is a line of a payment platform's own ledger, as the platform reports
// it. Nothing in it is believed without a look at the order it is for.
type Charge struct {
	Ref       string // the platform's reference, unique; it is taken once
	Cashier   string // the order, by the unguessable part of its cashier address
	AmountFen int    // fen taken; 0 when refused
	Method    string // code of the payment method; empty when refused
	Outcome   Outcome
	At        time.Time // when the platform wrote it
}

// Platform is a payment platform: it can be asked at any time what it knows of
// an order, so that a lost notification loses nothing.
type Platform interface {
	// Query returns every charge made at a cashier, oldest first; none is no
	// error.
	Query(ctx context.Context, cashier string) ([]Charge, error)
}
