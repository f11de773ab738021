package tui

import (
	"testing"

	"pgregory.net/rapid"
)

func TestPenReadsSGR(t *testing.T) {
	t.Parallel()
	all := bold | faint | italic | underline | blink | reverse | conceal | strike
	for _, tt := range []struct {
		params string
		want   pen
	}{
		{"", pen{}},
		{"1", pen{attrs: bold}},
		{"1;2;3;4;5;7;8;9", pen{attrs: all}},
		{"6", pen{attrs: blink}},
		{"1;4;0", pen{}},
		{"1;2;4;22", pen{attrs: underline}},
		{"1;3;4;5;7;8;9;23;24;25;27;28;29", pen{attrs: bold}},
		{"31;42", pen{fg: palette | 1, bg: palette | 2}},
		{"97;100", pen{fg: palette | 15, bg: palette | 8}},
		{"38;5;200;48;5;7", pen{fg: palette | 200, bg: palette | 7}},
		{"38;2;1;2;3", pen{fg: trueColor | 0x010203}},
		{"48;2;255;0;16;1", pen{bg: trueColor | 0xff0010, attrs: bold}},
		{"31;42;39;49", pen{}},
		{"1;;", pen{}},               // a missing parameter is 0
		{"38;9;1", pen{attrs: bold}}, // an unknown kind of colour
		{"1;99;53", pen{attrs: bold}},
		{"1;99999999999999999999", pen{}},
	} {
		var got pen
		got.apply(tt.params)
		if got != tt.want {
			t.Errorf("SGR %q gives %+v, want %+v", tt.params, got, tt.want)
		}
	}
}

// TestPropertyPenIsWrittenAsRead: what leads from one pen to another, read back
// by the emulator and by the pen itself, does.
func TestPropertyPenIsWrittenAsRead(t *testing.T) {
	t.Parallel()
	draw := func(t *rapid.T) pen {
		colours := rapid.SampledFrom([]colour{
			0, palette, palette | 7, palette | 8, palette | 15, palette | 16, palette | 255,
			trueColor, trueColor | 0xffffff, trueColor | 0x010203,
		})
		return pen{
			attrs: uint16(rapid.IntRange(0, 255).Draw(t, "attributes")), //nolint:gosec // eight bits
			fg:    colours.Draw(t, "foreground"), bg: colours.Draw(t, "background"),
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		from, to := draw(t), draw(t)
		written := string(appendChange(nil, from, to))
		if (written == "") != (from == to) {
			t.Fatalf("from %+v to %+v: %q", from, to, written)
		}
		got := from
		if rest := got.escape(written + "x"); written != "" && rest != "x" || got != to {
			if written != "" {
				t.Fatalf("from %+v to %+v: %q leads to %+v", from, to, written, got)
			}
		}
		e := newEmulator(Size{Width: 4, Height: 1}, false, asMeasured)
		_, err := e.Write(appendChange(appendChange(nil, pen{}, from), from, to))
		direct := newEmulator(Size{Width: 4, Height: 1}, false, asMeasured)
		_, errDirect := direct.Write(appendChange(nil, pen{}, to))
		if err != nil || errDirect != nil || e.style != direct.style {
			t.Fatalf("from %+v to %+v: a terminal has %+v, want %+v", from, to, e.style, direct.style)
		}
	})
}
