package tui

import (
	"reflect"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
)

func TestNoColourIsRead(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		term, noColor string
		want          bool
	}{
		{"xterm-256color", "", false},
		{"xterm-256color", "1", true},
		{"linux", "", false},
		{"dumb", "", true},
		{"xterm-m", "", true},
		{"vt100", "", true},
		{"", "", false},
	} {
		env := map[string]string{"TERM": tt.term, "NO_COLOR": tt.noColor}
		if got := NoColour(func(name string) string { return env[name] }); got != tt.want {
			t.Errorf("TERM=%s NO_COLOR=%s: %v, want %v", tt.term, tt.noColor, got, tt.want)
		}
	}
}

func TestAmbiguousWideIsRead(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]bool{"": false, "0": false, "1": true, "true": true, "no": false} {
		if got := ambiguousWide(value); got != want {
			t.Errorf("RUNEWIDTH_EASTASIAN=%s: %v, want %v", value, got, want)
		}
	}
}

// TestGlyphsTakeOneCell, on this terminal as on those of the other kind, and
// with --ascii they are ASCII.
func TestGlyphsTakeOneCellGolden(t *testing.T) {
	for _, ascii := range []bool{false, true} {
		value := reflect.ValueOf(NewGlyphs(ascii))
		for i := range value.NumField() {
			name, text := value.Type().Field(i).Name, value.Field(i).String()
			if want := map[string]int{"BoxOn": 3, "BoxOff": 3, "RadioOn": 3, "RadioOff": 3, "ButtonLeft": 2, "ButtonEnd": 2}[name]; ansi.StringWidth(text) != max(1, want) {
				t.Errorf("%s (ascii %v) is %q, %d cells", name, ascii, text, ansi.StringWidth(text))
			}
			if ascii && text[0] > '~' {
				t.Errorf("with --ascii %s is %q", name, text)
			}
		}
	}
	if got, want := NewGlyphs(true).Focus, ">"; got != want {
		t.Errorf("with --ascii the focus is %q, want %q", got, want)
	}
}

// styles are the styles of a theme by role.
func styles(theme *Theme) map[string]lipgloss.Style {
	out := map[string]lipgloss.Style{}
	value := reflect.ValueOf(theme).Elem()
	for i := range value.NumField() {
		if style, ok := value.Field(i).Interface().(lipgloss.Style); ok {
			out[value.Type().Field(i).Name] = style
		}
	}
	return out
}

func TestThemeWithoutColourHasNone(t *testing.T) {
	t.Parallel()
	theme := NewTheme(NewRenderer(), ThemeOptions{NoColour: true})
	for role, style := range styles(theme) {
		row := make([]cell, 4)
		parseLine(row, style.Render("x"))
		if row[0].pen.fg != 0 || row[0].pen.bg != 0 {
			t.Errorf("%s has a colour without colours: %+v", role, row[0].pen)
		}
	}
	if theme.Colour {
		t.Error("the theme says that it has colours")
	}
}

// TestThemeUsesThePaletteOfTheTerminal, which fits dark and light backgrounds
// alike, and paints no background.
func TestThemeUsesThePaletteOfTheTerminal(t *testing.T) {
	t.Parallel()
	for role, style := range styles(NewTheme(NewRenderer(), ThemeOptions{})) {
		row := make([]cell, 4)
		parseLine(row, style.Render("x"))
		if p := row[0].pen; p.fg != 0 && (p.fg < palette || p.fg > palette|15) || p.bg != 0 {
			t.Errorf("%s is drawn with %+v", role, p)
		}
	}
}

func TestTonesAndMarks(t *testing.T) {
	t.Parallel()
	theme := plainTheme()
	seen := map[string]bool{}
	for tone := ToneInfo; tone <= ToneError; tone++ {
		mark := theme.ToneMark(tone)
		if mark == "" || seen[mark] {
			t.Errorf("tone %d has no mark of its own: %q", tone, mark)
		}
		seen[mark] = true
	}
	for tone, want := range map[Tone]lipgloss.Style{
		ToneInfo: theme.Accent, ToneSuccess: theme.Success, ToneWarning: theme.Warning, ToneError: theme.Error,
	} {
		if got := theme.Tone(tone).Render("x"); got != want.Render("x") {
			t.Errorf("tone %d is drawn as %q", tone, got)
		}
	}
}

func TestFocusIsSeenWithoutColour(t *testing.T) {
	t.Parallel()
	theme := plainTheme()
	if got, want := ansi.Strip(theme.ButtonText("确定", true)), theme.Glyphs.Focus+"[ 确定 ]"; got != want {
		t.Errorf("the focused button is %q, want %q", got, want)
	}
	if got, want := ansi.Strip(theme.ButtonText("确定", false)), " [ 确定 ]"; got != want {
		t.Errorf("the other button is %q, want %q", got, want)
	}
	if theme.Glyphs.FocusMark(true) != theme.Glyphs.Focus || theme.Glyphs.FocusMark(false) != " " {
		t.Error("the focus mark is not before the focused control only")
	}
}
