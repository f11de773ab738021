package waitlist_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"houbu/api"
	"houbu/backend/store"
)

// choices are what a student can choose from, one pool a line.
func (w *world) choices(student string, kind api.Kind) (lines []string) {
	w.t.Helper()
	out, err := w.Pools(w.t.Context(), student, kind)
	w.must(err)
	if out.Kind != kind || out.Pools == nil {
		w.t.Errorf("kind %q, pools %v", out.Kind, out.Pools)
	}
	for _, p := range out.Pools {
		lines = append(lines, fmt.Sprintf("%s %s free=%t waiting=%d %s", p.CampusCode, p.Subject, p.Free, p.Waiting, p.Blocked))
	}
	return lines
}

func (w *world) wantChoices(student string, kind api.Kind, want ...string) {
	w.t.Helper()
	if got := w.choices(student, kind); !slices.Equal(got, want) {
		w.t.Errorf("choices of %s:\n got %q\nwant %q", student, got, want)
	}
}

func TestChoices(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 1, west4: 0, eastJ4: 1, east6: 1, eastOral4: 1, abroad4: 1})
	w.joinAll(east4, "s2", "s3", "s4")
	w.must(w.exec("DELETE FROM qualifications WHERE student_id = 's1' AND subject = '3'"))
	w.wantChoices("s1", api.Written,
		"993010 1 free=false waiting=2 ", "993010 2 free=true waiting=0 ",
		"993010 3 free=true waiting=0 not_qualified", "993011 1 free=false waiting=0 ")
	w.wantChoices("s1", api.Oral, "993010 SET4 free=true waiting=0 written_required")
	w.wantChoices("s2", api.Oral, "993010 SET4 free=true waiting=0 ")
	w.wantChoices("t1", api.Written, "993020 1 free=true waiting=0 ")

	w.join("s1", west4)
	w.wantChoices("s1", api.Written,
		"993010 1 free=false waiting=2 level_taken", "993010 2 free=true waiting=0 ",
		"993010 3 free=true waiting=0 not_qualified", "993011 1 free=false waiting=1 level_taken")
	w.clock.set(start.Add(payWindow)) // s2 did not pay: s3 is served
	w.wantChoices("s5", api.Written,
		"993010 1 free=false waiting=1 ", "993010 2 free=true waiting=0 ",
		"993010 3 free=true waiting=0 ", "993011 1 free=false waiting=1 ")
}

// TestAFreeSeatBesideAQueueIsNotFree has a seat that its queue cannot take now: a
// newcomer is not told that a seat is free, since the queue comes first.
func TestAFreeSeatBesideAQueueIsNotFree(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 0, eastJ4: 1})
	w.join("s1", east4)
	w.register("s1", eastJ4, true)
	w.pool(east4, 1)
	w.wantChoices("s2", api.Written, "993010 1 free=false waiting=1 ", "993010 3 free=false waiting=0 ")
}

// TestAStudentWithoutASchool chooses from every pool, as of now.
func TestAStudentWithoutASchool(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 1, abroad4: 0})
	w.must(w.write(func(ctx context.Context, tx store.Tx) error {
		if err := addStudent(ctx, tx, "free", ""); err != nil {
			return err
		}
		common := poolAt(east6)
		common.SchoolCode = "" // a roster that names no schools
		return w.AddPool(ctx, tx, common, 1)
	}))
	w.join("s1", east4)
	w.clock.set(start.Add(payWindow))
	w.wantChoices("free", api.Written,
		"993010 1 free=true waiting=0 ", "993010 2 free=true waiting=0 ", "993020 1 free=false waiting=0 ")
	w.wantChoices("t1", api.Written, "993010 2 free=true waiting=0 ", "993020 1 free=false waiting=0 ")
	w.join("t1", east6)
}
