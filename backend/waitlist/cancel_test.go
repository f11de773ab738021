package waitlist_test

import (
	"strings"
	"testing"

	"houbu/api"
)

func TestCancelReasons(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		why  api.Cancellation
		want api.Code
		text string // that the candidate reads afterwards
	}{
		{"a reason", api.Cancellation{Reason: "conflict"}, "", "时间冲突"},
		{"a text that was not asked for", api.Cancellation{Reason: "conflict", Text: "x"}, "", "时间冲突"},
		{"a reason with its text", api.Cancellation{Reason: "other", Text: " 家中有事 "}, "", "其他：家中有事"},
		{"a text that was pasted", api.Cancellation{Reason: "other", Text: "家中\x00\x1b[31m\r\n有事"}, "", "其他：家中[31m 有事"},
		{"a text of what is not seen", api.Cancellation{Reason: "other", Text: "\x00\x07"}, api.CodeReasonTextMissing, ""},
		{"the longest text", api.Cancellation{Reason: "other", Text: strings.Repeat("事", 200)}, "", "其他：" + strings.Repeat("事", 200)},
		{"too long a text", api.Cancellation{Reason: "other", Text: strings.Repeat("事", 201)}, api.CodeBadRequest, ""},
		{"no text", api.Cancellation{Reason: "other"}, api.CodeReasonTextMissing, ""},
		{"an empty text", api.Cancellation{Reason: "other", Text: " \t　"}, api.CodeReasonTextMissing, ""},
		{"an unknown reason", api.Cancellation{Reason: "bored"}, api.CodeReasonUnknown, ""},
		{"no reason", api.Cancellation{}, api.CodeReasonUnknown, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := fixture(t, map[api.Join]int{east4: 0})
			entry := w.join("s1", east4).EntryID
			_, err := w.Cancel(t.Context(), w.caller("s1"), entry, test.why)
			w.wantCode(err, test.want)
			if e := w.entry("s1", entry); e.Reason != test.text || (e.State == api.Cancelled) != (test.want == "") {
				t.Errorf("%s, reason %q", e.State, e.Reason)
			}
		})
	}
}

// TestCancelRefusesInOrder has a caller for whom every refusal holds at once.
func TestCancelRefusesInOrder(t *testing.T) {
	t.Parallel()
	w := fixture(t, map[api.Join]int{east4: 0})
	entry := w.join("s1", east4).EntryID
	w.cancel("s1", entry)
	try := func(student, id string, why api.Cancellation, want api.Code) {
		t.Helper()
		_, err := w.Cancel(t.Context(), w.caller(student), id, why)
		w.wantCode(err, want)
	}
	try("s2", entry, api.Cancellation{Reason: "bored"}, api.CodeReasonUnknown)
	try("s2", entry, api.Cancellation{Reason: "other"}, api.CodeReasonTextMissing)
	try("s2", entry, conflict, api.CodeNotFound) // somebody else's
	try("s1", "no-such-entry", conflict, api.CodeNotFound)
	try("s1", entry, conflict, api.CodeEntryFinished)
}

// TestOnlyALiveEntryIsCancelled takes an entry to each of its states.
func TestOnlyALiveEntryIsCancelled(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		state api.EntryState
		reach func(w *world, entry string)
		want  api.Code
	}{
		{api.Waiting, func(*world, string) {}, ""},
		{api.Offered, func(w *world, _ string) { w.pool(east4, 1) }, ""},
		{api.Paid, func(w *world, entry string) { w.pool(east4, 1); w.pay(entry) }, api.CodeEntryFinished},
		{api.Cancelled, func(w *world, entry string) { w.cancel("s1", entry) }, api.CodeEntryFinished},
		{api.Expired, func(w *world, _ string) { w.pool(east4, 1); w.clock.set(start.Add(payWindow)) }, api.CodeEntryFinished},
		{api.Closed, func(w *world, _ string) { w.clock.set(last) }, api.CodeEntryFinished},
	} {
		t.Run(string(test.state), func(t *testing.T) {
			t.Parallel()
			w := fixture(t, map[api.Join]int{east4: 0})
			entry := w.join("s1", east4).EntryID
			test.reach(w, entry)
			e := w.entry("s1", entry)
			if e.State != test.state || e.CanCancel != (test.want == "") {
				t.Errorf("%s, can be cancelled: %t", e.State, e.CanCancel)
			}
			w.wantCode(w.tryCancel("s1", entry), test.want)
			if test.want == "" {
				w.wantState("s1", entry, api.Cancelled)
			}
		})
	}
}
