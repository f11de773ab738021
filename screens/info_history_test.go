package screens

import (
	"testing"
	"time"

	"houbu/api"
	"houbu/tui"
)

// skippedEntry is one that was passed over, first for one reason and then for
// another.
func skippedEntry() api.Entry {
	e := waitingEntry("3", "日语四级", 0)
	e.History = append(e.History,
		api.EntryEvent{At: testNow().Add(-time.Hour), What: "skipped", Reason: "已报考同级别科目"},
		api.EntryEvent{At: testNow().Add(-10 * time.Minute), What: "skipped", Reason: "资格科目中没有该科目"})
	return e
}

// TestInfoSaysWhyAnEntryWasPassedOver: one who waits reads each reason where the
// entry stands, also one that comes while looking, and at the smallest size.
func TestInfoSaysWhyAnEntryWasPassedOver(t *testing.T) {
	t.Parallel()
	for _, size := range []tui.Size{{Width: 60, Height: 20}, {Width: 80, Height: 24}, {Width: 120, Height: 40}} {
		backend, l := keeping(registered([]api.Entry{waitingEntry("3", "日语四级", 0)}, nil, nil))
		s := newStage(t, backend, size)
		s.open(tui.StepInfo)
		s.seesNot("轮到时跳过", "提交候补")
		l.set(registered([]api.Entry{skippedEntry()}, nil, nil))
		s.pass(pollEvery)
		s.sees("第 1 位", "! 09-21 09:00  轮到时跳过  已报考同级别科目", "! 09-21 09:50  轮到时跳过  资格科目中没有该科目", "[ 取消候补 ]")
	}
}
