package refusal_test

import (
	"errors"
	"fmt"
	"testing"

	"houbu/api"
	"houbu/backend/refusal"
)

func TestError(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		err  *refusal.Error
		text string
	}{
		{refusal.New(api.CodeLevelTaken, "subject 1 cannot be waitlisted"), "level_taken: subject 1 cannot be waitlisted"},
		{refusal.New(api.CodeNotFound, ""), "not_found"},
	} {
		if got := test.err.Error(); got != test.text {
			t.Errorf("reads %q, want %q", got, test.text)
		}
		var found *refusal.Error
		if wrapped := fmt.Errorf("join: %w", test.err); !errors.As(wrapped, &found) || found.Code != test.err.Code {
			t.Errorf("%v is not found in %v", test.err, wrapped)
		}
	}
}
