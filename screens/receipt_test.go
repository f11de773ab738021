package screens

import (
	"testing"

	"houbu/api"
	"houbu/tui"
)

// TestAReceiptsNumberIsShown: what the support staff can be told stands with
// what was done, at the smallest size, also when the reply was lost.
func TestAReceiptsNumberIsShown(t *testing.T) {
	t.Parallel()
	number := map[string]string{
		"written, submitting": "J993010-2-4053", "oral, submitting": "J993010-F1-7", "cancel": "C993010-1-4052",
	}
	for _, attempts := range [][]attempt{waitlistAttempts(), lastAttempts()} {
		for _, a := range attempts {
			number, ok := number[a.name]
			if !ok {
				continue
			}
			for name, lost := range map[string]bool{"answered": false, "lost": true} {
				t.Run(a.name+"/"+name, func(t *testing.T) {
					t.Parallel()
					f := working()
					f.join = func(key string, _ api.Join) (api.Receipt, error) {
						return api.Receipt{Key: key, Number: number}, nil
					}
					f.cancel = func(key, _ string, _ api.Cancellation) (api.Receipt, error) {
						return api.Receipt{Key: key, Number: number}, nil
					}
					s, w := wired(t, f)
					prepared(s)
					a.open(s)
					s.resize(tui.MinSize())
					if lost {
						w.breaks(a.operation, faults()[2])
					}
					a.ask(s)
					s.at(a.to)
					s.sees("（回执号 " + number + "）")
				})
			}
		}
	}
}

func TestAPaymentsNumberIsShown(t *testing.T) {
	t.Parallel()
	f := working()
	f.order = func(id string) (api.Order, error) {
		return api.Order{ID: id, Number: "P0198A7B2-33F1", State: api.OrderPaid, PayBy: testNow()}, nil
	}
	s := withSeat(newStage(t, f, tui.MinSize()))
	s.deps.State.Order.ID = "order-7"
	s.open(tui.StepPlatform)
	s.at(tui.StepInfo)
	s.sees("支付成功（回执号 P0198A7B2-33F1）")
}
