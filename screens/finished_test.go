package screens

import (
	"strings"
	"testing"
	"time"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

// having is a backend of 张三 with entries that have finished.
func having(entries ...api.Entry) *fakeBackend {
	f := willing(api.NextInfo)
	f.finished = func() (api.Finished, error) { return api.Finished{Entries: entries}, nil }
	return f
}

func TestFinishedGolden(t *testing.T) {
	show := func(entries ...api.Entry) func(s *stage) {
		return func(s *stage) {
			s.backend.finished = having(entries...).finished
			s.open(tui.StepFinished)
		}
	}
	all := finishedEntries()
	wordy := finishedEntries()
	wordy[0].Reason = "其他：" + strings.Repeat("家里有事，当天要回老家。", 16)
	wordy[0].History[1].Reason = wordy[0].Reason
	wordy[0].Campus = longCampus
	evil := finishedEntries()
	evil[0].SubjectName, evil[0].Campus, evil[0].Reason = hostileName("科目"), hostileName("校区"), hostileName("原因")
	evil[0].State, evil[0].History[0].What, evil[0].History[1].Reason = "\x1b[2J", "\x1b[2J", "\u202e原因"
	many := finishedEntries()
	for i := range 30 {
		entry := many[i%4]
		entry.ID += string(rune('A' + i))
		many = append(many, entry)
	}
	goldens(t, "finished", func() *fakeBackend { return willing(api.NextInfo) }, []scene{
		{"loading", func(s *stage) {
			s.hold()
			s.open(tui.StepFinished)
			s.pass(3 * time.Second)
		}},
		{"none", show()},
		{"one", show(all[0])},
		{"several", show(all...)},
		{"expired", func(s *stage) {
			show(all...)(s)
			s.press(s.deps.Keys.Down)
		}},
		{"paid", func(s *stage) {
			show(all...)(s)
			s.press(s.deps.Keys.End)
		}},
		{"roster", show(rosterLapsed(), all[0])},
		{"many", func(s *stage) {
			show(many...)(s)
			s.press(s.deps.Keys.End)
		}},
		{"long", show(wordy...)},
		{"hostile", show(evil...)},
		{"error", func(s *stage) {
			s.backend.finished = func() (api.Finished, error) { return api.Finished{}, failure(client.Offline) }
			s.open(tui.StepFinished)
		}},
		{"refresh-failed", func(s *stage) {
			show(all...)(s)
			s.backend.finished = func() (api.Finished, error) { return api.Finished{}, failure(client.Timeout) }
			s.press(s.deps.Keys.Refresh)
		}},
	})
}
