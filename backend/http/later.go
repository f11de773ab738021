package httpapi

import "time"

// Those who are refused in one second must not come back in one second, also where
// their client adds no random time of its own.
const (
	leastSpread = 2 * time.Second
	mostSpread  = 10 * time.Second
)

// later is a wait with a random part more, in whole seconds for Retry-After: half as
// long again, at least two seconds and at most ten, and never beyond longestWait,
// which clients still wait out. Who would be told that is told a random time less.
func later(wait time.Duration, random func() float64) int {
	spread := min(max(wait/2, leastSpread), mostSpread)
	if wait >= longestWait {
		wait, spread = longestWait, -spread
	} else {
		spread = min(spread, longestWait-wait)
	}
	return wholeSeconds(wait + time.Duration(random()*float64(spread)))
}
