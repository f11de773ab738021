package waitlist

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"houbu/api"
	"houbu/backend/store"
)

// The states of a registration.
const (
	regHeld     = "held"
	regPaid     = "paid"
	regReleased = "released"
)

// place is what entries and registrations share: whose, and where.
type place struct {
	id         string
	pool       string
	student    string
	subject    string
	campusCode string
	campus     string
	kind       api.Kind
	level      int
}

// holding is a registration.
type holding struct {
	place
	seat   int64
	state  string
	payBy  int64
	entry  string // empty: it came from the roster
	report string
}

// due tells whether the pay window [offer, payBy) has ended unpaid.
func (h *holding) due(now time.Time) bool {
	return h.state == regHeld && h.payBy <= now.UnixNano()
}

const holdingColumns = `r.id, r.pool_id, r.student_id, p.subject, p.campus_code, p.campus, r.kind, r.level,
	r.seat_no, r.state, r.pay_by, COALESCE(r.entry_id, ''), r.report_type`

const fromHoldings = "SELECT " + holdingColumns + " FROM registrations r JOIN pools p ON p.id = r.pool_id "

func scanHolding(rows *sql.Rows) (holding, error) {
	var h holding
	err := rows.Scan(&h.id, &h.pool, &h.student, &h.subject, &h.campusCode, &h.campus, &h.kind, &h.level,
		&h.seat, &h.state, &h.payBy, &h.entry, &h.report)
	return h, err
}

// holdings loads registrations by their ids, in no particular order.
func holdings(ctx context.Context, tx store.Tx, ids []string) ([]holding, error) {
	return collect(ctx, tx, "load registrations", scanHolding,
		fromHoldings+"WHERE r.id IN "+in(1, len(ids)), anys(ids)...)
}

// entry is a place in a queue.
type entry struct {
	place
	sequence  int64
	state     api.EntryState
	joinedAt  int64
	changedAt int64
	payBy     sql.NullInt64
	endedAt   sql.NullInt64
	reason    string
}

const fromEntries = `SELECT e.id, e.pool_id, e.student_id, p.subject, p.campus_code, p.campus, e.kind, e.level,
	e.sequence, e.state, e.joined_at, e.changed_at, e.pay_by, e.ended_at, e.reason_text
	FROM entries e JOIN pools p ON p.id = e.pool_id `

func scanEntry(rows *sql.Rows) (entry, error) {
	var e entry
	err := rows.Scan(&e.id, &e.pool, &e.student, &e.subject, &e.campusCode, &e.campus, &e.kind, &e.level,
		&e.sequence, &e.state, &e.joinedAt, &e.changedAt, &e.payBy, &e.endedAt, &e.reason)
	return e, err
}

// poolRow is a pool's numbers.
type poolRow struct {
	id         string
	school     string
	campusCode string
	campus     string
	capacity   int64
	held       int64
	sequence   int64 // the number just given out, with takeNumber
}

// free is how many seats may still be given out: none while the holders are
// as many as the capacity, or more after it was lowered.
func (p *poolRow) free() int64 { return max(0, p.capacity-p.held) }

// lockPool locks a pool for the rest of the transaction and returns it; nil
// when there is none. The update changes nothing: it is the one way to lock a
// row that both databases know.
func lockPool(ctx context.Context, tx store.Tx, id string) (*poolRow, error) {
	return updatePool(ctx, tx, id, "waiting = waiting")
}

// takeNumber locks a pool and takes the next number of its queue for an entry
// that is about to wait (promise 3); nil when there is no such pool.
func takeNumber(ctx context.Context, tx store.Tx, id string) (*poolRow, error) {
	return updatePool(ctx, tx, id, "next_sequence = next_sequence + 1, waiting = waiting + 1")
}

func updatePool(ctx context.Context, tx store.Tx, id, set string) (*poolRow, error) {
	pool := poolRow{id: id}
	var next int64
	err := tx.QueryRowContext(ctx, "UPDATE pools SET "+set+
		" WHERE id = $1 RETURNING school_code, campus_code, campus, capacity, held, next_sequence", id).
		Scan(&pool.school, &pool.campusCode, &pool.campus, &pool.capacity, &pool.held, &next)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil //nolint:nilnil // no such pool is for the caller to judge
	}
	if err != nil {
		return nil, fmt.Errorf("lock a pool: %w", err)
	}
	pool.sequence = next - 1
	return &pool, nil
}
