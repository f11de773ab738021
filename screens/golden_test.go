package screens

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"houbu/tui"
	"houbu/tui/goldentest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// testSizes are the terminals of the golden files.
func testSizes() []tui.Size {
	return []tui.Size{{Width: 60, Height: 20}, {Width: 80, Height: 24}, {Width: 120, Height: 40}}
}

// scene brings a screen into a state that is worth a look. It opens the step
// itself, since some states are there before.
type scene struct {
	name string
	play func(s *stage)
}

// goldens plays scenes on each size of terminal, and compares what it shows
// with a golden file. Call it from a test whose name ends with Golden, so that it
// is run again in each environment. What bubbles measures characters of ambiguous
// width with must make no difference.
func goldens(t *testing.T, screen string, backend func() *fakeBackend, scenes []scene) {
	t.Helper()
	goldentest.Check(t)
	for _, sc := range scenes {
		for _, size := range testSizes() {
			name := fmt.Sprintf("%s/%s-%dx%d", screen, sc.name, size.Width, size.Height)
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				s := newStage(t, backend(), size)
				sc.play(s)
				s.fits()
				compare(t, name, s.frame()+cursorLine(s.machine.Frame().Cursor))
				if resizes() {
					s.survivesResizing()
				}
			})
		}
	}
}

// resizes tells whether a scene is to survive resizing too: once for each way in
// which x/ansi measures, since the frames are the same whatever bubbles does.
func resizes() bool { return !goldentest.Child() || drawsWide() }

// drawsWide tells whether this process is for a terminal that draws characters
// of ambiguous width over two cells.
func drawsWide() bool { return ansi.StringWidth("…") == 2 }

// compare compares with testdata/narrow/<name>.txt, or with the file of the
// same name in wide, or writes it under -update.
func compare(t *testing.T, name, got string) {
	t.Helper()
	folder := "narrow"
	if drawsWide() {
		folder = "wide"
	}
	path := filepath.Join("testdata", folder, filepath.FromSlash(name)+".txt")
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("no golden file %s: run go test with -update and read it", path)
	}
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs.\ngot:\n%s\nwant:\n%s", path, got, want)
	}
}

// cursorLine says in a golden file where the real cursor stands.
func cursorLine(cursor *tui.Position) string {
	if cursor == nil {
		return "\n(no cursor)\n"
	}
	return fmt.Sprintf("\n(cursor %d,%d)\n", cursor.X, cursor.Y)
}

// fits fails if the screen draws more than its room, which the machine would
// cut off unseen, or the machine more than the terminal.
func (s *stage) fits() {
	s.t.Helper()
	const chrome = 5 // header, progress, rule, notice, footer
	room := tui.Size{Width: max(s.size.Width, tui.MinSize().Width), Height: max(s.size.Height, tui.MinSize().Height) - chrome}
	s.within("body", s.machine.Screen().View().Body, room)
	s.within("frame", s.machine.View(), s.size)
}

func (s *stage) within(what, body string, room tui.Size) {
	s.t.Helper()
	lines := strings.Split(body, "\n")
	if len(lines) > room.Height {
		s.t.Errorf("the %s has %d lines, the room %d:\n%s", what, len(lines), room.Height, ansi.Strip(body))
	}
	for i, line := range lines {
		if width := ansi.StringWidth(line); width > room.Width {
			s.t.Errorf("line %d of the %s is %d cells wide, the room %d:\n%s", i, what, width, room.Width, ansi.Strip(line))
		}
	}
}

// survivesResizing fails if making the terminal tiny, or as large as any other
// size, and back loses something or draws beyond the room meanwhile.
func (s *stage) survivesResizing() {
	s.t.Helper()
	before, was := s.frame(), s.size
	for _, size := range append(testSizes(), tui.Size{Width: 20, Height: 5}, was) {
		s.resize(size)
		s.fits()
	}
	if after := s.frame(); after != before {
		s.t.Errorf("resizing away and back changes the terminal.\nbefore:\n%s\nafter:\n%s", before, after)
	}
}
