//go:build unix

package e2e

import (
	"context"
	"fmt"
	"strings"
)

// look is what stands on the screen now.
func (c *term) look() view {
	v, _ := c.lookOn()
	return v
}

// lookOn is look, with a channel that is closed when something has changed.
func (c *term) lookOn() (view, <-chan struct{}) {
	c.mu.Lock()
	defer c.mu.Unlock()
	v := newView(c.screen.Rows())
	v.mark, v.changed = c.console.mark, c.screen.Changed()
	if x, y, visible := c.screen.Cursor(); visible {
		v.cursor = &cursor{x, y}
	}
	return v, c.changed
}

// await waits for a state of the screen. On the way a frame may be seen that is
// painted in part only.
func (c *term) await(what string, met func(view) bool) view {
	c.t.Helper()
	now, is := c.awaitOrEnd(what, met)
	if !is {
		c.t.Fatalf("the program ended while waiting for %s:\n%s", what, now)
	}
	return now
}

// awaitOrEnd is await for a program that may end instead, when it returns false.
func (c *term) awaitOrEnd(what string, met func(view) bool) (view, bool) {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(c.t.Context(), patience)
	defer cancel()
	for {
		ended := false
		select {
		case <-c.ended: // then what is seen below is the last
			ended = true
		default:
		}
		now, changed := c.lookOn()
		if is := met(now); is || ended {
			return now, is
		}
		select {
		case <-changed:
		case <-c.ended:
		case <-ctx.Done():
			c.t.Fatalf("still waiting for %s:\n%s", what, now)
		}
	}
}

// waitFor waits until all of the texts stand on the screen.
func (c *term) waitFor(texts ...string) view {
	c.t.Helper()
	return c.await(fmt.Sprintf("%q", texts), func(v view) bool { return v.has(texts...) })
}

// waitGone waits until a text stands no longer on the screen.
func (c *term) waitGone(text string) {
	c.t.Helper()
	c.await(fmt.Sprintf("the end of %q", text), func(v view) bool { return !v.has(text) })
}

// mustShow fails unless all of the texts stand on the screen now.
func (c *term) mustShow(texts ...string) {
	c.t.Helper()
	v := c.look()
	for _, text := range texts {
		if !v.has(text) {
			c.t.Fatalf("%q is not on the screen:\n%s", text, v)
		}
	}
}

// mustNotShow fails if any of the texts stands on the screen now.
func (c *term) mustNotShow(texts ...string) {
	c.t.Helper()
	v := c.look()
	for _, text := range texts {
		if v.has(text) {
			c.t.Fatalf("%q is on the screen:\n%s", text, v)
		}
	}
}

// has tells whether all texts stand on the screen, each on one line or broken
// over several.
func (v view) has(texts ...string) bool {
	lines, flat := strings.Join(v.lines, "\n"), v.flat()
	for _, text := range texts {
		if !strings.Contains(lines, text) && !strings.Contains(flat, text) {
			return false
		}
	}
	return true
}

// flat joins the lines, without what stands around a text that was broken.
func (v view) flat() string {
	var flat strings.Builder
	b, boxed := v.box()
	for y, line := range v.lines {
		if boxed {
			line = v.cells(y, b.left+1, b.right)
		}
		flat.WriteString(strings.TrimSpace(line))
	}
	return flat.String()
}
