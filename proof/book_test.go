package proof

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"houbu/api"
)

// book is what the backends have acknowledged, and candidates rely on.
type book struct {
	mu     sync.Mutex    // guards what follows
	after  int           // how many more are waited for
	passed chan struct{} // closed when they have come
	joins  []string      // pool, number, entry
	ended  []string      // entry, state
	kinds  [7]int        // by kind
	losses int           // replies that were lost, and the outcome heard of later
	wrong  []string      // answers that cannot be
}

// The kinds of what is acknowledged.
const (
	joined = iota
	leftQueue
	leftSeat
	paid
	refused
	lapsed // seats not paid in time
	shut   // places at the last allocation
)

func (b *book) enter(kind int, list *[]string, line string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.kinds[kind]++
	*list = append(*list, line)
	b.pass()
}

// begin says that a request is about to be sent.
func (b *book) begin() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.pass()
}

func (b *book) pass() {
	if b.after--; b.after == 0 {
		close(b.passed)
	}
}

// next is closed when so many more requests have begun or been acknowledged.
func (b *book) next(n int) <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.after, b.passed = n, make(chan struct{})
	return b.passed
}

// count is how many of a kind were acknowledged.
func (b *book) count(kind int) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.kinds[kind]
}

func (b *book) complain(d *device, format string, args ...any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.wrong = append(b.wrong, fmt.Sprintf("candidate %d: ", d.who)+fmt.Sprintf(format, args...))
}

// join books a join. It cannot be refused: nobody else acts for the candidate.
func (b *book) join(d *device, receipt api.Receipt, code api.Code) {
	if code != "" {
		b.complain(d, "a join was refused: %s", code)
		return
	}
	b.enter(joined, &b.joins, fmt.Sprintf("%s-%s %d %s", d.w.file.Pools[d.w.poolOf(d.who)].Campus, d.w.file.Subject, receipt.Sequence, receipt.EntryID))
}

func (b *book) cancel(d *device, receipt api.Receipt, code api.Code, was api.EntryState) {
	if code != "" {
		b.complain(d, "a cancellation was refused: %s", code)
		return
	}
	kind := leftQueue
	if was == api.Offered {
		kind = leftSeat
	}
	b.enter(kind, &b.ended, receipt.EntryID+" cancelled")
}

// timed books an end that nobody asked for: the candidate finds it under
// 查看已完成候补.
func (b *book) timed(d *device, entry string, state api.EntryState) {
	switch state {
	case api.Expired:
		b.enter(lapsed, &b.ended, entry+" expired")
	case api.Closed:
		b.enter(shut, &b.ended, entry+" closed")
	default:
		b.complain(d, "a place that is gone ended %q", state)
	}
}

func (b *book) bill(d *device, entry string, order api.Order) {
	switch order.State {
	case api.OrderPaid:
		b.enter(paid, &b.ended, entry+" paid")
	case api.OrderRefused:
		b.enter(refused, &b.ended, entry+" cancelled")
	default:
		b.complain(d, "an order is %q", order.State)
	}
}

func (b *book) lost(n int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.losses += int(n)
}

// compare holds the book, in which some kinds must be, against the database. Every candidate knows the outcome
// of all they did, so there is nothing more in the one than in the other.
func (b *book) compare(t *testing.T, w *world, kinds ...int) {
	t.Helper()
	for _, wrong := range b.wrong {
		t.Error(wrong)
	}
	names := []string{"join", "cancellation while waiting", "cancellation of a seat", "payment", "refused payment", "expiry", "end at the last allocation"}
	for _, kind := range kinds {
		if b.kinds[kind] == 0 {
			t.Errorf("no %s was acknowledged", names[kind])
		}
	}
	if b.losses == 0 {
		t.Error("no reply was lost")
	}
	db := w.open()
	for query, booked := range map[string][]string{
		"SELECT pool_id || ' ' || sequence || ' ' || id FROM entries":                      b.joins,
		"SELECT id || ' ' || state FROM entries WHERE state NOT IN ('waiting', 'offered')": b.ended,
		"SELECT e.id || ' paid' FROM entries e JOIN registrations r ON r.entry_id = e.id WHERE r.state = 'paid'": slices.DeleteFunc(
			slices.Clone(b.ended), func(line string) bool { return !strings.HasSuffix(line, " paid") }),
	} {
		stored, err := texts(t.Context(), db, query)
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(stored)
		slices.Sort(booked)
		for _, line := range booked {
			if _, found := slices.BinarySearch(stored, line); !found {
				t.Errorf("acknowledged and lost: %s", line)
			}
		}
		for _, line := range stored {
			if _, found := slices.BinarySearch(booked, line); !found {
				t.Errorf("done and not acknowledged: %s", line)
			}
		}
		if len(slices.Compact(slices.Clone(booked))) != len(booked) {
			t.Error("something was acknowledged twice")
		}
	}
	t.Logf("%d joins, %d and %d cancellations, %d payments and %d refused, %d expired and %d closed, %d replies lost",
		b.kinds[joined], b.kinds[leftQueue], b.kinds[leftSeat], b.kinds[paid], b.kinds[refused], b.kinds[lapsed], b.kinds[shut], b.losses)
}
