package waitlist_test

import (
	"slices"
	"time"

	"houbu/api"
)

// model is the waitlist as plain lists, written from the promises alone. It
// shares no code with the product: it looks at everything each time.
type model struct {
	now        time.Time
	perSession bool // one written subject in the session
	needsPaid  bool // oral needs the written subject paid
	pools      []*modelPool
	seats      []*modelSeat // in use, or given back
	qualified  map[string][]string
}

type modelPool struct {
	at       api.Join
	level    int
	oral     bool
	capacity int
	entries  []*modelEntry // by number, from 1
}

type modelEntry struct {
	pool    *modelPool
	student string
	number  int
	state   api.EntryState
	payBy   time.Time
	id      string // of the product
}

type modelSeat struct {
	pool    *modelPool
	student string
	entry   *modelEntry // nil: of the roster
	state   string      // held, paid, released
	payBy   time.Time
	id      string // of the product, for seats of the roster
}

// settle brings the model up to now: what is due ends, then the queues end or
// are served.
func (m *model) settle() {
	for _, seat := range m.seats {
		if seat.state == "held" && !m.now.Before(seat.payBy) {
			m.free(seat, api.Expired)
		}
	}
	for _, pool := range m.pools {
		for _, entry := range pool.entries {
			if entry.state != api.Waiting {
				continue
			}
			switch {
			case !m.now.Before(last):
				entry.state = api.Closed
			case m.taken(pool) < pool.capacity && m.payBy().Sub(m.now) >= minPay && m.hindrance(entry.student, pool) == "":
				entry.state, entry.payBy = api.Offered, m.payBy()
				m.seats = append(m.seats, &modelSeat{pool: pool, student: entry.student, entry: entry, state: "held", payBy: entry.payBy})
			}
		}
	}
}

// free gives a seat back, with what rests on it.
func (m *model) free(seat *modelSeat, how api.EntryState) {
	seat.state = "released"
	if seat.entry != nil {
		seat.entry.state = how
	}
	if seat.pool.at.Subject != "1" { // what 英语四级口试 needs
		return
	}
	for _, other := range m.seats {
		if other.student != seat.student || !other.pool.oral || other.state != "held" {
			continue
		}
		if m.now.Before(other.payBy) {
			m.free(other, api.Closed)
		} else {
			m.free(other, api.Expired)
		}
	}
	for _, entry := range m.entries() {
		if entry.student == seat.student && entry.pool.oral && entry.state == api.Waiting {
			entry.state = api.Closed
		}
	}
}

// hindrance is why a student may not hold a seat of a pool.
func (m *model) hindrance(student string, pool *modelPool) api.Code {
	if pool.oral {
		at := slices.IndexFunc(m.seats, func(s *modelSeat) bool {
			return s.student == student && s.pool.at.Subject == "1" && s.state != "released"
		})
		if at < 0 {
			return api.CodeWrittenRequired
		}
		if m.needsPaid && m.seats[at].state != "paid" {
			return api.CodeWrittenUnpaid
		}
	} else if !slices.Contains(m.qualified[student], pool.at.Subject) {
		return api.CodeNotQualified
	}
	for _, seat := range m.seats {
		if seat.student == student && seat.state != "released" && m.excludes(seat.pool, pool) {
			return api.CodeLevelTaken
		}
	}
	return ""
}

// excludes tells whether something in one pool forbids another.
func (m *model) excludes(one, other *modelPool) bool {
	return one.oral == other.oral && (one.level == other.level || m.perSession && !one.oral)
}

// payBy is the deadline of what is offered now.
func (m *model) payBy() time.Time {
	if by := m.now.Add(payWindow); by.Before(payments) {
		return by
	}
	return payments
}

// taken counts the seats of a pool that are held or paid.
func (m *model) taken(pool *modelPool) (n int) {
	for _, seat := range m.seats {
		if seat.pool == pool && seat.state != "released" {
			n++
		}
	}
	return n
}

// entries are the entries of all pools.
func (m *model) entries() (all []*modelEntry) {
	for _, pool := range m.pools {
		all = append(all, pool.entries...)
	}
	return all
}
