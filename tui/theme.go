package tui

import (
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/mattn/go-runewidth"
	"github.com/muesli/termenv"
)

// Theme is how everything looks: styles by role, and glyphs. Each terminal has
// its own, since colours depend on it.
type Theme struct {
	Title, Text, Muted, Accent, Focus lipgloss.Style
	Error, Success, Warning           lipgloss.Style
	Rule, Border                      lipgloss.Style
	Button, ButtonFocused, Disabled   lipgloss.Style
	Selected, Done, Current, Todo     lipgloss.Style
	KeyName, KeyLabel                 lipgloss.Style
	Glyphs                            Glyphs
	// Renderer makes further styles for the same terminal.
	Renderer *lipgloss.Renderer
	// Colour is false under NO_COLOR. Every role differs by bold, underline,
	// reverse or a glyph as well.
	Colour bool
}

// ThemeOptions chooses a theme.
type ThemeOptions struct {
	NoColour bool // NO_COLOR, or a terminal without colours
	ASCII    bool // --ascii
}

// NewRenderer makes a lipgloss renderer that asks the terminal nothing. The
// sixteen colours of the terminal's own palette are all that a theme uses, so
// that it fits dark and light backgrounds alike.
func NewRenderer() *lipgloss.Renderer {
	renderer := lipgloss.NewRenderer(io.Discard)
	renderer.SetColorProfile(termenv.ANSI)
	renderer.SetHasDarkBackground(true)
	return renderer
}

// NoColour reads the environment: NO_COLOR set to anything (no-color.org), or
// a TERM that has none. getenv is os.Getenv, or that of an SSH session.
func NoColour(getenv func(string) string) bool {
	term := getenv("TERM")
	return getenv("NO_COLOR") != "" || term == "dumb" || strings.HasSuffix(term, "-m") || strings.HasPrefix(term, "vt")
}

// NewTheme builds the theme of one terminal from its renderer.
func NewTheme(renderer *lipgloss.Renderer, options ThemeOptions) *Theme {
	plain := renderer.NewStyle()
	ink := func(colour string) lipgloss.Style {
		if options.NoColour {
			return plain
		}
		return plain.Foreground(lipgloss.Color(colour))
	}
	const red, green, yellow, cyan = "1", "2", "3", "6"
	return &Theme{
		Title:         plain.Bold(true),
		Text:          plain,
		Muted:         plain.Faint(true),
		Accent:        ink(cyan),
		Focus:         ink(cyan).Bold(true),
		Error:         ink(red).Bold(true),
		Success:       ink(green).Bold(true),
		Warning:       ink(yellow).Bold(true),
		Rule:          plain.Faint(true),
		Border:        ink(cyan),
		Button:        plain,
		ButtonFocused: ink(cyan).Bold(true).Reverse(true),
		Disabled:      plain.Faint(true),
		Selected:      plain.Reverse(true),
		Done:          ink(green),
		Current:       ink(cyan).Bold(true).Underline(true),
		Todo:          plain.Faint(true),
		KeyName:       plain.Bold(true),
		KeyLabel:      plain.Faint(true),
		Glyphs:        NewGlyphs(options.ASCII),
		Renderer:      renderer,
		Colour:        !options.NoColour,
	}
}

// Truncate shortens s to width cells, as Truncate does, and ends it with what
// the terminal has for ….
func (t *Theme) Truncate(s string, width int) string {
	if width <= 0 || Width(s) <= width {
		return Truncate(s, width)
	}
	return ansi.Truncate(s, width, t.Glyphs.Ellipsis)
}

// Tone is the style of a notice.
func (t *Theme) Tone(tone Tone) lipgloss.Style {
	switch tone {
	case ToneSuccess:
		return t.Success
	case ToneWarning:
		return t.Warning
	case ToneError:
		return t.Error
	default:
		return t.Accent
	}
}

// ToneMark is the glyph of a notice.
func (t *Theme) ToneMark(tone Tone) string {
	switch tone {
	case ToneSuccess:
		return t.Glyphs.Done
	case ToneWarning:
		return t.Glyphs.Warning
	case ToneError:
		return t.Glyphs.Error
	default:
		return t.Glyphs.Info
	}
}

// FixWidths makes go-runewidth, which bubbles measures with, agree with x/ansi,
// which lipgloss and this package measure with: characters of ambiguous width
// (· … “ ” ─ │ ●) are one cell wide unless RUNEWIDTH_EASTASIAN says two. Left
// alone, go-runewidth would decide by the locale. Call it first in main, before
// any goroutine is started.
func FixWidths() {
	runewidth.DefaultCondition.EastAsianWidth = ambiguousWide(os.Getenv("RUNEWIDTH_EASTASIAN"))
	runewidth.DefaultCondition.StrictEmojiNeutral = true
}

func ambiguousWide(value string) bool {
	wide, err := strconv.ParseBool(value)
	return err == nil && wide
}

// oneCell returns glyph when it takes one cell on this terminal, else plain.
func oneCell(glyph, plain string) string {
	if ansi.StringWidth(glyph) != 1 {
		return plain
	}
	return glyph
}
