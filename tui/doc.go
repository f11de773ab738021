// Package tui is the machine that every screen runs in: it routes messages,
// changes screens by the transition table, stacks dialogs, lays out the frame
// and paints it. It knows no step's content and neither the client nor the
// screens.
package tui
