package tui

import (
	"context"
	"sync/atomic"

	tea "github.com/charmbracelet/bubbletea"
)

// Root is what a Session shows: a Machine, or a Kiosk with one machine after
// another. There is no other: its methods that are not exported say so.
type Root interface {
	// Update takes a message. All calls come from one goroutine.
	Update(msg tea.Msg) (tea.Model, tea.Cmd)
	// Frame composes what the terminal shows. It is pure.
	Frame() View
	// Still tells that the last message changed nothing that the frame shows.
	Still() bool
	// Err is the fault that ended the program, or nil.
	Err() error
	// Close cancels what is under way.
	Close()

	// attach hands over where the revision stands that the terminal shows.
	attach(painted *atomic.Uint64)
	// within hands over the context of everything.
	within(ctx context.Context)
	// fail ends the program with a fault.
	fail(err error)
	// at is the revision that a frame belongs to, and how often the terminal is to
	// be wiped until then.
	at() (revision, wipes uint64)
}

func (m *Machine) attach(painted *atomic.Uint64) { m.painted = painted }

func (m *Machine) within(ctx context.Context) { m.options.Context = ctx }

func (m *Machine) fail(err error) { m.err = err }

func (m *Machine) at() (revision, wipes uint64) { return m.revision, 0 }
