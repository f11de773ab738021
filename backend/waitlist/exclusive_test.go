package waitlist_test

import (
	"context"
	"testing"

	"houbu/api"
	"houbu/backend/exam"
	"houbu/backend/store"
)

func TestOneSubjectPerLevelOrSession(t *testing.T) {
	t.Parallel()
	waits := func(w *world) { w.join("s1", west4) }
	for _, test := range []struct {
		name      string
		exclusive string
		given     func(w *world)
		at        api.Join
		want      api.Code
	}{
		{"the same pool twice", exam.PerLevel, func(w *world) { w.join("s1", east4) }, east4, api.CodeLevelTaken},
		{"another campus", exam.PerLevel, waits, east4, api.CodeLevelTaken},
		{"another subject of the level", exam.PerLevel, waits, eastJ4, api.CodeLevelTaken},
		{"another level", exam.PerLevel, waits, east6, ""},
		{"another level in one session", exam.PerSession, waits, east6, api.CodeLevelTaken},
		{"a seat of the roster", exam.PerLevel, func(w *world) { w.register("s1", eastJ4, false) }, east4, api.CodeLevelTaken},
		{"a paid seat", exam.PerLevel, func(w *world) { w.register("s1", eastJ4, true) }, east4, api.CodeLevelTaken},
		{"a seat of another level", exam.PerSession, func(w *world) { w.register("s1", east6, true) }, east4, api.CodeLevelTaken},
		{"after leaving", exam.PerSession, func(w *world) { w.cancel("s1", w.join("s1", west4).EntryID) }, east6, ""},
		{"oral beside written", exam.PerSession, func(w *world) { w.register("s1", east4, true) }, eastOral4, ""},
		{"oral twice", exam.PerSession, func(w *world) {
			w.register("s1", east4, true)
			w.join("s1", eastOral4)
		}, eastOral4, api.CodeLevelTaken},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := fixture(t, map[api.Join]int{east4: 1, west4: 0, eastJ4: 1, east6: 1, eastOral4: 0})
			w.exam.Exclusive = test.exclusive
			test.given(w)
			_, err := w.tryJoin("s1", test.at)
			w.wantCode(err, test.want)
		})
	}
}

func TestOralRestsOnTheWrittenSubject(t *testing.T) {
	t.Parallel()
	seat := func(at api.Join, paid bool) func(w *world) { return func(w *world) { w.register("s1", at, paid) } }
	for _, test := range []struct {
		name  string
		rule  string
		any   bool // the oral subject names no written one: any of the level
		given func(w *world)
		want  api.Code
	}{
		{"nothing", exam.OralNeedsRegistered, false, func(*world) {}, api.CodeWrittenRequired},
		{"waiting is not registered", exam.OralNeedsRegistered, false, func(w *world) { w.join("s1", west4) }, api.CodeWrittenRequired},
		{"unpaid", exam.OralNeedsRegistered, false, seat(east4, false), ""},
		{"paid", exam.OralNeedsRegistered, false, seat(east4, true), ""},
		{"unpaid where paid is asked", exam.OralNeedsPaid, false, seat(east4, false), api.CodeWrittenUnpaid},
		{"paid where paid is asked", exam.OralNeedsPaid, false, seat(east4, true), ""},
		{"another level", exam.OralNeedsRegistered, false, seat(east6, true), api.CodeWrittenRequired},
		{"another subject of the level", exam.OralNeedsRegistered, false, seat(eastJ4, true), api.CodeWrittenRequired},
		{"any subject of the level", exam.OralNeedsRegistered, true, seat(eastJ4, true), ""},
		{"expired", exam.OralNeedsRegistered, false, func(w *world) {
			w.register("s1", east4, false)
			w.clock.set(start.Add(payWindow))
		}, api.CodeWrittenRequired},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := fixture(t, map[api.Join]int{east4: 1, west4: 0, eastJ4: 1, east6: 1, eastOral4: 0})
			w.exam.OralRequires = test.rule
			if test.any {
				w.exam.Subjects[3].Requires = ""
			}
			test.given(w)
			_, err := w.tryJoin("s1", eastOral4)
			w.wantCode(err, test.want)
		})
	}
}

func TestOwnSchoolOnly(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 1, abroad4: 1})
	w.must(w.write(func(ctx context.Context, tx store.Tx) error { return addStudent(ctx, tx, "free", "") }))
	for _, test := range []struct {
		student string
		at      api.Join
		want    api.Code
	}{
		{"s1", abroad4, api.CodePoolNotFound}, {"t1", east4, api.CodePoolNotFound},
		{"s1", east4, ""}, {"t1", abroad4, ""},
		{"free", abroad4, ""}, // a roster that names no school leaves them all
	} {
		_, err := w.tryJoin(test.student, test.at)
		w.wantCode(err, test.want)
	}
}

// TestACodeCannotPointAtAnotherPool has subjects whose codes end alike: with a
// made-up campus code the pool of the one must not be joined as the other.
func TestACodeCannotPointAtAnotherPool(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.exam.Subjects = append(w.exam.Subjects, api.Subject{Code: "X-1", Name: "法语四级", Kind: api.Written, Level: 4})
	other := api.Join{CampusCode: "993010", Subject: "X-1"}
	w.pool(other, 1)
	_, err := w.tryJoin("s1", other)
	w.wantCode(err, api.CodeNotQualified)
	_, err = w.tryJoin("s1", api.Join{CampusCode: "993010-X", Subject: "1"})
	w.wantCode(err, api.CodePoolNotFound)
}
