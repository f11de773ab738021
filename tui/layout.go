package tui

// MinSize is the smallest terminal that shows the steps.
func MinSize() Size {
	return Size{Width: 60, Height: 20}
}

// Breakpoint says how much room a width gives.
type Breakpoint int

// The breakpoints.
const (
	Compact Breakpoint = iota // below 80 columns
	Normal
	Wide // from 120 columns on
)

// BreakpointOf is the breakpoint of a width in cells.
func BreakpointOf(width int) Breakpoint {
	switch {
	case width < 80:
		return Compact
	case width < 120:
		return Normal
	default:
		return Wide
	}
}

// chromeLines is what the header, the progress line, the rule, the notice and
// the footer take of the height. The notice keeps its line when there is none,
// so that a notice never moves what is read.
const chromeLines = 5

// layout is where everything stands, worked out once for each size.
type layout struct {
	screen   Size
	body     Size
	tooSmall bool
}

func newLayout(screen Size) layout {
	least := MinSize()
	small := screen.Width < least.Width || screen.Height < least.Height
	fit := Size{Width: max(screen.Width, least.Width), Height: max(screen.Height, least.Height)}
	return layout{
		screen:   screen,
		body:     Size{Width: fit.Width, Height: fit.Height - chromeLines},
		tooSmall: small,
	}
}

// dialogRoom is the room for a dialog's content: the body without the border,
// the padding and a margin that lets the screen below be recognised.
func (l layout) dialogRoom() Size {
	const border, padding, margin, widest = 2, 2, 4, 76
	return Size{
		Width:  min(l.body.Width-margin, widest) - border - padding,
		Height: l.body.Height - border,
	}
}
