package screens

import (
	"testing"
	"time"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

func TestWrittenGolden(t *testing.T) {
	t.Parallel()
	show := func(s *stage) { s.open(tui.StepWritten) }
	with := func(pools api.Pools) func(s *stage) {
		return func(s *stage) {
			s.backend.pools = func(api.Kind) (api.Pools, error) { return pools, nil }
			s.open(tui.StepWritten)
		}
	}
	hostilePools := manyCampuses(3)
	for i := range hostilePools.Pools {
		hostilePools.Pools[i].Campus = hostileName("校区")
		hostilePools.Pools[i].CampusCode = "99\x1b]0;x\x07" + string(rune('a'+i))
	}
	hostilePools.Pools[0].Blocked = "\x1b[31mnever heard of"
	hostilePools.Pools[0].Subject = "\x1b[2J9"
	long := writtenPools()
	for i := range long.Pools {
		long.Pools[i].Campus = longCampus
	}
	goldens(t, "written", func() *fakeBackend { return offering(writtenPools()) }, []scene{
		{"loading", func(s *stage) {
			s.hold()
			s.open(tui.StepWritten)
			s.pass(3 * time.Second)
		}},
		{"first", show},
		{"other-campus", func(s *stage) {
			s.open(tui.StepWritten)
			s.focus("测试大学主校区")
			s.press(s.deps.Keys.Down, s.deps.Keys.Toggle)
		}},
		{"not-qualified", with(blockedPools(api.CodeNotQualified))},
		{"level-taken", with(blockedPools(api.CodeLevelTaken))},
		{"window-closed", with(blockedPools(api.CodeWindowClosed))},
		{"none", with(api.Pools{Kind: api.Written})},
		{"blocked-row", func(s *stage) {
			s.open(tui.StepWritten)
			s.press(s.deps.Keys.End)
		}},
		{"chosen", chooseWritten},
		{"dialog", func(s *stage) {
			chooseWritten(s)
			s.press(s.deps.Keys.Activate)
		}},
		{"dialog-free", func(s *stage) {
			s.deps.State.Record.CampusCode = westCampus
			chooseWritten(s)
			s.press(s.deps.Keys.Activate)
		}},
		{"submitting", func(s *stage) {
			submitWritten(s)
			s.pass(4 * time.Second)
		}},
		{"unknown", func(s *stage) {
			wire := &lossyWire{posts: []fate{lostBack}}
			wire.connect(s.t, s.backend)
			submitWritten(s)
			s.goOnUntil("结果未知")
			s.pass(12 * time.Second)
		}},
		{"refused", func(s *stage) {
			s.backend.join = func(string, api.Join) (api.Receipt, error) {
				s.backend.pools = func(api.Kind) (api.Pools, error) { return blockedPools(api.CodeLevelTaken), nil }
				return api.Receipt{}, refusal(api.CodeLevelTaken)
			}
			submitWritten(s)
			s.release()
		}},
		{"offline", func(s *stage) {
			s.backend.join = func(string, api.Join) (api.Receipt, error) { return api.Receipt{}, failure(client.Offline) }
			submitWritten(s)
			s.release()
		}},
		{"error", func(s *stage) {
			s.backend.pools = func(api.Kind) (api.Pools, error) { return api.Pools{}, failure(client.BadAnswer) }
			s.open(tui.StepWritten)
		}},
		{"long", with(long)},
		{"many", with(manyCampuses(30))},
		{"many-end", func(s *stage) {
			with(manyCampuses(30))(s)
			s.focus("测试大学第 1 校区")
			s.press(s.deps.Keys.End, s.deps.Keys.Toggle)
		}},
		{"hostile", with(hostilePools)},
	})
}
