// Package slip lays out the slips that a kiosk prints, as plain text and as
// ESC/POS. It is pure: the same slip is always the same bytes. What runs the
// printer is package printer.
package slip
