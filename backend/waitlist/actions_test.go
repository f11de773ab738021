package waitlist_test

import (
	"slices"
	"testing"
	"time"

	"houbu/api"
	"houbu/backend/exam"
)

// can is everything that a student can do now: "join", and the actions of each
// seat behind its subject.
func (w *world) can(student string) (out []string) {
	w.t.Helper()
	info := w.info(student)
	for _, action := range info.Actions {
		out = append(out, string(action))
	}
	for _, seat := range slices.Concat(info.Written, info.Oral) {
		for _, action := range seat.Actions {
			out = append(out, seat.Subject+" "+string(action))
		}
	}
	return out
}

// TestActions takes s1 from state to state and asks what is possible: that, and
// nothing else.
func TestActions(t *testing.T) {
	t.Parallel()
	type list = []string
	for _, test := range []struct {
		name  string
		given func(w *world)
		want  list
	}{
		{"nothing yet", func(*world) {}, list{"join"}},
		{"before registration opens", func(w *world) { w.clock.set(opens.Add(-1)) }, nil},
		{"no 资格科目", func(w *world) { w.must(w.exec("DELETE FROM qualifications WHERE student_id = 's1'")) }, nil},
		{"waiting, one level", func(w *world) { w.join("s1", west4) }, list{"join"}},
		{"waiting in both levels", func(w *world) { w.join("s1", west4); w.join("s1", east6) }, nil},
		{"waiting, one subject a session", func(w *world) {
			w.exam.Exclusive = exam.PerSession
			w.join("s1", west4)
		}, nil},
		{"written, unpaid", func(w *world) { w.join("s1", east4) }, list{"join", "1 pay", "1 oral", "1 report"}},
		{"written, paid", func(w *world) { w.pay(w.join("s1", east4).EntryID) }, list{"join", "1 oral", "1 report"}},
		{"written, unpaid, oral needs paid", func(w *world) {
			w.exam.OralRequires = exam.OralNeedsPaid
			w.join("s1", east4)
		}, list{"join", "1 pay", "1 report"}},
		{"another subject, with a report type for all", func(w *world) { w.join("s1", eastJ4) }, list{"join", "3 pay", "3 report"}},
		{"report switched off", func(w *world) {
			w.exam.ReportTypes = nil
			w.join("s1", eastJ4)
		}, list{"join", "3 pay"}},
		{"report for others only", func(w *world) {
			w.exam.ReportTypes = w.exam.ReportTypes[1:]
			w.join("s1", eastJ4)
		}, list{"join", "3 pay"}},
		{"oral waiting", func(w *world) {
			w.join("s1", east4)
			w.pool(eastOral4, 0)
			w.join("s1", eastOral4)
		}, list{"join", "1 pay", "1 report"}},
		{"oral offered: written is paid first", func(w *world) {
			w.join("s1", east4)
			w.join("s1", eastOral4)
		}, list{"join", "1 pay", "1 report"}},
		{"oral offered, written paid", func(w *world) {
			w.pay(w.join("s1", east4).EntryID)
			w.join("s1", eastOral4)
		}, list{"join", "1 report", "SET4 pay"}},
		{"oral offered, another written unpaid", func(w *world) {
			w.pay(w.join("s1", east4).EntryID)
			w.join("s1", eastOral4)
			w.pool(east6, 1)
			w.join("s1", east6)
		}, list{"1 report", "2 pay", "2 report"}},
		{"all paid", func(w *world) {
			w.pay(w.join("s1", east4).EntryID)
			w.pay(w.join("s1", eastOral4).EntryID)
		}, list{"join", "1 report"}},
		{"registration closed", func(w *world) {
			w.clock.set(closes.Add(-time.Hour))
			w.join("s1", east4)
			w.clock.set(closes)
		}, list{"1 pay", "1 report"}},
		{"pay window over", func(w *world) {
			w.join("s1", east4)
			w.clock.set(start.Add(payWindow))
		}, list{"join"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := fixture(t, map[api.Join]int{east4: 1, west4: 0, eastJ4: 1, east6: 0, eastOral4: 1})
			test.given(w)
			if got := w.can("s1"); !slices.Equal(got, test.want) {
				t.Errorf("can %q, want %q", got, test.want)
			}
		})
	}
}

// TestNoActionWithoutAPool has subjects that the student may take, and that the
// school has no seats for.
func TestNoActionWithoutAPool(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 1, abroad4: 1})
	w.pool(api.Join{CampusCode: "993020", Subject: "SET4"}, 1)
	w.pool(api.Join{CampusCode: "993020", Subject: "2"}, 1)
	w.join("s1", east4)
	if got, want := w.can("s1"), []string{"1 pay", "1 report"}; !slices.Equal(got, want) {
		t.Errorf("can %q, want %q", got, want)
	}
}
