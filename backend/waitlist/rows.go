package waitlist

import (
	"context"
	"database/sql"
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
		fromHoldings+"WHERE r.id IN "+store.In(1, len(ids)), store.Args(ids)...)
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

// The live entries of some students, whose list follows, and the past ones of one.
const (
	liveEntriesOf = fromEntries + "WHERE e." + isLive + " AND e.student_id IN "
	pastEntriesOf = fromEntries + "WHERE e." + isPast + " AND e.student_id = $1"
)

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
	next       int64 // the number that the next entry gets (promise 3)
	servedTo   int64 // nobody waits with a number up to this one
}

// free is how many seats may still be given out: none while the holders are
// as many as the capacity, or more after it was lowered.
func (p *poolRow) free() int64 { return max(0, p.capacity-p.held) }
