//go:build unix

package e2e

import (
	"bytes"
	"strings"
	"testing"
)

// appearance is a kind of terminal, and how the program looks on it.
type appearance struct {
	console
	args     []string
	coloured bool
	never    []string // what must never be written
}

func appearances() map[string]appearance {
	doubled := []string{"─", "│", "╭", "╮", "╰", "╯", "●", "○"} // the program has others for where these take two cells
	glyphs := append([]string{"▸", "✓", "•", "✗", "↑", "↓", "←", "→", "›"}, doubled...)
	return map[string]appearance{
		"plain":       {coloured: true},
		"NO_COLOR":    {console: console{env: []string{"NO_COLOR=1"}}},
		"TERM=dumb":   {console: console{env: []string{"TERM=dumb"}}},
		"no TERM":     {console: console{env: []string{"TERM="}}, coloured: true},
		"vt220":       {console: console{env: []string{"TERM=vt220"}}},
		"--ascii":     {console: console{mark: ">"}, args: []string{"--ascii"}, coloured: true, never: glyphs},
		"zh_CN.UTF-8": {console: console{env: []string{"LC_ALL=zh_CN.UTF-8", "LANG=zh_CN.UTF-8"}}, coloured: true},
		"wide":        {console: console{wide: true, env: []string{"RUNEWIDTH_EASTASIAN=1"}}, coloured: true, never: doubled},
		"wide in zh_CN": {
			console:  console{wide: true, env: []string{"RUNEWIDTH_EASTASIAN=1", "LC_ALL=zh_CN.UTF-8"}},
			coloured: true, never: doubled,
		},
	}
}

// TestLooks walks from the login to the written registration on all kinds of
// terminals. Each shows the steps whole, and takes a name of characters whose
// width is in doubt.
func TestLooks(t *testing.T) {
	t.Parallel()
	all := appearances()
	s := serve(t, len(all), seats{"993010", "1", 0})
	n := 0
	for name, is := range all {
		who := candidate(n)
		n++
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := startOn(t, is.console, append([]string{"--server", s.url()}, is.args...)...)
			c.logIn(who)
			c.begin()
			c.whole()
			c.agree()
			c.fill("姓名", "阿卜杜拉·买买提“艾”——力")
			c.survivesResizing()
			c.clear()
			c.identify(who)
			c.whole()
			c.review()
			c.whole()
			if got := c.coloured(); got != is.coloured {
				t.Errorf("coloured: %v, want %v", got, is.coloured)
			}
			for _, glyph := range is.never {
				if c.wrote(glyph) {
					t.Errorf("%q was written", glyph)
				}
			}
		})
	}
}

// whole checks that the screen has all its parts, as wide as the terminal.
func (c *term) whole() {
	c.t.Helper()
	c.await("a whole screen", func(v view) bool {
		rule := strings.Trim(v.lines[2], "─-")
		return v.lines[0] != "" && v.lines[1] != "" && rule == "" && v.width(2) == 80 && v.has("Ctrl+C 退出")
	})
}

// coloured tells whether anything was written in a colour.
func (c *term) coloured() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.screen.Coloured()
}

// wrote tells whether a text was ever written.
func (c *term) wrote(text string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return bytes.Contains(c.raw.Bytes(), []byte(text))
}
