package widget

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"houbu/tui"
	"houbu/tui/goldentest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// ambiguousWide tells whether this process was started for a terminal that
// draws characters of ambiguous width over two cells.
func ambiguousWide() bool { return ansi.StringWidth("…") == 2 }

// TestGolden compares each scene at three widths with testdata. What is drawn
// must not depend on whether go-runewidth, which bubbles measures with, takes
// ambiguous characters for one cell or two: see TestUnderEachEnvironment.
func TestGolden(t *testing.T) {
	t.Parallel()
	goldentest.Check(t)
	for _, sc := range slices.Concat(scenes(), moreScenes(), cardScenes(), boardScenes()) {
		for _, width := range []int{56, 76, 116} {
			t.Run(fmt.Sprintf("%s/%d", sc.name, width), func(t *testing.T) {
				t.Parallel()
				kit := newTestKit()
				if sc.ascii {
					kit = kitWith(tui.ThemeOptions{ASCII: true, NoColour: true})
				}
				element := sc.build(t, kit)
				element.SetWidth(width)
				view := element.View()
				checkFits(t, view, width)
				compare(t, fmt.Sprintf("%s-%d", sc.name, width), view)
			})
		}
	}
}

func compare(t *testing.T, name string, view tui.View) {
	t.Helper()
	folder := filepath.Join("testdata", "narrow")
	if ambiguousWide() {
		folder = filepath.Join("testdata", "wide")
	}
	path := filepath.Join(folder, name+".txt")
	got := ansi.Strip(view.Body) + "\n"
	if view.Cursor != nil {
		got += fmt.Sprintf("(cursor %d,%d)\n", view.Cursor.X, view.Cursor.Y)
	}
	if *update {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; run go test -update and read what it writes", err)
	}
	if string(want) != got {
		t.Errorf("%s is\n%s\nwant\n%s", path, got, want)
	}
}
