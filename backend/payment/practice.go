package payment

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"houbu/api"
	"houbu/backend/exam"
	"houbu/backend/store"
)

// Why the practice platform does not charge.
var (
	errNoBill   = errors.New("no such cashier")
	errOver     = errors.New("the cashier is closed")
	errNoMethod = errors.New("no such payment method")
)

// Practice is the practice payment platform. It keeps its own ledger
// (platform_charges), apart from the orders', as a real platform does, and
// takes no money.
type Practice struct {
	db   *store.DB
	exam *exam.Exam
	now  func() time.Time
}

// NewPractice returns the practice platform of an exam session.
func NewPractice(db *store.DB, session *exam.Exam, now func() time.Time) *Practice {
	return &Practice{db: db, exam: session, now: now}
}

// Query returns what the ledger holds for a cashier.
func (p *Practice) Query(ctx context.Context, cashier string) ([]Charge, error) {
	var out []Charge
	err := p.db.Read(ctx, func(tx store.Tx) error {
		var err error
		out, err = ledger(ctx, tx, cashier)
		return err
	})
	return out, err
}

// charge writes the one line that a cashier can have and returns it with true;
// when there is one already, that one with false, whatever was asked for. The
// reference is the cashier's own, so the ledger's primary key refuses a second
// line even if two payers get here at once.
func (p *Practice) charge(ctx context.Context, cashier, method string, outcome Outcome) (made Charge, fresh bool, err error) {
	err = p.db.Write(ctx, func(tx store.Tx) error {
		fresh = false // of a try that was rolled back
		if err := lockOrder(ctx, tx, cashier); err != nil {
			return err
		}
		due, err := p.bill(ctx, tx, cashier)
		if err != nil {
			return err
		}
		if due.charge != nil {
			made = *due.charge
			return nil
		}
		now := p.now()
		if due.order.stateAt(now) != api.OrderOpen {
			return errOver
		}
		made = Charge{Ref: "practice-" + cashier, Cashier: cashier, Outcome: outcome, At: now.UTC()}
		if outcome == Paid {
			if !p.hasMethod(method) {
				return errNoMethod
			}
			made.Method, made.AmountFen = method, due.order.amountFen
		}
		fresh = true
		return enter(ctx, tx, made)
	})
	return made, fresh && err == nil, err
}

// due is what the platform knows of a cashier: the order it is for, as a real
// platform is told it, and the line of its own ledger, if there is one.
type due struct {
	order  *order
	charge *Charge
	payer  string // full name; shown masked
}

// due reads what is due at a cashier on a snapshot of its own.
func (p *Practice) due(ctx context.Context, cashier string) (due, error) {
	var out due
	err := p.db.Read(ctx, func(tx store.Tx) error {
		var err error
		out, err = p.bill(ctx, tx, cashier)
		return err
	})
	return out, err
}

// bill reads what is due at a cashier, or errNoBill.
func (p *Practice) bill(ctx context.Context, tx store.Tx, cashier string) (due, error) {
	target, err := load(ctx, tx, p.exam, "cashier", cashier)
	if err != nil {
		return due{}, err
	}
	if target == nil {
		return due{}, errNoBill
	}
	out := due{order: target}
	lines, err := ledger(ctx, tx, cashier)
	if err != nil {
		return due{}, err
	}
	if len(lines) > 0 {
		out.charge = &lines[0]
	}
	err = tx.QueryRowContext(ctx, "SELECT name FROM students WHERE id = $1", target.studentID).Scan(&out.payer)
	if err != nil {
		return due{}, fmt.Errorf("read the payer of an order: %w", err)
	}
	return out, nil
}

func (p *Practice) hasMethod(code string) bool {
	return slices.ContainsFunc(p.exam.Methods, func(m api.PayMethod) bool { return m.Code == code })
}

// enter writes a line of the ledger.
func enter(ctx context.Context, tx store.Tx, c Charge) error {
	_, err := tx.ExecContext(ctx,
		"INSERT INTO platform_charges (ref, cashier, amount_fen, method, outcome, at) VALUES ($1, $2, $3, $4, $5, $6)",
		c.Ref, c.Cashier, c.AmountFen, c.Method, string(c.Outcome), c.At.UnixNano())
	if err != nil {
		return fmt.Errorf("write the platform's ledger: %w", err)
	}
	return nil
}

// ledger reads the lines of a cashier, oldest first.
func ledger(ctx context.Context, tx store.Tx, cashier string) (out []Charge, err error) {
	rows, err := tx.QueryContext(ctx,
		"SELECT ref, amount_fen, method, outcome, at FROM platform_charges WHERE cashier = $1 ORDER BY at, ref", cashier)
	if err != nil {
		return nil, fmt.Errorf("read the platform's ledger: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		line := Charge{Cashier: cashier}
		var at int64
		if err := rows.Scan(&line.Ref, &line.AmountFen, &line.Method, &line.Outcome, &at); err != nil {
			return nil, fmt.Errorf("read a line of the platform's ledger: %w", err)
		}
		line.At = store.Time(at)
		out = append(out, line)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read the platform's ledger: %w", err)
	}
	return out, nil
}
