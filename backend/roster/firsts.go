package roster

import "fmt"

// firsts remembers on which line a value stood first.
type firsts map[string]int

// check reports a value that stood on an earlier line. An empty value has been
// reported already.
func (f firsts) check(c *cells, column, value string) {
	if value == "" {
		return
	}
	if line, twice := f[value]; twice {
		c.fail(column, fmt.Sprintf("与第 %d 行重复", line))
		return
	}
	f[value] = c.line
}

// named remembers which name a code stood with first, so that one code does not
// get two names.
type named map[string]struct {
	name string
	line int
}

func (n named) check(c *cells, column, code, name string) {
	if code == "" || name == "" {
		return
	}
	first, known := n[code]
	if !known {
		first.name, first.line = name, c.line
		n[code] = first
	}
	if first.name != name {
		c.fail(column, fmt.Sprintf("同一代码在第 %d 行是另一个名称", first.line))
	}
}
