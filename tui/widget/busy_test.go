package widget

import (
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
)

func TestBusyTicksOnlyWhileSomethingRuns(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	b := NewBusy(newTestKit(), func() time.Time { return now })
	if b.Running() || b.View().Body != "" {
		t.Error("an idle line shows something")
	}
	if b.Start("正在查询…") == nil {
		t.Fatal("no tick was asked for")
	}
	if got := ansi.Strip(b.View().Body); got != " 正在查询…" {
		t.Errorf("at first %q", got)
	}
	now = now.Add(3 * time.Second)
	first := busyTick{b, b.run}
	if b.Update(first) == nil {
		t.Error("no further tick was asked for while it runs")
	}
	if got := ansi.Strip(b.View().Body); got != " 正在查询… 3 秒" {
		t.Errorf("after three seconds %q", got)
	}
	b.Stop()
	if b.Update(first) != nil || b.Running() || b.View().Body != "" {
		t.Error("it goes on after it was stopped")
	}
	b.Start("正在提交…")
	if b.Update(first) != nil {
		t.Error("a late tick of the last run starts a second chain of ticks")
	}
	if other := NewBusy(newTestKit(), time.Now); other.Update(busyTick{b, b.run}) != nil {
		t.Error("a line takes the tick of another")
	}
}

func TestBusyWakesUpWhenASecondIsFull(t *testing.T) {
	t.Parallel()
	start := time.Now()
	now := start
	b := NewBusy(newTestKit(), func() time.Time { return now })
	b.Start("正在查询…")
	now = start.Add(2*time.Second + 999999*time.Microsecond)
	msg, ok := b.Update(busyTick{b, b.run})().(busyTick) // a microsecond's wait
	if !ok || msg.of != b || msg.run != b.run {
		t.Errorf("the tick is %#v", msg)
	}
}
