package waitlist_test

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"houbu/api"
	"houbu/backend/store"
)

// look compares the whole state after bringing both sides up to now: the product
// by a worker, or by nothing but everybody reading their own.
func (h *history) look(i int, s step) {
	h.t.Helper()
	h.m.settle()
	if i%2 == 0 {
		_, err := h.Settle(h.t.Context())
		h.must(err)
	}
	places := []string{}
	for n := range 6 {
		for _, e := range h.info(student(n)).Entries {
			places = append(places, fmt.Sprintf("place %s-%s %s with %d ahead", e.CampusCode, e.Subject, student(n), e.Ahead))
		}
	}
	got := slices.Sorted(slices.Values(append(h.rows(), places...)))
	want := slices.Sorted(slices.Values(h.m.lines()))
	if !slices.Equal(got, want) {
		h.t.Fatalf("after step %d %+v at %v\n%s", i, s, h.m.now, difference(got, want))
	}
	h.check()
}

// rows are the whole state as the database has it.
func (h *history) rows() (lines []string) {
	h.t.Helper()
	err := h.db.Read(h.t.Context(), func(tx store.Tx) error {
		for _, query := range []string{
			"SELECT 'pool ' || id || ' capacity ' || capacity || ' held ' || held || ' waiting ' || waiting || ' next ' || next_sequence FROM pools",
			"SELECT 'entry ' || pool_id || ' ' || sequence || ' ' || student_id || ' ' || state || ' ' || COALESCE(CAST(pay_by AS TEXT), '-') || ' ' || id FROM entries",
			"SELECT 'seat ' || pool_id || ' ' || student_id || ' ' || state || ' ' || pay_by FROM registrations WHERE state <> 'released'",
		} {
			more, err := texts(h.t.Context(), tx, query)
			if err != nil {
				return err
			}
			lines = append(lines, more...)
		}
		return nil
	})
	h.must(err)
	return lines
}

// lines are the whole state as the model has it.
func (m *model) lines() (lines []string) {
	for _, pool := range m.pools {
		id, waiting := poolAt(pool.at).ID(), 0
		for _, e := range pool.entries {
			payBy := "-"
			if !e.payBy.IsZero() {
				payBy = fmt.Sprint(e.payBy.UnixNano())
			}
			lines = append(lines, fmt.Sprintf("entry %s %d %s %s %s %s", id, e.number, e.student, e.state, payBy, e.id))
			if e.state == api.Waiting {
				lines = append(lines, fmt.Sprintf("place %s %s with %d ahead", id, e.student, waiting))
				waiting++
			}
		}
		lines = append(lines, fmt.Sprintf("pool %s capacity %d held %d waiting %d next %d", id, pool.capacity, m.taken(pool), waiting, len(pool.entries)+1))
	}
	for _, seat := range m.seats {
		if seat.state != "released" {
			lines = append(lines, fmt.Sprintf("seat %s %s %s %d", poolAt(seat.pool.at).ID(), seat.student, seat.state, seat.payBy.UnixNano()))
		}
	}
	return lines
}

// texts are the rows of a query of one text column.
func texts(ctx context.Context, tx store.Tx, query string) (all []string, err error) {
	rows, err := tx.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var text sql.NullString
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		all = append(all, text.String)
	}
	return all, rows.Err()
}

// difference shows what only one side has.
func difference(got, want []string) string {
	var out strings.Builder
	for _, line := range got {
		if !slices.Contains(want, line) {
			fmt.Fprintln(&out, "got  ", line)
		}
	}
	for _, line := range want {
		if !slices.Contains(got, line) {
			fmt.Fprintln(&out, "want ", line)
		}
	}
	return out.String()
}
