package tui

import (
	"strconv"
	"strings"
)

// canvas knows what a terminal shows and writes what leads to the next frame.
type canvas struct {
	size  Size
	known bool     // false: the terminal's content is not known
	lines []string // the lines last drawn, to skip those that stayed
	rows  [][]cell
	next  []cell // a row being parsed

	pen              pen
	x, y             int
	knownX, knownY   bool
	visible, decided bool // the cursor is shown; whether that is known
}

// forget makes the next frame draw everything.
func (c *canvas) forget() {
	c.known = false
}

// draw appends to buf what makes the terminal show view, nothing when it does.
func (c *canvas) draw(buf []byte, view View, size Size) []byte {
	if size.Width <= 0 || size.Height <= 0 {
		return buf
	}
	if !c.known || c.size != size {
		buf = c.clear(buf, size)
	}
	body := view.Body
	more := true
	for y := range size.Height {
		line := ""
		if more {
			line, body, more = strings.Cut(body, "\n")
		}
		if line == c.lines[y] {
			continue
		}
		c.lines[y] = line
		parseLine(c.next, line)
		buf = c.drawRow(buf, y)
		c.rows[y], c.next = c.next, c.rows[y]
	}
	buf = c.setPen(buf, pen{})
	return c.drawCursor(buf, view.Cursor)
}

// clear empties the terminal and begins afresh at its size.
func (c *canvas) clear(buf []byte, size Size) []byte {
	*c = canvas{size: size, known: true, lines: make([]string, size.Height), next: make([]cell, size.Width)}
	c.rows = make([][]cell, size.Height)
	cells := make([]cell, size.Height*size.Width)
	for i := range cells {
		cells[i] = blank()
	}
	for y := range c.rows {
		c.rows[y] = cells[y*size.Width : (y+1)*size.Width : (y+1)*size.Width]
	}
	c.knownX, c.knownY = true, true
	return append(buf, "\x1b[m\x1b[H\x1b[2J"...)
}

// drawRow writes the cells of a row that differ.
func (c *canvas) drawRow(buf []byte, y int) []byte {
	const bridge = 4 // so few equal cells are shorter written again than jumped over
	const worth = 3  // so few spaces are shorter written than erased
	old, row := c.rows[y], c.next
	tail, spilt := trailingBlanks(row), firstUnsure(old, row)
	for x := 0; x < len(row); {
		if row[x] == old[x] && x <= spilt {
			x++
			continue
		}
		if x >= tail && len(row)-x > worth {
			buf = c.moveTo(buf, x, y)
			buf = c.setPen(buf, pen{})
			return append(buf, "\x1b[K"...)
		}
		limit := len(row)
		if x < tail && len(row)-tail > worth {
			limit = tail
		}
		end := x + 1
		for scan := end; scan < limit && scan-end <= bridge; scan++ {
			if row[scan] != old[scan] || scan > spilt {
				end = scan + 1
			} else if row[scan].unsure {
				break // written again, it might be drawn over what follows
			}
		}
		buf = c.moveTo(buf, x, y)
		buf = c.write(buf, row[x:end])
		x = end
	}
	return buf
}

// firstUnsure is the first place where a character is drawn anew that may take
// more cells than it has, or the end of the row. All that follows is then drawn
// again, since it may have been drawn over.
func firstUnsure(old, row []cell) int {
	for x := range row {
		if row[x].unsure && row[x] != old[x] {
			return x
		}
	}
	return len(row)
}

// trailingBlanks is where the spaces in the default style begin that end a row.
func trailingBlanks(row []cell) int {
	tail := len(row)
	for tail > 0 && row[tail-1] == blank() {
		tail--
	}
	return tail
}

// write appends cells at the place of the cursor.
func (c *canvas) write(buf []byte, cells []cell) []byte {
	start := c.x
	for i, cell := range cells {
		if cell.width == 0 {
			continue
		}
		x, y := start+i, c.y
		if !c.knownX && (i == 0 || !sameDrawing(cells[:i], cell)) {
			buf = c.moveTo(buf, x, y)
		}
		buf = c.setPen(buf, cell.pen)
		buf = append(buf, cell.text...)
		c.x = x + int(cell.width)
		if cell.unsure || c.x >= c.size.Width {
			c.knownX = false
		}
	}
	return buf
}

// sameDrawing tells whether the cell before is the same character, as in a
// rule: then a jump before each would cost more than it mends.
func sameDrawing(before []cell, next cell) bool {
	last := before[len(before)-1]
	return last.width == 1 && last.text == next.text
}

func (c *canvas) setPen(buf []byte, to pen) []byte {
	buf = appendChange(buf, c.pen, to)
	c.pen = to
	return buf
}

// moveTo appends the shortest move of the cursor.
func (c *canvas) moveTo(buf []byte, x, y int) []byte {
	switch {
	case c.knownX && c.knownY && c.x == x && c.y == y:
		return buf
	case c.knownY && c.y == y && x == 0:
		buf = append(buf, '\r')
	case c.knownY && c.y+1 == y && x == 0:
		buf = append(buf, "\r\n"...)
	case c.knownY && c.y == y && c.knownX && x > c.x:
		buf = appendMove(buf, x-c.x, 'C')
	case c.knownY && c.y == y && c.knownX && c.x-x < 10:
		buf = appendMove(buf, c.x-x, 'D')
	case c.knownY && c.y == y:
		buf = appendMove(buf, x+1, 'G')
	default:
		buf = append(buf, "\x1b["...)
		buf = strconv.AppendInt(buf, int64(y+1), 10)
		if x > 0 {
			buf = strconv.AppendInt(append(buf, ';'), int64(x+1), 10)
		}
		buf = append(buf, 'H')
	}
	c.x, c.y, c.knownX, c.knownY = x, y, true, true
	return buf
}

func appendMove(buf []byte, n int, final byte) []byte {
	buf = append(buf, "\x1b["...)
	if n > 1 {
		buf = strconv.AppendInt(buf, int64(n), 10)
	}
	return append(buf, final)
}

// drawCursor puts the real cursor where the input goes, so that an input method
// opens there, or hides it.
func (c *canvas) drawCursor(buf []byte, at *Position) []byte {
	show := at != nil && at.X >= 0 && at.Y >= 0 && at.X < c.size.Width && at.Y < c.size.Height
	if show {
		buf = c.moveTo(buf, at.X, at.Y)
	}
	if c.decided && c.visible == show {
		return buf
	}
	c.decided, c.visible = true, show
	if show {
		return append(buf, "\x1b[?25h"...)
	}
	return append(buf, "\x1b[?25l"...)
}
