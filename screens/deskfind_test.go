package screens

import (
	"slices"
	"testing"
	"time"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

// seek opens the search, types a text and presses Enter.
func seek(s *stage, words string) {
	s.t.Helper()
	s.openDesk(tui.DeskFind)
	s.write(words)
	s.press(s.deps.Keys.Activate)
}

func TestDeskFindGolden(t *testing.T) {
	t.Parallel()
	finding := func(hits api.StaffHits, err error) func(s *stage, desk *fakeDesk) {
		return func(s *stage, desk *fakeDesk) {
			desk.search = func(api.StaffSearch) (api.StaffHits, error) { return hits, err }
			seek(s, "张三")
		}
	}
	evil := testHits(3)
	evil[0].Name, evil[0].StudentNo, evil[1].Campus = hostileName("张"), hostileName("学"), hostileName("校")
	deskGoldens(t, "deskfind", func() *fakeDesk { return knowing(api.RoleHelper) }, []deskScene{
		{"first", func(s *stage, _ *fakeDesk) { s.openDesk(tui.DeskFind) }},
		{"missing", func(s *stage, _ *fakeDesk) { seek(s, " ") }},
		{"short", func(s *stage, _ *fakeDesk) { seek(s, "张") }},
		{"found", finding(api.StaffHits{Hits: testHits(3)}, nil)},
		{"more", finding(api.StaffHits{Hits: testHits(30), Next: "student-29"}, nil)},
		{"none", finding(api.StaffHits{}, nil)},
		{"offline", finding(api.StaffHits{}, failure(client.Offline))},
		{"hostile", finding(api.StaffHits{Hits: evil}, nil)},
		{"busy", func(s *stage, _ *fakeDesk) {
			s.openDesk(tui.DeskFind)
			s.write("张三")
			s.hold()
			s.press(s.deps.Keys.Activate)
			s.pass(3 * time.Second)
		}},
	})
}

func TestDeskFindAsksForWhatWasTyped(t *testing.T) {
	t.Parallel()
	for i, by := range []string{"any", "number", "name", "student_no", "phone"} {
		desk := knowing(api.RoleHelper)
		var asked []api.StaffSearch
		desk.search = func(search api.StaffSearch) (api.StaffHits, error) {
			asked = append(asked, search)
			return api.StaffHits{Hits: testHits(1)}, nil
		}
		s := deskStage(t, desk)
		s.openDesk(tui.DeskFind)
		s.press(s.deps.Keys.Next)
		for range i {
			s.press(s.deps.Keys.Down)
		}
		s.press(s.deps.Keys.Toggle, s.deps.Keys.Prev)
		s.write("  12345  ")
		s.press(s.deps.Keys.Activate)
		if want := []api.StaffSearch{{By: by, Text: "12345"}}; !slices.Equal(asked, want) {
			t.Errorf("asked %+v, want %+v", asked, want)
		}
	}
}

// TestDeskFindReadsOn lists what follows by a key, and comes back to all of it after
// a candidate was looked at.
func TestDeskFindReadsOn(t *testing.T) {
	t.Parallel()
	desk := knowing(api.RoleHelper)
	all := testHits(6)
	var after []string
	desk.search = func(search api.StaffSearch) (api.StaffHits, error) {
		after = append(after, search.After)
		if search.After == "" {
			return api.StaffHits{Hits: all[:3], Next: all[2].ID}, nil
		}
		return api.StaffHits{Hits: all[3:]}, nil
	}
	s := deskStage(t, desk)
	s.all = true
	s.openDesk(tui.DeskHome)
	s.hit("查找考生")
	s.write("张三")
	s.press(s.deps.Keys.Activate)
	s.sees("已列出 3 人，还有更多", "F4 更多")
	s.press(s.deps.Keys.More)
	s.sees("找到 6 人", "张5")
	s.seesNot("F4 更多")
	s.press(s.deps.Keys.More) // there is no more
	s.press(s.deps.Keys.Down, s.deps.Keys.Activate)
	s.at(tui.DeskPerson)
	if got := s.deps.State.Desk.ID; got != all[1].ID {
		t.Errorf("opened %q, want %q", got, all[1].ID)
	}
	s.press(s.deps.Keys.Back)
	s.at(tui.DeskFind)
	s.sees("找到 6 人", "▸张三丰", "内容：[张三")
	if want := []string{"", all[2].ID}; !slices.Equal(after, want) {
		t.Errorf("asked after %q, want %q", after, want)
	}
}

// TestDeskFindAsksForEnough before it asks the backend.
func TestDeskFindAsksForEnough(t *testing.T) {
	t.Parallel()
	for by, want := range map[string]string{
		byAny: "至少要写两个字：姓名的前两个字，或完整的号码", byName: "按姓名查找至少要写两个字", "student_no": "",
	} {
		desk, asked := knowing(api.RoleHelper), 0
		desk.search = func(api.StaffSearch) (api.StaffHits, error) {
			asked++
			return api.StaffHits{}, nil
		}
		s := deskStage(t, desk)
		s.deps.State.Desk.Find = DeskSearch{By: by, Text: " 张 ", Done: true}
		s.openDesk(tui.DeskFind)
		s.press(s.deps.Keys.Refresh)
		if (want == "") != (asked == 1) {
			t.Errorf("by %s the backend was asked %d times", by, asked)
		}
		if want != "" {
			s.sees(want, "▸内容")
		}
	}
}

func TestDeskFindSaysWhatANameNeeds(t *testing.T) {
	t.Parallel()
	desk := knowing(api.RoleHelper)
	desk.search = func(api.StaffSearch) (api.StaffHits, error) { return api.StaffHits{}, refusal(api.CodeBadRequest) }
	s := deskStage(t, desk)
	s.deps.State.Desk.Find = DeskSearch{By: "name", Text: "张三", Done: true}
	s.openDesk(tui.DeskFind)
	s.press(s.deps.Keys.Refresh)
	s.sees("按姓名查找至少要写两个字", "▸内容")
}
