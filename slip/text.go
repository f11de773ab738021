package slip

import (
	"strings"

	"rsc.io/qr"
)

// quiet is the light zone around a QR code, in modules, as ISO/IEC 18004 asks for.
const quiet = 4

// Text lays a slip out as plain text in UTF-8, for a print queue. Its QR code is
// drawn in half blocks, black on paper, and needs a font that has them; at 58 mm it
// is wider than the paper, the address has to do then.
func (s Slip) Text() []byte {
	var b strings.Builder
	write := func(lines ...string) {
		for _, line := range lines {
			b.WriteString(line + "\n")
		}
	}
	title := clean(s.Title)
	write(strings.Repeat(" ", max(0, (Columns-width(title))/2))+title, strings.Repeat("-", Columns))
	write(s.facts()...)
	if address := s.address(); address != "" {
		write("")
		write(wrap(clean(s.Scan), Columns, 0)...)
		if code, err := qr.Encode(address, qr.L); err == nil {
			write(drawn(code)...)
		}
		write(wrap(address, Columns, 0)...)
	}
	if notes := s.notes(); len(notes) > 0 {
		write(strings.Repeat("-", Columns))
		write(notes...)
	}
	return []byte(b.String())
}

// drawn is a QR code in half blocks, dark modules inked.
func drawn(code *qr.Code) []string {
	var lines []string
	for y := -quiet; y < code.Size+quiet; y += 2 {
		var line strings.Builder
		for x := -quiet; x < code.Size+quiet; x++ {
			switch above, below := code.Black(x, y), code.Black(x, y+1); {
			case above && below:
				line.WriteString("█")
			case above:
				line.WriteString("▀")
			case below:
				line.WriteString("▄")
			default:
				line.WriteString(" ")
			}
		}
		lines = append(lines, strings.TrimRight(line.String(), " "))
	}
	return lines
}
