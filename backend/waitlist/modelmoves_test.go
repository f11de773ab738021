package waitlist_test

import "houbu/api"

// What people do, in the model. Each is done on the state as of now, returns the
// refusal that is expected, and serves the queues.

func (m *model) join(student string, pool *modelPool) (api.Code, *modelEntry) {
	m.settle()
	if m.now.Before(opens) || !m.now.Before(closes) || !m.now.Before(last) {
		return api.CodeWindowClosed, nil
	}
	if code := m.hindrance(student, pool); code != "" {
		return code, nil
	}
	for _, entry := range m.entries() {
		live := entry.state == api.Waiting || entry.state == api.Offered
		if live && entry.student == student && m.excludes(entry.pool, pool) {
			return api.CodeLevelTaken, nil
		}
	}
	entry := &modelEntry{pool: pool, student: student, number: len(pool.entries) + 1, state: api.Waiting}
	pool.entries = append(pool.entries, entry)
	m.settle()
	return "", entry
}

func (m *model) cancel(entry *modelEntry) api.Code {
	m.settle()
	switch entry.state {
	case api.Waiting:
		entry.state = api.Cancelled
	case api.Offered:
		m.free(m.seatOf(entry), api.Cancelled)
	default:
		return api.CodeEntryFinished
	}
	m.settle()
	return ""
}

func (m *model) pay(seat *modelSeat) api.Code {
	m.settle()
	switch seat.state {
	case "paid":
		return api.CodeNothingToPay
	case "released":
		return api.CodePaymentClosed
	}
	seat.state = "paid"
	if seat.entry != nil {
		seat.entry.state = api.Paid
	}
	m.settle()
	return ""
}

func (m *model) refuse(seat *modelSeat) api.Code {
	m.settle()
	if seat.state == "held" {
		m.free(seat, api.Cancelled)
	}
	m.settle()
	return ""
}

func (m *model) resize(pool *modelPool, capacity int) api.Code {
	m.settle()
	pool.capacity = capacity
	m.settle()
	return ""
}

func (m *model) disqualify(student, subject string) api.Code {
	m.settle()
	var left []string
	for _, have := range m.qualified[student] {
		if have != subject {
			left = append(left, have)
		}
	}
	m.qualified[student] = left
	for _, entry := range m.entries() {
		if entry.student == student && entry.pool.at.Subject == subject && entry.state == api.Waiting {
			entry.state = api.Closed
		}
	}
	for _, seat := range m.seats {
		if seat.student == student && seat.pool.at.Subject == subject && seat.state == "held" {
			m.free(seat, api.Closed)
		}
	}
	m.settle()
	return ""
}

func (m *model) register(student string, pool *modelPool, paid bool) (api.Code, *modelSeat) {
	m.settle()
	if code := m.hindrance(student, pool); code != "" {
		return code, nil
	}
	if m.taken(pool) >= pool.capacity {
		return api.CodePoolNotFound, nil
	}
	seat := &modelSeat{pool: pool, student: student, state: "held", payBy: m.payBy()}
	if paid {
		seat.state = "paid"
	}
	m.seats = append(m.seats, seat)
	m.settle()
	return "", seat
}

// seatOf is the seat that an entry led to.
func (m *model) seatOf(entry *modelEntry) *modelSeat {
	for _, seat := range m.seats {
		if seat.entry == entry {
			return seat
		}
	}
	return nil
}
