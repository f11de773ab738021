package screens

import (
	"testing"
	"time"

	"houbu/api"
	"houbu/client"
)

func TestCancelGolden(t *testing.T) {
	t.Parallel()
	entry := waitingEntry("1", "英语四级", 17)
	seat := entry
	seat.State = api.Offered
	long, evil := entry, entry
	long.Campus = longCampus
	evil.SubjectName, evil.Campus = hostileName("科目"), hostileName("校区")
	other := func(s *stage) {
		cancelling(s, entry)
		s.press(s.deps.Keys.End, s.deps.Keys.Toggle)
	}
	goldens(t, "cancel", func() *fakeBackend { return willing(api.NextInfo) }, []scene{
		{"first", func(s *stage) { cancelling(s, entry) }},
		{"seat", func(s *stage) { cancelling(s, seat) }},
		{"chosen", func(s *stage) {
			cancelling(s, entry)
			s.press(s.deps.Keys.Down, s.deps.Keys.Toggle)
			s.on("确定")
		}},
		{"other", other},
		{"other-missing", func(s *stage) {
			other(s)
			s.hit("确定")
		}},
		{"other-long", func(s *stage) {
			other(s)
			s.paste("家里有事，\n当天要回老家参加表姐的婚礼，来不及赶回学校参加考试，所以把位置让给别的同学。")
		}},
		{"submitting", func(s *stage) {
			submitReason(s)
			s.pass(4 * time.Second)
		}},
		{"unknown", func(s *stage) {
			wire := &lossyWire{posts: []fate{lostBack}}
			wire.connect(s.t, s.backend)
			submitReason(s)
			s.goOnUntil("结果未知")
			s.pass(12 * time.Second)
		}},
		{"offline", func(s *stage) {
			s.backend.cancel = func(string, string, api.Cancellation) (api.Receipt, error) {
				return api.Receipt{}, failure(client.Offline)
			}
			submitReason(s)
			s.release()
		}},
		{"refused", func(s *stage) {
			s.backend.cancel = func(string, string, api.Cancellation) (api.Receipt, error) {
				return api.Receipt{}, refusal(api.CodeReasonUnknown)
			}
			submitReason(s)
			s.release()
		}},
		{"many-reasons", func(s *stage) {
			for range 3 {
				s.deps.State.Exam.CancelReasons = append(s.deps.State.Exam.CancelReasons, testReasons()...)
			}
			for i := range s.deps.State.Exam.CancelReasons {
				s.deps.State.Exam.CancelReasons[i].Code += string(rune('a' + i))
			}
			cancelling(s, entry)
			s.press(s.deps.Keys.End, s.deps.Keys.Toggle)
		}},
		{"long", func(s *stage) { cancelling(s, long) }},
		{"hostile", func(s *stage) {
			s.deps.State.Exam.CancelReasons[0].Name = hostileName("原因")
			cancelling(s, evil)
		}},
	})
}
