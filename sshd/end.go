package sshd

import (
	"errors"

	"houbu/tui"
)

// Why a session ends from here.
var (
	errIdle    = errors.New("nobody has pressed a key")
	errClosing = errors.New("the server ends")
	errBroken  = errors.New("there is no program to show")
)

// How a session has ended, as metrics and the log name it.
const (
	endQuit    = "quit"    // its person left
	endHangUp  = "hangup"  // the connection is gone
	endIdle    = "idle"    // nobody pressed a key
	endClosing = "closing" // the server ends
	endFault   = "fault"   // of the program
	endBroken  = "broken"  // the program could not be shown
)

// More reasons for which there is no session, beside those of places.
const (
	refusedTerminal  = "terminal"
	refusedCommand   = "command"
	refusedDumb      = "dumb"
	refusedHandshake = "handshake"
	refusedSecond    = "second"
	refusedClosing   = "closing"
)

// ending is the name of how a session has ended, and what is said about it.
func (t *Text) ending(err error) (reason, said string) {
	var fault *tui.PanicError
	switch {
	case err == nil:
		return endQuit, ""
	case errors.As(err, &fault):
		return endFault, t.Fault
	case errors.Is(err, errIdle):
		return endIdle, t.Idle
	case errors.Is(err, errClosing):
		return endClosing, t.Closing
	case errors.Is(err, errBroken):
		return endBroken, t.Broken
	default: // the terminal cannot be written to, or is gone
		return endHangUp, ""
	}
}
