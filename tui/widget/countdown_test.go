package widget

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestRemaining(t *testing.T) {
	t.Parallel()
	tests := []struct {
		left time.Duration
		want string
		next time.Duration
	}{
		{-time.Hour, "已截止", 0},
		{0, "已截止", 0},
		{1, "还剩 1 秒", 1},
		{time.Second, "还剩 1 秒", time.Second},
		{59*time.Second + 1, "还剩 1 分 00 秒", 1},
		{4*time.Minute + 5*time.Second, "还剩 4 分 05 秒", time.Second},
		{time.Hour - time.Second, "还剩 59 分 59 秒", time.Second},
		{time.Hour, "还剩 1 小时 0 分", time.Second},
		{24*time.Hour - time.Second, "还剩 23 小时 59 分", time.Minute},
		{23*time.Hour + 59*time.Minute + 30*time.Second, "还剩 23 小时 59 分", 31 * time.Second},
		{24 * time.Hour, "还剩 1 天 0 小时", time.Second},
		{50*time.Hour + 30*time.Minute, "还剩 2 天 2 小时", 30*time.Minute + time.Second},
	}
	for _, tt := range tests {
		if got := Remaining(ChineseTexts(), tt.left); got != tt.want {
			t.Errorf("Remaining(%v) is %q, want %q", tt.left, got, tt.want)
		}
		if got := NextChange(tt.left); got != tt.next {
			t.Errorf("NextChange(%v) is %v, want %v", tt.left, got, tt.next)
		}
	}
}

// TestPropertyNextChange checks that the text holds until NextChange and is
// another then.
func TestPropertyNextChange(t *testing.T) {
	t.Parallel()
	texts := ChineseTexts()
	rapid.Check(t, func(t *rapid.T) {
		left := time.Duration(rapid.Int64Range(1, int64(100*time.Hour)).Draw(t, "left"))
		if rapid.Bool().Draw(t, "whole") {
			left = left.Truncate(time.Minute) + time.Second
		}
		next, now := NextChange(left), Remaining(texts, left)
		if next <= 0 || next > left {
			t.Fatalf("NextChange(%v) is %v", left, next)
		}
		if got := Remaining(texts, left-next+1); got != now {
			t.Errorf("a nanosecond before the change of %v: %q, want %q", left, got, now)
		}
		if got := Remaining(texts, left-next); got == now {
			t.Errorf("at the change of %v: still %q", left, got)
		}
	})
}
