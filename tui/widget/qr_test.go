package widget

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"rsc.io/qr"

	"houbu/tui"
)

const cashier = "http://127.0.0.1:48391/cashier/7QmP2xk9"

// TestQRDrawsEveryModule reads the modules back from the characters, and
// compares them with the code.
func TestQRDrawsEveryModule(t *testing.T) {
	t.Parallel()
	want, err := qr.Encode(cashier, qr.L)
	if err != nil {
		t.Fatal(err)
	}
	for name, options := range map[string]tui.ThemeOptions{
		"colour": {}, "no colour": {NoColour: true}, "ascii": {ASCII: true}, "ascii, no colour": {ASCII: true, NoColour: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			code := mustQR(t, kitWith(options), cashier)
			drawn, size := modules(code), code.Size()
			for y := range want.Size + 2*fullQuiet {
				for x := range want.Size + 2*fullQuiet {
					dark := want.Black(x-fullQuiet, y-fullQuiet)
					if ink := drawn[y][x]; ink != (dark != options.NoColour) {
						t.Fatalf("module %d,%d: dark %v, drawn %v", x, y, dark, ink)
					}
				}
			}
			for i, line := range code.Lines() {
				if got := ansi.StringWidth(line); got != size.Width {
					t.Fatalf("line %d is %d cells wide, want %d", i, got, size.Width)
				}
			}
			if got := len(code.Lines()); got != size.Height {
				t.Errorf("%d lines, want %d", got, size.Height)
			}
		})
	}
}

// modules tells of each module whether it is drawn.
func modules(code *QR) [][]bool {
	var rows [][]bool
	for _, line := range code.Lines() {
		var upper, lower []bool
		runes := []rune(ansi.Strip(line))
		for i := 0; i < len(runes); i++ {
			upper = append(upper, strings.ContainsRune("█▀#", runes[i]))
			lower = append(lower, strings.ContainsRune("█▄", runes[i]))
			if code.doubled() {
				i++ // two cells a module
			}
		}
		rows = append(rows, upper)
		if !code.doubled() {
			rows = append(rows, lower)
		}
	}
	return rows
}

func TestQRFit(t *testing.T) {
	t.Parallel()
	// 29 modules a side, and the quiet zone.
	tests := []struct {
		ascii bool
		room  tui.Size
		fits  bool
		quiet int
	}{
		{true, tui.Size{Width: 76, Height: 40}, true, 4},
		{true, tui.Size{Width: 74, Height: 35}, true, 3},
		{true, tui.Size{Width: 66, Height: 33}, true, 2},
		{true, tui.Size{Width: 65, Height: 33}, false, 2},
		{true, tui.Size{Width: 76, Height: 32}, false, 2},
	}
	if !ambiguousWide() {
		tests = append(tests, []struct {
			ascii bool
			room  tui.Size
			fits  bool
			quiet int
		}{
			{false, tui.Size{Width: 37, Height: 19}, true, 4},
			{false, tui.Size{Width: 76, Height: 17}, true, 2},
			{false, tui.Size{Width: 32, Height: 19}, false, 2},
		}...)
	}
	for _, tt := range tests {
		code := mustQR(t, kitWith(tui.ThemeOptions{ASCII: tt.ascii}), cashier)
		if got := code.Fit(tt.room); got != tt.fits || code.quiet != tt.quiet {
			t.Errorf("ascii %v in %+v: fits %v with a quiet zone of %d; want %v, %d", tt.ascii, tt.room, got, code.quiet, tt.fits, tt.quiet)
		}
		if size := code.Size(); tt.fits && (size.Width > tt.room.Width || size.Height > tt.room.Height) {
			t.Errorf("%+v does not fit in %+v", size, tt.room)
		}
	}
}

func TestQRIsBlackOnWhiteInColour(t *testing.T) {
	t.Parallel()
	for _, line := range mustQR(t, newTestKit(), cashier).Lines() {
		if !strings.Contains(line, "107") || !strings.HasPrefix(line, "\x1b[") || !strings.HasSuffix(line, "m") {
			t.Fatalf("%q has no white ground", line)
		}
	}
	for _, line := range mustQR(t, kitWith(tui.ThemeOptions{NoColour: true}), cashier).Lines() {
		if strings.Contains(line, "\x1b") {
			t.Fatalf("%q has colours under NO_COLOR", line)
		}
	}
}

func TestQRRefusesWhatIsTooLong(t *testing.T) {
	t.Parallel()
	if _, err := NewQR(newTestKit(), strings.Repeat("a", 3000)); err == nil {
		t.Error("3000 bytes do not fit into a QR code")
	}
}
