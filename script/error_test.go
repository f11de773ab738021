package script

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"houbu/api"
	"houbu/client"
	"houbu/screens/text"
)

// TestEveryFailureHasItsExit, which scripts decide by, and its code.
func TestEveryFailureHasItsExit(t *testing.T) {
	t.Parallel()
	refusal := func(code api.Code, status int) error {
		return &client.Error{Op: "x", Kind: client.Refused, Code: code, Status: status}
	}
	kind := func(kind client.Kind) error { return &client.Error{Op: "x", Kind: kind} }
	for _, test := range []struct {
		err  error
		exit Exit
		code string
	}{
		{refusal(api.CodeUnauthorized, 401), NoLogin, "unauthorized"},
		{refusal(api.CodeWrongPassword, 401), NoLogin, "wrong_password"},
		{refusal(api.CodeLevelTaken, 409), Refused, "level_taken"},
		{refusal(api.CodeStepNotDone, 409), Refused, "step_not_done"},
		{refusal(api.CodeNotFound, 404), NotFound, "not_found"},
		{refusal(api.CodeWindowClosed, 409), Conflict, "window_closed"},
		{refusal(api.CodeKeyReused, 422), Conflict, "key_reused"},
		{refusal(api.CodeReasonUnknown, 422), Usage, "reason_unknown"},
		{refusal(api.CodeInternal, 500), Busy, "internal"},
		{refusal("from_the_future\x1b", 409), Refused, "other"},
		{kind(client.Offline), Offline, "offline"},
		{kind(client.Timeout), Offline, "timeout"},
		{kind(client.BadAnswer), Offline, "bad_answer"},
		{kind(client.Interrupted), Offline, "offline"},
		{kind(client.Canceled), Interrupted, "interrupted"},
		{busy, Busy, "unavailable"},
		{lostReply(t), Unknown, "outcome_unknown"},
	} {
		f := ErrorOf(text.Chinese(), test.err)
		if f.Exit != test.exit || f.Code != test.code || f.Message == "" {
			t.Errorf("%v: %+v, want exit code %d and code %q", test.err, f, test.exit, test.code)
		}
		if !slices.ContainsFunc(Exits(), func(m Meaning) bool { return m.Exit == f.Exit }) {
			t.Errorf("%v: exit code %d is not in the table", test.err, f.Exit)
		}
	}
}

// TestExitsAreDistinct: two meanings of one number would be none.
func TestExitsAreDistinct(t *testing.T) {
	t.Parallel()
	seen := make(map[Exit]bool)
	for _, m := range Exits() {
		if seen[m.Exit] || m.English == "" || m.Chinese == "" {
			t.Errorf("exit code %d", m.Exit)
		}
		seen[m.Exit] = true
	}
}

// TestAFailureAsJSON is what docs/scripts.md describes.
func TestAFailureAsJSON(t *testing.T) {
	t.Parallel()
	line, err := Line(&Error{
		Exit: Refused, Code: "step_not_done", Message: "前面", Advice: "先做", Key: "key-0000001",
		Next: api.NextReview, RetryAfter: 1500 * time.Millisecond,
	})
	want := `{"error":{"code":"step_not_done","exit":4,"message":"前面","advice":"先做","key":"key-0000001","next":"review","retry_after_seconds":2}}` + "\n"
	if err != nil || line != want {
		t.Errorf("got %v\n%s, want\n%s", err, line, want)
	}
	least, err := Line(&Error{Exit: Declined, Code: "declined", Message: "不"})
	if err != nil || !json.Valid([]byte(least)) || strings.Contains(least, "advice") {
		t.Errorf("got %v\n%s", err, least)
	}
}
