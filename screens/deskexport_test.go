package screens

import (
	"errors"
	"io"
	"io/fs"
	"strings"
	"testing"

	"houbu/api"
	"houbu/client"
	"houbu/tui"
)

// filed is a desk with files.
func (s *stage) filed(files fakeFiles) *stage {
	s.deps.Files = files
	return s
}

// exporting is a desk that exports a word.
func exporting() *fakeDesk {
	desk := staffed(api.RoleManager)
	desk.export = func(what, format string, to io.Writer) error {
		_, err := io.WriteString(to, what+"."+format)
		return err
	}
	return desk
}

func TestDeskExportGolden(t *testing.T) {
	t.Parallel()
	deskGoldens(t, "deskexport", exporting, []deskScene{
		{"first", func(s *stage, _ *fakeDesk) { s.filed(fakeFiles{}).openDesk(tui.DeskExport) }},
		{"done", func(s *stage, _ *fakeDesk) {
			s.filed(fakeFiles{}).openDesk(tui.DeskExport)
			s.hit("导出")
		}},
		{"under-way", func(s *stage, _ *fakeDesk) {
			s.filed(fakeFiles{}).openDesk(tui.DeskExport)
			s.on("导出")
			s.hold()
			s.press(s.deps.Keys.Activate)
		}},
	})
}

// TestExportIsSaved: what was chosen, as it came, under the path that is suggested for
// it or that was typed.
func TestExportIsSaved(t *testing.T) {
	t.Parallel()
	files := fakeFiles{}
	s := deskStage(t, exporting()).filed(files)
	s.openDesk(tui.DeskExport)
	s.press(s.deps.Keys.Down, s.deps.Keys.Toggle)
	s.hit("导出")
	s.sees("已保存到")
	for path, content := range files {
		if !strings.HasPrefix(path, "/home/wang/houbu-waitlist-2026") || string(content) != "waitlist.xlsx" {
			t.Errorf("%s has %q", path, content)
		}
	}
	if len(files) != 1 {
		t.Errorf("%d files", len(files))
	}
}

// TestExportThatFails: the problem of a file is at its field, that of the backend in
// the line, and F5 tries that again.
func TestExportThatFails(t *testing.T) {
	t.Parallel()
	for words, err := range map[string]error{
		"已有这个文件": fs.ErrExist, "没有权限": fs.ErrPermission, "没有这个文件或目录": fs.ErrNotExist,
		"请检查磁盘空间": errors.New("no space"), "连接不上服务器": failure(client.Offline), "需要主管账号": refusal(api.CodeForbidden),
	} {
		desk := exporting()
		there := desk.export
		desk.export = func(string, string, io.Writer) error { return err }
		files := fakeFiles{}
		s := deskStage(t, desk).filed(files)
		s.openDesk(tui.DeskExport)
		s.hit("导出")
		s.sees("✗", words)
		if len(files) > 0 {
			t.Errorf("%s: a file is left behind", words)
		}
		desk.export = there
		if words == "连接不上服务器" {
			s.press(s.deps.Keys.Refresh)
			s.sees("已保存到")
		}
	}
}

func TestExportIsGivenUp(t *testing.T) {
	t.Parallel()
	s := deskStage(t, exporting()).filed(fakeFiles{})
	s.openDesk(tui.DeskExport)
	s.on("导出")
	s.hold()
	s.press(s.deps.Keys.Activate, s.deps.Keys.Back)
	s.release()
	s.at(tui.DeskExport)
	s.seesNot("已保存到", "正在导出")
}
