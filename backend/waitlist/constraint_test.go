package waitlist_test

import (
	"testing"

	"houbu/api"
)

// TestTheDatabaseRefusesASecondHolder writes behind the service's back what a
// wrong lock would let through: the schema refuses it (promise 1).
func TestTheDatabaseRefusesASecondHolder(t *testing.T) {
	t.Parallel()
	insert := func(w *world, seat int, student, kind, state string) error {
		return w.exec(`INSERT INTO registrations (id, pool_id, seat_no, student_id, kind, level, state, created_at, pay_by)
			VALUES ($1, $2, $3, $4, $5, 4, $6, 0, 0)`, "direct-"+student+kind, poolAt(east4).ID(), seat, student, kind, state)
	}
	for _, test := range []struct {
		name    string
		seat    int
		student string
		kind    string
		state   string
		refused bool
	}{
		{"a free seat that exists", 2, "s2", "written", "held", false},
		{"a seat that is held", 1, "s2", "written", "held", true},
		{"a seat that is held, as paid", 1, "s2", "written", "paid", true},
		{"a seat beyond those that exist", 4, "s2", "written", "held", true},
		{"a seat with no number", 0, "s2", "written", "held", true},
		{"a seat given back is no holder", 1, "s2", "written", "released", false},
		{"a second seat of the level", 2, "s1", "written", "held", true},
		{"a seat of another kind", 2, "s1", "oral", "held", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := fixture(t, map[api.Join]int{east4: 3})
			w.join("s1", east4)
			err := insert(w, test.seat, test.student, test.kind, test.state)
			if (err != nil) != test.refused {
				t.Errorf("insert = %v", err)
			}
			if err == nil { // and take it back, for the checks after the test
				w.must(w.exec("DELETE FROM registrations WHERE id LIKE 'direct-%'"))
			}
		})
	}
}

// TestTheDatabaseRefusesASecondPlace does the same for the queue: one number once,
// one live entry for each student, kind and level.
func TestTheDatabaseRefusesASecondPlace(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 0})
	w.join("s1", east4)
	insert := func(id, student string, number int, state string) error {
		return w.exec(`INSERT INTO entries (id, pool_id, student_id, sequence, kind, level, state, joined_at, changed_at)
			VALUES ($1, $2, $3, $4, 'written', 4, $5, 0, 0)`, id, poolAt(east4).ID(), student, number, state)
	}
	if insert("a", "s2", 1, "waiting") == nil {
		t.Error("a number was taken twice")
	}
	if insert("b", "s1", 2, "waiting") == nil || insert("c", "s1", 2, "offered") == nil {
		t.Error("a student stands in two queues of a level")
	}
	w.must(insert("d", "s1", 2, "cancelled")) // dead rows do not count
	w.must(w.exec("DELETE FROM entries WHERE id = 'd'"))
}
