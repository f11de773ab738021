package waitlist_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"houbu/api"
)

// doors are the ways in which somebody comes first after a deadline: s1 holds an
// unpaid seat that was offered, s2 and s3 wait behind, s4 is new.
var doors = map[string]func(w *world, entries []string) error{
	"reads":        func(*world, []string) error { return nil },
	"joins":        func(w *world, _ []string) error { _, err := w.tryJoin("s4", east4); return err },
	"joins anew":   func(w *world, _ []string) error { _, err := w.tryJoin("s1", east4); return err },
	"cancels":      func(w *world, entries []string) error { return w.tryCancel("s1", entries[0]) },
	"leaves":       func(w *world, entries []string) error { return w.tryCancel("s2", entries[1]) },
	"pays":         func(w *world, entries []string) error { return w.tryPay(w.seatOf(entries[0])) },
	"gives up":     func(w *world, entries []string) error { return w.refuse(w.seatOf(entries[0])) },
	"registers":    func(w *world, _ []string) error { _, err := w.tryRegister("s4", east4, false); return err },
	"raises":       func(w *world, _ []string) error { return w.SetCapacity(w.t.Context(), poolAt(east4).ID(), 2, "加座") },
	"disqualifies": func(w *world, _ []string) error { return w.Disqualify(w.t.Context(), "s2", "1", "成绩复核") },
}

// TestAWorkerOnlyHastens goes through each door a nanosecond before, at and after
// each deadline, in a world in which a worker has just run and in one in which
// none ever has. Every answer must be the same, and so must be all that everyone
// reads afterwards.
func TestAWorkerOnlyHastens(t *testing.T) {
	t.Parallel()
	for _, edge := range []struct {
		name   string
		joined time.Time
		at     time.Time
	}{
		{"pay window", start, start.Add(payWindow)},
		{"registration close", closes.Add(-time.Hour), closes},
		{"last allocation", closes.Add(-time.Hour), last},
		{"least time to pay", payments.Add(-payWindow), payments.Add(-minPay)},
		{"payment close", payments.Add(-payWindow), payments},
	} {
		for door, pass := range doors {
			t.Run(edge.name+", "+door, func(t *testing.T) {
				t.Parallel()
				for _, when := range around {
					var got [2]string
					for i, worker := range []bool{false, true} {
						got[i] = played(t, edge.joined, edge.at.Add(when.by), worker, pass)
					}
					if got[0] != got[1] {
						t.Errorf("%s: without a worker\n%s\nwith one\n%s", when.name, got[0], got[1])
					}
				}
			})
		}
	}
}

// played is what is answered in a world, and what everyone reads afterwards.
func played(t *testing.T, joined, at time.Time, worker bool, pass func(w *world, entries []string) error) string {
	t.Helper()
	w := fixture(t, map[api.Join]int{east4: 1})
	if !joined.Before(closes) { // the windows end later here
		w.exam.ClosesAt, w.exam.LastAllocAt = payments, payments
	}
	w.clock.set(joined)
	entries := w.joinAll(east4, "s1", "s2", "s3")
	w.clock.set(at)
	if worker {
		_, err := w.Settle(t.Context())
		w.must(err)
	}
	answers := []any{code(pass(w, entries))}
	for _, student := range []string{"s1", "s2", "s3", "s4"} {
		answers = append(answers, student, w.info(student), w.finished(student))
	}
	pools, err := w.Pools(t.Context(), "s4", api.Written) // last: it settles everything
	w.must(err)
	answers = append(answers, pools)
	return legible(t, answers)
}

// ids are random, and the same instant of two worlds has others.
var ids = regexp.MustCompile(`[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`)

func legible(t *testing.T, answers []any) string {
	t.Helper()
	var lines []string
	for _, answer := range answers {
		body, err := json.Marshal(answer)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, fmt.Sprint(ids.ReplaceAllString(string(body), "id")))
	}
	return strings.Join(lines, "\n")
}
