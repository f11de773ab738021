package widget

// window is the part of a list of lines that is shown: height lines from top.
// A height of 0 shows all.
type window struct {
	top, height int
}

// show moves the window as little as needed so that the lines [first, last]
// are in it, the first of them in any case, and keeps it within total lines.
func (w *window) show(first, last, total int) {
	if w.height <= 0 {
		w.top = 0
		return
	}
	if last >= w.top+w.height {
		w.top = last - w.height + 1
	}
	if first < w.top {
		w.top = first
	}
	w.clamp(total)
}

func (w *window) clamp(total int) {
	w.top = max(0, min(w.top, total-w.height))
	if w.height <= 0 {
		w.top = 0
	}
}

// of returns the lines shown.
func (w *window) of(lines []string) []string {
	first, last := w.bounds(len(lines))
	return lines[first:last]
}

// bounds returns the first line shown and the one after the last.
func (w *window) bounds(total int) (first, last int) {
	if w.height <= 0 {
		return 0, total
	}
	first = max(0, min(w.top, total-w.height))
	return first, min(total, first+w.height)
}
