package tui

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

func TestBreakpoints(t *testing.T) {
	t.Parallel()
	for width, want := range map[int]Breakpoint{
		1: Compact, 60: Compact, 79: Compact, 80: Normal, 119: Normal, 120: Wide, 300: Wide,
	} {
		if got := BreakpointOf(width); got != want {
			t.Errorf("the breakpoint of %d is %d, want %d", width, got, want)
		}
	}
}

func TestLayoutAtTheSmallestSize(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		size  Size
		small bool
		body  Size
	}{
		{Size{Width: 60, Height: 20}, false, Size{Width: 60, Height: 15}},
		{Size{Width: 59, Height: 20}, true, Size{Width: 60, Height: 15}},
		{Size{Width: 60, Height: 19}, true, Size{Width: 60, Height: 15}},
		{Size{Width: 80, Height: 24}, false, Size{Width: 80, Height: 19}},
		{Size{Width: 20, Height: 50}, true, Size{Width: 60, Height: 45}},
		{Size{Width: 0, Height: 0}, true, Size{Width: 60, Height: 15}},
	} {
		l := newLayout(tt.size)
		if l.tooSmall != tt.small || l.body != tt.body || l.screen != tt.size {
			t.Errorf("the layout of %v is %+v, want too small %v, body %v", tt.size, l, tt.small, tt.body)
		}
		room := l.dialogRoom()
		const border, padding = 2, 2
		if room.Width+border+padding > l.body.Width || room.Height+border > l.body.Height || room.Width < 40 || room.Height < 10 {
			t.Errorf("in %v a dialog has %v", l.body, room)
		}
	}
}

// TestPropertyFrameFitsTheTerminal draws whatever the machine may show on
// terminals of every size: no line is wider, the frame is not higher, and the
// cursor is inside.
func TestPropertyFrameFitsTheTerminal(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		r := newRig(t)
		r.size = Size{Width: rapid.IntRange(1, 200).Draw(rt, "width"), Height: rapid.IntRange(1, 60).Draw(rt, "height")}
		r.machine.theme = NewTheme(NewRenderer(), ThemeOptions{ASCII: rapid.Bool().Draw(rt, "ascii")})
		s := r.at(rapid.SampledFrom([]Step{StepLogin, StepReview, StepInfo, StepPlatform}).Draw(rt, "step"))
		spoil(rt, r, s)
		for range 2 {
			checkFrame(rt, r.machine.Frame(), r.size)
			r.resize(Size{Width: rapid.IntRange(1, 200).Draw(rt, "width"), Height: rapid.IntRange(1, 60).Draw(rt, "height")})
		}
	})
}

// spoil gives the machine the worst texts that it may have to show.
func spoil(t *rapid.T, r *rig, s *fakeScreen) {
	pool, _ := alphabet()
	words := rapid.Map(rapid.SliceOf(rapid.SampledFrom(append(pool, "\n", "\x1b[31m", "的考试"))),
		func(parts []string) string { return strings.Join(parts, "") })
	s.view = View{
		Body:   strings.Repeat(words.Draw(t, "body")+"长\n", rapid.IntRange(0, 70).Draw(t, "lines")),
		Cursor: &Position{X: rapid.IntRange(-2, 210).Draw(t, "x"), Y: rapid.IntRange(-2, 70).Draw(t, "y")},
	}
	s.keys = rapid.SliceOf(rapid.SampledFrom(allBindings(r.keys))).Draw(t, "keys")
	s.help = words.Draw(t, "help")
	for _, msg := range []*string{new(string), new(string), new(string)} {
		*msg = words.Draw(t, "status")
		online := rapid.Bool().Draw(t, "online")
		r.send(StatusMsg{Exam: msg, Person: msg, Line: msg, Online: &online})
	}
	r.send(NoticeMsg{Tone: Tone(rapid.IntRange(0, 3).Draw(t, "tone")), Text: words.Draw(t, "notice")})
	title, body, label := words.Draw(t, "title"), words.Draw(t, "question"), words.Draw(t, "label")
	if rapid.Bool().Draw(t, "ask") {
		r.send(OpenDialogMsg{Dialog: NewConfirm(ConfirmOptions{
			Title: title, Body: []string{body}, YesLabel: Clean(label), Keys: r.keys, Theme: r.machine.theme,
		})})
	}
	for _, binding := range rapid.SliceOfN(rapid.SampledFrom([]key.Binding{r.keys.Help, r.keys.Quit}), 0, 1).Draw(t, "pressed") {
		if s.step != StepLogin || !sameBinding(binding, r.keys.Quit) {
			r.press(binding)
		}
	}
}

func checkFrame(t *rapid.T, view View, size Size) {
	lines := strings.Split(view.Body, "\n")
	if len(lines) > size.Height {
		t.Fatalf("at %v the frame has %d lines", size, len(lines))
	}
	for i, line := range lines {
		if got := Width(line); got > size.Width {
			t.Fatalf("at %v line %d is %d wide: %q", size, i, got, ansi.Strip(line))
		}
	}
	if c := view.Cursor; c != nil && (c.X < 0 || c.Y < 0 || c.X >= size.Width || c.Y >= size.Height) {
		t.Fatalf("at %v the cursor is at %v", size, *c)
	}
}

// TestFrameHasItsLines: what is read stays where it is, with and without a notice.
func TestFrameHasItsLines(t *testing.T) {
	t.Parallel()
	for _, size := range []Size{{Width: 60, Height: 20}, {Width: 80, Height: 24}, {Width: 120, Height: 40}} {
		r := newRig(t)
		r.size = size
		s := r.at(StepHome)
		s.view = View{Body: strings.Join(numbered(100), "\n"), Cursor: &Position{X: 3, Y: 2}}
		for _, notice := range []string{"", "某个通知"} {
			r.send(NoticeMsg{Text: notice})
			lines := strings.Split(r.frame(), "\n")
			if len(lines) != size.Height {
				t.Fatalf("at %v the frame has %d lines", size, len(lines))
			}
			for y, want := range map[int]string{
				0: "标题 home", 1: "登录", 2: r.machine.theme.Glyphs.Line(size.Width), 3: "line 01",
				size.Height - 3: fmt.Sprintf("line %02d", size.Height-chromeLines), size.Height - 2: notice, size.Height - 1: "Ctrl+C",
			} {
				if !strings.Contains(lines[y], want) {
					t.Errorf("at %v line %d is %q, want %q", size, y, lines[y], want)
				}
			}
		}
		if got := r.machine.Frame().Cursor; got == nil || *got != (Position{X: 3, Y: 5}) {
			t.Errorf("the cursor is at %v, want that of the screen", got)
		}
	}
}

// TestCursorIsThatOfWhatIsOnTop, or is hidden.
func TestCursorIsThatOfWhatIsOnTop(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	s := r.at(StepHome)
	s.view.Cursor = &Position{X: 1, Y: 1}
	d := &fakeDialog{view: View{Body: "名：[王五]", Cursor: &Position{X: 5, Y: 0}}}
	r.send(OpenDialogMsg{Dialog: d})
	cursor := r.machine.Frame().Cursor
	if cursor == nil {
		t.Fatal("the cursor of the dialog is hidden")
	}
	line := strings.Split(r.frame(), "\n")[cursor.Y]
	if got := ansi.Truncate(line, cursor.X, ""); !strings.HasSuffix(got, "名：[") {
		t.Errorf("before the cursor of the dialog stands %q", got)
	}
	d.view.Cursor = nil
	if got := r.machine.Frame().Cursor; got != nil {
		t.Errorf("the cursor of the screen shows under a dialog, at %v", got)
	}
}
