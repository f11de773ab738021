package tui

// ordinary returns the width of a text of nothing but printable ASCII and what
// Chinese is written with, as most texts are that are drawn on every keystroke:
// each of its characters stands for itself, and takes one or two cells in every
// terminal. For any other text ok is false.
func ordinary(s string) (width int, ok bool) {
	for _, r := range s {
		switch {
		case r >= 0x20 && r <= 0x7e:
			width++
		case r >= 0x4e00 && r <= 0x9fff, // ideographs
			r >= 0x3001 && r <= 0x3020, // 、。《》【】
			r >= 0xff01 && r <= 0xff5e: // ！（），：？ and letters of full width
			width += 2
		default:
			return 0, false
		}
	}
	return width, true
}
