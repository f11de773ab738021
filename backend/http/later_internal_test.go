package httpapi

import (
	"testing"
	"time"
)

// TestTheRefusedAreSpread has a crowd be told the same wait: no second gets more than
// its share, nobody is told less than the wait, or more than is waited out.
func TestTheRefusedAreSpread(t *testing.T) {
	t.Parallel()
	const crowd = 1000
	for _, test := range []struct {
		wait        time.Duration
		first, last int // seconds
	}{
		{200 * time.Millisecond, 1, 3},
		{time.Second, 1, 3},
		{8 * time.Second, 8, 12},
		{40 * time.Second, 40, 50},
		{55 * time.Second, 55, 60},
		{longestWait, 50, 60},
		{2 * longestWait, 50, 60},
	} {
		seconds := map[int]int{}
		for i := range crowd {
			seconds[later(test.wait, func() float64 { return float64(i) / crowd })]++
		}
		for n, people := range seconds {
			if n < test.first || n > test.last {
				t.Errorf("%v: %d are told %d s, want %d to %d", test.wait, people, n, test.first, test.last)
			}
			if most := crowd/(test.last-test.first) + 1; people > most {
				t.Errorf("%v: %d are told %d s, want at most %d", test.wait, people, n, most)
			}
		}
	}
}
