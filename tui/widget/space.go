package widget

import "houbu/tui"

// Space is an empty line between the parts of a form, which is there only as
// long as the form fits its room with it.
type Space struct {
	still
	closed bool
}

// NewSpace makes an empty line that gives way.
func NewSpace(kit Kit) *Space { return &Space{still: newStill(kit)} }

// View is one empty line, or none.
func (s *Space) View() tui.View {
	if s.closed {
		return tui.View{}
	}
	return tui.View{Body: " "}
}

// spread opens the spaces of a form, or closes all of them when it would not
// fit with them.
func (f *Form) spread() {
	var spaces []*Space
	for _, e := range f.elements {
		if space, ok := e.(*Space); ok {
			space.closed = false
			spaces = append(spaces, space)
		}
	}
	if len(spaces) == 0 || f.size.Height <= 0 {
		return
	}
	pieces, total := f.pieces()
	if f.grow >= 0 { // it has the height of the last layout, which must not decide
		total += leastGrow - len(pieces[f.grow].lines)
	}
	for _, space := range spaces {
		space.closed = total > f.size.Height
	}
}
