package account

import (
	"testing"
	"time"
)

func TestRuleCounts(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	r := rule{limit: 2, window: time.Hour, lock: time.Minute}
	open := counter{failures: 1, windowStart: start}
	shut := counter{failures: 2, windowStart: start, lockedUntil: start.Add(2 * time.Minute)}
	for name, c := range map[string]struct {
		rule     rule
		from     counter
		at       time.Time
		failures int
		locked   bool
	}{
		"first":                       {r, counter{}, start, 1, false},
		"second, just in the window":  {r, open, start.Add(time.Hour - 1), 2, true},
		"second, at the window's end": {r, open, start.Add(time.Hour), 1, false},
		"after a lock has ended":      {r, shut, start.Add(2 * time.Minute), 1, false},
		"no limit":                    {rule{window: time.Hour}, open, start, 2, false},
	} {
		got := c.rule.count(c.from, c.at)
		if got.failures != c.failures || (got.wait(c.at) > 0) != c.locked {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestThrottleKeysDiffer(t *testing.T) {
	t.Parallel()
	if throttleKey("account", "a") == throttleKey("address", "a") || throttleKey("account", "a") == throttleKey("account", "b") {
		t.Error("two keys are one")
	}
}
