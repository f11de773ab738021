package screens

import (
	"context"
	"strings"
	"testing"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

// atPool opens the page of a pool.
func (s *stage) atPool(pool api.BoardPool) {
	s.deps.State.Desk.board = boardKept{pool: pool, etag: `"1"`, read: true}
	s.deps.State.Desk.board.list.set(boardPools())
	s.openDesk(tui.DeskPool)
}

func TestBoardPoolGolden(t *testing.T) {
	t.Parallel()
	pools := boardPools()
	deskGoldens(t, "boardpool", func() *fakeDesk { return boarded(api.RoleManager, pools) }, []deskScene{
		{"manager", func(s *stage, _ *fakeDesk) { s.atPool(pools[0]) }},
		{"helper", func(s *stage, _ *fakeDesk) {
			s.manned(boarded(api.RoleHelper, pools))
			s.atPool(pools[2])
		}},
		{"nobody", func(s *stage, desk *fakeDesk) {
			desk.queue = func(pool string, _ int) (api.Queue, error) { return api.Queue{Pool: pool, Now: testNow()}, nil }
			s.atPool(pools[1])
		}},
		{"wrong", func(s *stage, _ *fakeDesk) {
			s.atPool(pools[0])
			s.write("10")
			s.hit("调整容量")
		}},
		{"ask-lower", func(s *stage, _ *fakeDesk) {
			s.atPool(pools[0])
			s.change("2", "考场减少")
		}},
	})
}

// change types another capacity and its reason, and asks for it.
func (s *stage) change(capacity, note string) {
	s.t.Helper()
	s.write(capacity)
	s.press(s.deps.Keys.Next)
	s.write(note)
	s.hit("调整容量")
}

// TestCapacityIsChanged: once, with the note, after a question whose safe button is
// the default, and the page shows what came of it.
func TestCapacityIsChanged(t *testing.T) {
	t.Parallel()
	pools := boardPools()
	desk := boarded(api.RoleManager, pools)
	var got []string
	desk.setCapacity = func(key, pool string, to api.StaffCapacity) (api.Receipt, error) {
		got = append(got, key, pool, to.Note)
		after := boardPools()
		after[0].Capacity = to.Capacity
		desk.board = func(string) (api.Board, string, bool, error) {
			return api.Board{Now: testNow(), Pools: after}, `"2"`, true, nil
		}
		return api.Receipt{Key: key}, nil
	}
	s := deskStage(t, desk)
	s.atPool(pools[0])
	s.change("12", "加了考场")
	s.sees("从 10 调高到 12", "加了考场")
	s.press(s.deps.Keys.Activate) // the default
	if len(got) > 0 {
		t.Fatal("the default button changes the capacity")
	}
	s.hit("调整容量")
	s.press(s.deps.Keys.Prev, s.deps.Keys.Activate)
	if len(got) != 3 || got[1] != "b-1" || got[2] != "加了考场" {
		t.Errorf("asked for %q", got)
	}
	s.sees("容量已调整", "容量 12 ")
}

// TestCapacityWhoseReplyIsLost: it is looked up, never called failed.
func TestCapacityWhoseReplyIsLost(t *testing.T) {
	t.Parallel()
	pools := boardPools()
	desk := boarded(api.RoleManager, pools)
	desk.setCapacity = func(string, string, api.StaffCapacity) (api.Receipt, error) { return api.Receipt{}, lostReply(t) }
	desk.outcome = func(key string, _ func(context.Context) (api.Receipt, error)) (api.Receipt, error) {
		return api.Receipt{Key: key}, nil
	}
	s := deskStage(t, desk)
	s.atPool(pools[0])
	s.change("12", "加了考场")
	s.press(s.deps.Keys.Prev, s.deps.Keys.Activate)
	s.sees("容量已调整")
}

// TestCapacityKeepsWhatWasTyped when it fails.
func TestCapacityKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	pools := boardPools()
	desk := boarded(api.RoleManager, pools)
	s := deskStage(t, desk)
	s.atPool(pools[0])
	for _, err := range []error{failure(client.Refused), refusal(api.CodePoolNotFound), refusal(api.CodeForbidden)} {
		desk.setCapacity = func(string, string, api.StaffCapacity) (api.Receipt, error) { return api.Receipt{}, err }
		if strings.Contains(s.frame(), "加了考场") {
			s.hit("调整容量")
		} else {
			s.change("12", "加了考场")
		}
		s.press(s.deps.Keys.Prev, s.deps.Keys.Activate)
		s.sees("✗", "新容量：[12 ", "加了考场")
	}
}
