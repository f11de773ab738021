package waitlist_test

import (
	"testing"

	"houbu/api"
)

// TestNumbersCountPerPool joins two pools in turns: each gives out its own
// numbers without gaps, whatever became of the entries before.
func TestNumbersCountPerPool(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 0, west4: 1, east6: 0})
	got := map[api.Join][]int64{}
	for _, student := range []string{"s1", "s2", "s3"} {
		for _, at := range []api.Join{east4, west4, east6} {
			out, err := w.tryJoin(student, at)
			if at == west4 {
				w.wantCode(err, api.CodeLevelTaken)
				continue
			}
			w.must(err)
			got[at] = append(got[at], out.Sequence)
			if at == east4 && student == "s2" {
				w.cancel(student, out.EntryID)
				got[west4] = append(got[west4], w.join(student, west4).Sequence)
			}
		}
	}
	for at, want := range map[api.Join]int64{east4: 3, west4: 1, east6: 3} {
		for i, number := range got[at] {
			if number != int64(i+1) {
				t.Errorf("%v gave out %v", at, got[at])
			}
		}
		if int64(len(got[at])) != want {
			t.Errorf("%v gave out %v, want %d numbers", at, got[at], want)
		}
	}
}
