package waitlist_test

import (
	"testing"

	"houbu/api"
)

func TestChooseReport(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		given func(w *world) (registration string)
		kind  string
		want  api.Code
	}{
		{"a report", func(w *world) string { return w.register("s1", east4, false) }, "report", ""},
		{"a type for all", func(w *world) string { return w.register("s1", eastJ4, true) }, "none", ""},
		{"for other subjects", func(w *world) string { return w.register("s1", eastJ4, true) }, "report", api.CodeReportUnknown},
		{"an unknown type", func(w *world) string { return w.register("s1", east4, true) }, "gold", api.CodeReportUnknown},
		{"an oral seat", func(w *world) string {
			w.register("s1", east4, true)
			return w.seatOf(w.join("s1", eastOral4).EntryID)
		}, "none", api.CodeReportUnknown},
		{"switched off", func(w *world) string {
			w.exam.ReportTypes = nil
			return w.register("s1", east4, true)
		}, "none", api.CodeReportOff},
		{"somebody else's seat", func(w *world) string { return w.register("s2", east4, true) }, "report", api.CodeNotFound},
		{"a seat given back", func(w *world) string {
			entry := w.join("s1", east4).EntryID
			w.cancel("s1", entry)
			return w.seatOf(entry)
		}, "report", api.CodeNotFound},
		{"a seat that fell due", func(w *world) string {
			id := w.register("s1", east4, false)
			w.clock.set(start.Add(payWindow))
			return id
		}, "report", api.CodeNotFound},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := fixture(t, map[api.Join]int{east4: 1, eastJ4: 1, eastOral4: 1})
			id := test.given(w)
			_, err := w.ChooseReport(t.Context(), w.caller("s1"), id, api.ReportChoice{Type: test.kind})
			w.wantCode(err, test.want)
			want := test.kind
			if test.want != "" {
				want = ""
			}
			if n := w.count("SELECT count(*) FROM registrations WHERE id = $1 AND report_type = $2", id, want); n != 1 {
				t.Errorf("the report stored is not %q", want)
			}
		})
	}
}

// TestAReportIsChosenAnew under another key.
func TestAReportIsChosenAnew(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 1})
	id := w.register("s1", east4, true)
	for _, kind := range []string{"report", "none", "report"} {
		_, err := w.ChooseReport(t.Context(), w.caller("s1"), id, api.ReportChoice{Type: kind})
		w.must(err)
		if got := w.info("s1").Written[0].Report; got != kind {
			t.Errorf("the report is %q, want %q", got, kind)
		}
	}
}
