package screens

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/client"
	"houbu/screens/text"
	"houbu/tui"
)

// boarded is a desk with a board of some pools.
func boarded(role api.Role, pools []api.BoardPool) *fakeDesk {
	desk := staffed(role)
	desk.board = func(etag string) (api.Board, string, bool, error) {
		if etag == `"1"` {
			return api.Board{}, etag, false, nil
		}
		return api.Board{Now: testNow(), Pools: pools}, `"1"`, true, nil
	}
	desk.queue = func(pool string, points int) (api.Queue, error) {
		queue := api.Queue{Pool: pool, Now: testNow()}
		for i := range points {
			queue.Points = append(queue.Points, api.QueuePoint{At: testNow().Add(time.Duration(i-points) * time.Minute), Waiting: i * i / points})
		}
		return queue, nil
	}
	return desk
}

func TestBoardGolden(t *testing.T) {
	t.Parallel()
	deskGoldens(t, "board", func() *fakeDesk { return boarded(api.RoleManager, boardPools()) }, []deskScene{
		{"board", func(s *stage, _ *fakeDesk) { s.openDesk(tui.DeskBoard) }},
		{"many", func(s *stage, desk *fakeDesk) {
			desk.board = boarded(api.RoleHelper, manyPools()).board
			s.openDesk(tui.DeskBoard)
			s.press(s.deps.Keys.Down, s.deps.Keys.End, s.deps.Keys.PageUp)
		}},
		{"filtered", func(s *stage, _ *fakeDesk) {
			s.openDesk(tui.DeskBoard)
			s.write("主 四级")
		}},
		{"nothing", func(s *stage, _ *fakeDesk) {
			s.openDesk(tui.DeskBoard)
			s.write("没有这样的")
		}},
		{"by-campus", func(s *stage, _ *fakeDesk) {
			s.openDesk(tui.DeskBoard)
			s.press(s.deps.Keys.Down, s.deps.Keys.Left, s.deps.Keys.Left)
		}},
		{"offline", func(s *stage, desk *fakeDesk) {
			desk.board = func(string) (api.Board, string, bool, error) { return api.Board{}, "", false, failure(client.Offline) }
			s.openDesk(tui.DeskBoard)
		}},
		{"escape", func(s *stage, desk *fakeDesk) {
			pools := boardPools()
			pools[0].Campus = "\x1b]0;x\a\x1b[31m东\r\n校区"
			desk.board = boarded(api.RoleHelper, pools).board
			s.openDesk(tui.DeskBoard)
		}},
	})
}

// TestBoardFiltersAsOneTypes: letters filter wherever the focus is, and the list
// begins anew.
func TestBoardFiltersAsOneTypes(t *testing.T) {
	t.Parallel()
	s := deskStage(t, boarded(api.RoleHelper, manyPools()))
	s.openDesk(tui.DeskBoard)
	s.sees("20000 个校区科目")
	s.press(s.deps.Keys.Down, s.deps.Keys.Down, s.deps.Keys.End)
	s.sees("20000/20000")
	s.resize(tui.Size{Width: 120, Height: 40})
	s.write("990077")
	s.sees("▸筛选", "第 77 校区", "4 个校区科目")
	s.press(s.deps.Keys.Down, s.deps.Keys.Erase)
	s.sees("▸筛选：[99007 ", "40 个校区科目")
}

// TestBoardIsLive: it asks again by itself, keeps its place, and shows what changed.
func TestBoardIsLive(t *testing.T) {
	t.Parallel()
	desk := boarded(api.RoleHelper, boardPools())
	asked := 0
	desk.board = func(etag string) (api.Board, string, bool, error) {
		asked++
		pools := boardPools()
		if asked > 1 {
			pools[0].Waiting = 500 // to the top
		}
		return api.Board{Now: testNow(), Pools: pools}, fmt.Sprint(asked), etag != fmt.Sprint(asked), nil
	}
	s := deskStage(t, desk)
	s.openDesk(tui.DeskBoard)
	s.press(s.deps.Keys.Down)
	s.sees("▸练习大学    主校区")
	s.pass(boardEvery)
	s.sees("500", "▸练习大学    主校区")
	if asked != 2 {
		t.Errorf("asked %d times", asked)
	}
}

// TestBoardGoesOnWithoutABackend: what was read stays, with a warning that goes away.
func TestBoardGoesOnWithoutABackend(t *testing.T) {
	t.Parallel()
	desk := boarded(api.RoleHelper, boardPools())
	s := deskStage(t, desk)
	s.openDesk(tui.DeskBoard)
	there := desk.board
	desk.board = func(string) (api.Board, string, bool, error) { return api.Board{}, "", false, failure(client.Offline) }
	s.pass(boardEvery)
	s.sees("主校区", "连接不上服务器")
	desk.board = there
	s.pass(pollLongest)
	s.sees("主校区")
	if strings.Contains(s.frame(), "连接不上") {
		t.Errorf("the warning stays:\n%s", s.frame())
	}
}

// TestBoardKeepsItsPlace on the way to a pool and back, without reading it again.
func TestBoardKeepsItsPlace(t *testing.T) {
	t.Parallel()
	desk := boarded(api.RoleHelper, boardPools())
	s := deskStage(t, desk)
	s.all = true
	s.openDesk(tui.DeskBoard)
	s.press(s.deps.Keys.Down, s.deps.Keys.Down, s.deps.Keys.Activate)
	s.at(tui.DeskPool)
	s.sees("英语六级口试 SET")
	desk.board = func(etag string) (api.Board, string, bool, error) {
		if etag == "" {
			t.Error("the board is read whole again")
		}
		return api.Board{}, etag, false, nil
	}
	s.press(s.deps.Keys.Back)
	s.at(tui.DeskBoard)
	s.sees("▸练习大学    主校区    英语六")
}

// BenchmarkBoardFrame is what a key costs on a board of 20,000 pools, the frame
// included.
func BenchmarkBoardFrame(b *testing.B) {
	s := openBoard(b)
	for i := 0; b.Loop(); i++ {
		s.Update(tea.KeyMsg{Type: []tea.KeyType{tea.KeyDown, tea.KeyPgDown, tea.KeyRight, tea.KeyUp}[i%4]})
		s.View()
	}
}

// openBoard is a board of 20,000 pools with the focus in its list.
func openBoard(b *testing.B) *board {
	b.Helper()
	keys := tui.NewKeyMap(tui.ChineseChrome())
	deps := &Deps{
		Desk: boarded(api.RoleHelper, manyPools()), Theme: tui.NewTheme(tui.NewRenderer(), tui.ThemeOptions{}), Keys: &keys,
		Text: text.Chinese(), Now: testNow, State: &State{}, After: func(time.Duration, tea.Msg) tea.Cmd { return nil },
		API: willing(api.NextAgreement),
	}
	deps.State.Desk.board = boardKept{read: true, etag: `"1"`}
	deps.State.Desk.board.list.by = boardByWaiting
	deps.State.Desk.board.list.set(manyPools())
	s := newBoard(deps)
	s.SetSize(tui.Size{Width: 120, Height: 36})
	s.Init(b.Context())
	s.form.Select(boardGrid)
	return s
}
