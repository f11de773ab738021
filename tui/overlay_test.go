package tui

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// cellsOf lays a line out, as the painter does.
func cellsOf(line string, width int) []cell {
	row := make([]cell, width)
	parseLine(row, line)
	return row
}

func TestOverlayLine(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, under, over string
		x                 int
		want              string
	}{
		{"in the middle", "abcdefgh", "XY", 3, "abcXYfgh"},
		{"beyond the end", "ab", "XY", 5, "ab   XY"},
		{"at the start", "abcd", "XY", 0, "XYcd"},
		{"at the end", "abcd", "XY", 2, "abXY"},
		{"under nothing", "", "XY", 1, " XY"},
		{"wide characters left alone", "候补报名", "XY", 2, "候XY报名"},
		{"the left edge halves one", "候补报名", "XY", 1, " XY 报名"},
		{"the right edge halves one", "候补报名", "XYZ", 2, "候XYZ 名"},
		{"both edges halve", "候补报名", "XYZW", 1, " XYZW 名"},
		{"wide over wide", "候补报名", "取消", 2, "候取消名"},
	} {
		got := overlayLine(tt.under, tt.over, tt.x)
		if !slices.Equal(cellsOf(got, 12), cellsOf(tt.want, 12)) {
			t.Errorf("%s: %q, want %q", tt.name, plainCells(cellsOf(got, 12)), tt.want)
		}
	}
}

// TestPropertyOverlayLine: the box stands at its place as it is, what it does
// not touch stays in its style, and a halved character leaves a space.
func TestPropertyOverlayLine(t *testing.T) {
	t.Parallel()
	pool, _ := alphabet()
	const width = 80 // more than is drawn
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) string {
			var b strings.Builder
			for range rapid.IntRange(0, 3).Draw(t, name+" runs") {
				set, _ := drawStyle(t)
				b.WriteString(set + strings.Join(rapid.SliceOfN(rapid.SampledFrom(pool), 0, 6).Draw(t, name), ""))
			}
			return b.String()
		}
		under, over, x := draw("under"), "│"+draw("over"), rapid.IntRange(0, 12).Draw(t, "x")
		got, before, box := cellsOf(overlayLine(under, over, x), width), cellsOf(under, width), cellsOf(over, width)
		end := x + Width(over)
		for i := range got {
			want := before[i]
			switch {
			case i >= x && i < end:
				want = box[i-x]
			case i == x-1 && before[i].width == 2, i == end && before[i].width == 0:
				want = cell{text: " ", width: 1, pen: got[i].pen} // half of a wide character
			}
			if got[i] != want {
				t.Fatalf("%q at %d over %q: cell %d is %+v, want %+v", over, x, under, i, got[i], want)
			}
		}
	})
}

func TestOverlayKeepsToTheScreen(t *testing.T) {
	t.Parallel()
	base := []string{"aaaa", "bbbb"}
	overlay(base, []string{"1", "2", "3", "4"}, 1, -1)
	for i, want := range []string{"a2aa", "b3bb"} {
		if got := cellsOf(base[i], 4); !slices.Equal(got, cellsOf(want, 4)) {
			t.Errorf("line %d is %q, want %q", i, plainCells(got), want)
		}
	}
}

func TestClipLines(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		body string
		size Size
		want []string
	}{
		{"a\nb", Size{Width: 4, Height: 3}, []string{"a", "b", ""}},
		{"a\nb\nc", Size{Width: 4, Height: 2}, []string{"a", "b"}},
		{"abcdef\n候补报", Size{Width: 5, Height: 2}, []string{"abcde", "候补"}},
		{"", Size{Width: 5, Height: 1}, []string{""}},
		{"a", Size{}, []string{}},
	} {
		if got := clipLines(tt.body, tt.size); !slices.Equal(got, tt.want) {
			t.Errorf("%q clipped to %v is %q, want %q", tt.body, tt.size, got, tt.want)
		}
	}
}
