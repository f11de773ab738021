package widget

import "time"

const day = 24 * time.Hour

// Remaining says how much time is left, in the two largest units: 还剩 23 小时
// 59 分. Parts of a second count as a whole one, so that one second is shown
// until the end; from then on Texts.Over is said.
func Remaining(texts Texts, left time.Duration) string {
	if left <= 0 {
		return texts.Over
	}
	left = wholeSeconds(left)
	hours, minutes, seconds := int(left/time.Hour), int(left/time.Minute)%60, int(left/time.Second)%60
	switch {
	case left >= day:
		return texts.LeftDays(hours/24, hours%24)
	case left >= time.Hour:
		return texts.LeftHours(hours, minutes)
	case left >= time.Minute:
		return texts.LeftMinutes(minutes, seconds)
	}
	return texts.LeftSeconds(seconds)
}

// NextChange is after how long Remaining says something else, so that a caller
// wakes up no sooner. It is zero when no time is left: nothing changes then.
func NextChange(left time.Duration) time.Duration {
	if left <= 0 {
		return 0
	}
	whole, unit := wholeSeconds(left), time.Second
	switch {
	case whole >= day:
		unit = time.Hour
	case whole >= time.Hour:
		unit = time.Minute
	}
	// The text holds for all seconds down to the multiple of the unit below, and
	// changes one second under that.
	return left - (whole.Truncate(unit) - time.Second)
}

func wholeSeconds(d time.Duration) time.Duration {
	if whole := d.Truncate(time.Second); whole != d {
		return whole + time.Second
	}
	return d
}
