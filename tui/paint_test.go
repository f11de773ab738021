package tui

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestPropertyTerminalShowsTheLastFrame paints random frames one after the
// other: a terminal of each kind shows exactly the last one.
func TestPropertyTerminalShowsTheLastFrame(t *testing.T) {
	t.Parallel()
	for name, kind := range map[string]struct {
		drawing drawing
		wraps   bool
	}{
		"as measured":              {asMeasured, false},
		"as measured, wrapping":    {asMeasured, true},
		"ambiguous wide":           {rulesWide, false},
		"code point by code point": {runeForRune, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) { paintRandomly(t, kind.drawing, kind.wraps) })
		})
	}
}

func paintRandomly(t *rapid.T, drawing drawing, wraps bool) {
	size := Size{Width: rapid.IntRange(1, 24).Draw(t, "width"), Height: rapid.IntRange(1, 5).Draw(t, "height")}
	e := newEmulator(size, wraps, drawing)
	out := &counter{out: e}
	p := NewPainter(out, PainterOptions{Sync: rapid.Bool().Draw(t, "sync")})
	defer p.Close()
	pool, sure := alphabet()
	var last wanted
	for range rapid.IntRange(1, 6).Draw(t, "frames") {
		next := drawWanted(t, size, pool, sure)
		if last.body != "" && rapid.Bool().Draw(t, "few changes") {
			next = changed(t, last, size)
		}
		before := out.writes
		p.Show(Frame{View: View{Body: next.body, Cursor: next.cursor}, Size: size})
		p.Flush()
		if out.writes > before+1 {
			t.Fatalf("%d writes for one frame", out.writes-before)
		}
		if err := next.differs(e); err != nil {
			t.Fatal(err)
		}
		if e.modes["?2026"] {
			t.Fatal("synchronized output stays on")
		}
		last = next
	}
	before := out.writes
	p.Show(Frame{View: View{Body: last.body, Cursor: last.cursor}, Size: size})
	p.Flush()
	if out.writes != before {
		t.Fatal("a frame that is shown already is written again")
	}
}

// changed is a frame with one line of another.
func changed(t *rapid.T, last wanted, size Size) wanted {
	pool, sure := alphabet()
	other := drawWanted(t, size, pool, sure)
	y := rapid.IntRange(0, size.Height-1).Draw(t, "line")
	lines := strings.Split(last.body+strings.Repeat("\n", size.Height), "\n")[:size.Height]
	lines[y] = strings.Split(other.body+strings.Repeat("\n", size.Height), "\n")[y]
	next := wanted{unsure: map[Position]bool{}, body: strings.Join(lines, "\n"), cursor: last.cursor}
	next.rows = append(next.rows, last.rows...)
	next.rows[y] = other.rows[y]
	for from, w := range map[bool]*wanted{false: &last, true: &other} {
		for at, is := range w.unsure {
			if (at.Y == y) == from {
				next.unsure[at] = is
			}
		}
	}
	return next
}

// counter counts writes.
type counter struct {
	out    *emulator
	writes int
}

func (c *counter) Write(p []byte) (int, error) {
	c.writes++
	return c.out.Write(p)
}

// TestPropertySmallChangesInALine changes single cells, as typing does.
func TestPropertySmallChangesInALine(t *testing.T) {
	t.Parallel()
	for _, drawing := range []drawing{asMeasured, rulesWide, runeForRune} {
		rapid.Check(t, func(t *rapid.T) {
			size := Size{Width: rapid.IntRange(4, 30).Draw(t, "width"), Height: 1}
			e := newEmulator(size, false, drawing)
			p := NewPainter(e, PainterOptions{})
			defer p.Close()
			pool, sure := alphabet()
			picks := rapid.SliceOfN(rapid.IntRange(0, len(pool)-1), size.Width, size.Width).Draw(t, "line")
			for range 4 {
				w := oneLine(picks, pool, sure, size)
				p.Show(Frame{View: View{Body: w.body}, Size: size})
				p.Flush()
				if err := w.differs(e); err != nil {
					t.Fatal(err)
				}
				at := rapid.IntRange(0, len(picks)-1).Draw(t, "at")
				picks[at] = rapid.IntRange(0, len(pool)-1).Draw(t, "to")
			}
		})
	}
}

func oneLine(picks []int, pool []string, sure int, size Size) wanted {
	w := wanted{unsure: map[Position]bool{}}
	row := make([]glyph, size.Width)
	for x := range row {
		row[x].text = " "
	}
	x := 0
	for _, pick := range picks {
		text := pool[pick]
		w.body += text
		width := Width(text)
		if x+width > size.Width {
			x = size.Width
			continue
		}
		row[x], w.unsure[Position{x, 0}] = glyph{text: text}, pick >= sure
		if width == 2 {
			row[x+1], w.unsure[Position{x + 1, 0}] = glyph{}, pick >= sure
		}
		x += width
	}
	w.rows = [][]glyph{row}
	return w
}

// stuckWriter blocks each write until it is released.
type stuckWriter struct {
	entered, release chan struct{}
	out              *emulator
	writes           int
}

func (w *stuckWriter) Write(p []byte) (int, error) {
	w.entered <- struct{}{}
	<-w.release
	w.writes++
	return w.out.Write(p)
}

func TestNewestFrameWinsWhenTheTerminalIsSlow(t *testing.T) {
	t.Parallel()
	size := Size{Width: 10, Height: 2}
	out := &stuckWriter{entered: make(chan struct{}), release: make(chan struct{}), out: newEmulator(size, false, asMeasured)}
	var painted []uint64
	p := NewPainter(out, PainterOptions{Painted: func(revision uint64) { painted = append(painted, revision) }})
	defer p.Close()
	show := func(text string, revision uint64) {
		p.Show(Frame{View: View{Body: text}, Size: size, Revision: revision})
	}
	show("first", 1)
	<-out.entered // the first is being written
	show("second", 2)
	show("third", 3)
	show("fourth", 4)
	out.release <- struct{}{}
	<-out.entered
	out.release <- struct{}{}
	p.Flush()
	if out.writes != 2 || len(painted) != 2 || painted[0] != 1 || painted[1] != 4 {
		t.Errorf("%d writes, painted %v; want the first and the newest frame", out.writes, painted)
	}
	if got := out.out.screen(); got != "fourth    |\n          |\n" {
		t.Errorf("the terminal shows\n%s", got)
	}
}

func TestFailedWriteIsReportedOnceAndEndsPainting(t *testing.T) {
	t.Parallel()
	gone := errors.New("gone")
	var failures []error
	out := &failingWriter{err: gone}
	p := NewPainter(out, PainterOptions{
		Failed:  func(err error) { failures = append(failures, err) },
		Painted: func(uint64) { t.Error("a frame that failed counts as painted") },
	})
	defer p.Close()
	for _, text := range []string{"a", "b", "c"} {
		p.Show(Frame{View: View{Body: text}, Size: Size{Width: 5, Height: 1}})
		p.Flush()
	}
	if len(failures) != 1 || !errors.Is(failures[0], gone) || out.writes != 1 {
		t.Errorf("failures %v after %d writes", failures, out.writes)
	}
}

type failingWriter struct {
	err    error
	writes int
}

func (w *failingWriter) Write([]byte) (int, error) {
	w.writes++
	return 0, w.err
}
