package slip

import (
	"bytes"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"rsc.io/qr"
)

// The commands of ESC/POS that a slip uses.
const (
	initialise = "\x1b@"     // ESC @
	chinese    = "\x1c&"     // FS &: two bytes are a Chinese character
	centre     = "\x1ba\x01" // ESC a 1
	left       = "\x1ba\x00" // ESC a 0
	large      = "\x1d!\x11" // GS ! : twice as wide and high
	normal     = "\x1d!\x00"
	feedAndCut = "\x1dVB\x30" // GS V 66: feed to the knife, and cut; without a knife, feed
)

// Dots across the paper of 58 mm, and the sizes of a module that phones read.
const (
	dots                        = 384
	smallestModule, largeModule = 3, 8
)

// ESCPOS lays a slip out for a receipt printer with Chinese characters: GB18030,
// switched on with FS &, and the QR code by the printer's own GS ( k.
func (s Slip) ESCPOS() []byte {
	var b bytes.Buffer
	b.WriteString(initialise + chinese + centre + large)
	const half = Columns / 2 // of the cells, which are twice as wide
	writeChinese(&b, wrap(clean(s.Title), half, 0)...)
	b.WriteString(normal + left + "\n")
	writeChinese(&b, s.facts()...)
	if address := s.address(); address != "" {
		b.WriteString("\n" + centre)
		writeChinese(&b, wrap(clean(s.Scan), Columns, 0)...)
		writeQR(&b, address)
		b.WriteString(left)
		writeChinese(&b, wrap(address, Columns, 0)...)
	}
	if notes := s.notes(); len(notes) > 0 {
		b.WriteString("\n")
		writeChinese(&b, notes...)
	}
	b.WriteString(feedAndCut)
	return b.Bytes()
}

// writeChinese writes lines in GB18030, which has a code for every character.
func writeChinese(b *bytes.Buffer, lines ...string) {
	encoder := encoding.ReplaceUnsupported(simplifiedchinese.GB18030.NewEncoder())
	for _, line := range lines {
		encoded, err := encoder.String(line)
		if err != nil {
			continue // cannot happen: what has no code is replaced
		}
		b.WriteString(encoded + "\n")
	}
}

// writeQR has the printer draw a QR code, with modules as large as the paper
// allows. An address that is too long for one is not drawn.
func writeQR(b *bytes.Buffer, address string) {
	code, err := qr.Encode(address, qr.L)
	if err != nil {
		return
	}
	module := min(dots/(code.Size+2*quiet), largeModule)
	if module < smallestModule {
		return
	}
	writeSymbol(b, "1A2\x00")                 // function 165: model 2
	writeSymbol(b, "1C"+string(rune(module))) // 167: dots of a module
	writeSymbol(b, "1E0")                     // 169: error correction L
	writeSymbol(b, "1P0"+address)             // 180: store
	writeSymbol(b, "1Q0")                     // 181: print
	b.WriteString("\n")
}

// writeSymbol writes GS ( k with the length of its parameters.
func writeSymbol(b *bytes.Buffer, parameters string) {
	n := len(parameters)
	b.WriteString("\x1d(k")
	b.Write([]byte{byte(n), byte(n >> 8)})
	b.WriteString(parameters)
}
