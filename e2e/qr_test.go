//go:build unix

package e2e

import (
	"strings"
	"testing"

	"rsc.io/qr"
)

// showsCode tells whether the QR code of an address stands on the screen, in
// half blocks, dark on light.
func (v view) showsCode(t *testing.T, address string) bool {
	t.Helper()
	code, err := qr.Encode(address, qr.L)
	if err != nil {
		t.Fatal(err)
	}
	screen := strings.Join(v.lines, "\n")
	for first := range 2 { // the code may begin at the lower half of a line
		found := 0
		for y := -first; y < code.Size; y += 2 {
			if strings.Contains(screen, codeLine(code, y)) {
				found++
			}
		}
		if found == (code.Size+1)/2 {
			return true
		}
	}
	return false
}

// codeLine is a line of a code: the modules of row y above those of row y+1.
func codeLine(code *qr.Code, y int) string {
	var line strings.Builder
	for x := range code.Size {
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
	return strings.TrimRight(line.String(), " ")
}
