package widget

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/lipgloss"
	"rsc.io/qr"

	"houbu/tui"
)

// The quiet zone around a QR code, in modules: what ISO/IEC 18004 asks for, and
// the least that phones still read from a lit screen.
const (
	fullQuiet  = 4
	leastQuiet = 2
)

// QR draws a QR code from characters. With colours it is black on white on any
// background. Without them the light modules are drawn, as most terminals are
// dark.
type QR struct {
	still
	code  *qr.Code
	quiet int
}

// NewQR encodes a text, such as an address, with the least redundancy, since a
// screen does not get dirty. It fails when the text is too long for a QR code.
func NewQR(kit Kit, text string) (*QR, error) {
	code, err := qr.Encode(text, qr.L)
	if err != nil {
		return nil, fmt.Errorf("encode %d bytes as a QR code: %w", len(text), err)
	}
	return &QR{still: newStill(kit), code: code, quiet: fullQuiet}, nil
}

// Fit takes the widest quiet zone with which the code fits into a room, and
// tells whether it fits at all. A caller shows the text itself if it does not.
func (q *QR) Fit(room tui.Size) bool {
	for q.quiet = fullQuiet; q.quiet >= leastQuiet; q.quiet-- {
		if size := q.Size(); size.Width <= room.Width && size.Height <= room.Height {
			return true
		}
	}
	q.quiet = leastQuiet
	return false
}

// Size is the size in cells, with the quiet zone.
func (q *QR) Size() tui.Size {
	side := q.code.Size + 2*q.quiet
	if q.doubled() {
		return tui.Size{Width: 2 * side, Height: side}
	}
	return tui.Size{Width: side, Height: (side + 1) / 2}
}

// doubled tells whether a module is two cells wide and a line high: in ASCII,
// and where the terminal draws block characters over two cells.
func (q *QR) doubled() bool {
	// The focus mark tells: it has one cell everywhere, so only --ascii changes it.
	ascii := q.kit.Theme.Glyphs.Focus[0] < utf8.RuneSelf
	return ascii || tui.Width("█") != 1
}

// View draws the code, or nothing where the width is too small for it.
func (q *QR) View() tui.View {
	if q.Size().Width > q.width {
		return tui.View{}
	}
	return tui.View{Body: strings.Join(q.Lines(), "\n")}
}

// Lines draws the code line by line.
func (q *QR) Lines() []string {
	size := q.Size()
	lines := make([]string, size.Height)
	for y := range lines {
		if q.doubled() {
			lines[y] = q.doubledLine(y)
		} else {
			lines[y] = q.halfLine(2 * y)
		}
	}
	return lines
}

// dark tells whether a module is dark; x and y count from the quiet zone's corner.
func (q *QR) dark(x, y int) bool { return q.code.Black(x-q.quiet, y-q.quiet) }

// inked tells whether a module is drawn: a dark one where colours make the
// rest white, a light one otherwise. Below the code there is nothing to draw.
func (q *QR) inked(x, y int) bool {
	if q.kit.Theme.Colour {
		return q.dark(x, y)
	}
	return !q.dark(x, y) && y < q.code.Size+2*q.quiet
}

// halfLine draws the modules of the rows y and y+1 in half blocks.
func (q *QR) halfLine(y int) string {
	var b strings.Builder
	for x := range q.code.Size + 2*q.quiet {
		switch above, below := q.inked(x, y), q.inked(x, y+1); {
		case above && below:
			b.WriteString("█")
		case above:
			b.WriteString("▀")
		case below:
			b.WriteString("▄")
		default:
			b.WriteString(" ")
		}
	}
	if !q.kit.Theme.Colour {
		return b.String()
	}
	return q.ink(black, white).Render(b.String())
}

// The ends of the terminal's own palette.
const (
	black = lipgloss.Color("0")
	white = lipgloss.Color("15")
)

func (q *QR) ink(ink, ground lipgloss.Color) lipgloss.Style {
	return q.kit.Theme.Renderer.NewStyle().Foreground(ink).Background(ground)
}

// doubledLine draws the modules of row y, two cells each. With colours the
// drawn cells are filled, since # alone leaves gaps that a phone stumbles over.
func (q *QR) doubledLine(y int) string {
	var b strings.Builder
	side := q.code.Size + 2*q.quiet
	for x := 0; x < side; {
		inked, run := q.inked(x, y), 1
		for x+run < side && q.inked(x+run, y) == inked {
			run++
		}
		text, ground := strings.Repeat("  ", run), white
		if inked {
			text, ground = strings.Repeat("##", run), black
		}
		if q.kit.Theme.Colour {
			text = q.ink(black, ground).Render(text)
		}
		b.WriteString(text)
		x += run
	}
	return b.String()
}
