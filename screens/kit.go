package screens

import "houbu/tui/widget"

// kit is what the widgets of a screen are made with.
func (d *Deps) kit() widget.Kit { return widget.NewKit(d.Theme, *d.Keys) }
