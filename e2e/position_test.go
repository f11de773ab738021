//go:build unix

package e2e

import (
	"regexp"
	"strconv"
)

// place is how the screen says how many people are ahead.
func place(ahead int) string {
	return "第 " + strconv.Itoa(ahead+1) + " 位，前面 " + strconv.Itoa(ahead) + " 人"
}

// number is what a pattern finds on the screen.
func (c *term) number(pattern string) int {
	c.t.Helper()
	n, ok := c.look().number(pattern)
	if !ok {
		c.t.Fatalf("nothing like %s is on the screen:\n%s", pattern, c.look())
	}
	return n
}

func (v view) number(pattern string) (int, bool) {
	expression := regexp.MustCompile(pattern)
	for _, line := range v.lines {
		if found := expression.FindStringSubmatch(line); found != nil {
			n, err := strconv.Atoi(found[1])
			return n, err == nil
		}
	}
	return 0, false
}

// watchTheQueue watches the position move, by itself, until the seat comes.
func (c *term) watchTheQueue(from int, offer string) {
	c.t.Helper()
	last, moves := from, 0
	c.await(offer, func(v view) bool {
		if at, ok := v.number(`第 (\d+) 位，前面 \d+ 人`); ok && at != last {
			if at > last {
				c.t.Errorf("the position went from %d to %d", last, at)
			}
			last = at
			moves++
		}
		return v.has(offer)
	})
	if moves == 0 {
		c.t.Error("the position never moved")
	}
	c.atInfo()
	c.mustNotShow("正在候补")
}
