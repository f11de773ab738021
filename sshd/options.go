package sshd

import (
	"errors"
	"log/slog"
	"net/netip"
	"time"

	"github.com/charmbracelet/ssh"

	"houbu/tui"
)

// Limits bound what strangers can take of the server.
type Limits struct {
	Sessions   int           // at once
	PerAddress int           // of them from one address, or one /64 of IPv6
	Idle       time.Duration // without a key until a session ends
	Grace      time.Duration // that people are told of before the server ends
}

// Times that are the same for everyone.
const (
	// handshakeTime is how long a connection may take until it has a session.
	handshakeTime = 20 * time.Second
	// hurryTime is how long a session may take to go, once it has ended.
	hurryTime = 5 * time.Second
	// finishTime is how long what was submitted may take after that.
	finishTime = 30 * time.Second
	// endTime is how long it is tried to give a login back.
	endTime = 10 * time.Second
	// warnTime is how long before the end of an idle session its person is warned.
	warnTime = time.Minute
)

// DefaultLimits suit a machine with a gigabyte for the server.
func DefaultLimits() Limits {
	return Limits{Sessions: 2000, PerAddress: 32, Idle: 30 * time.Minute, Grace: 15 * time.Second}
}

// Visitor is who a session is with.
type Visitor struct {
	Addr netip.Addr // where they come from; invalid when that is not known
	// Getenv is the environment of their terminal: TERM, NO_COLOR and COLORTERM, as
	// far as their client sends them.
	Getenv func(name string) string
}

// Program is what a session shows, and what stands behind it.
type Program struct {
	Root tui.Root
	// Leave is told that nobody sees the root any more. What is under way, and must
	// not be given up for that, goes on. May be nil.
	Leave func()
	// End waits for it, within bounds of its own, and gives back what the session
	// held, such as its login. It is called once. May be nil.
	End func()
}

// Options is what a Server is made of.
type Options struct {
	HostKey ssh.Signer
	// NewProgram makes the program of one session.
	NewProgram func(Visitor) (Program, error)
	Limits     Limits
	Banner     string // shown before the session; empty for none
	Text       Text
	Log        *slog.Logger
	Metrics    *Metrics

	// After runs f later, unless it is stopped before; time.AfterFunc when nil.
	After func(d time.Duration, f func()) (stop func() bool)
}

// ErrLimits says that a limit makes no sense.
var ErrLimits = errors.New("a limit is not positive")

// check refuses options that would let nobody in, or everybody.
func (l Limits) check() error {
	if l.Sessions <= 0 || l.PerAddress <= 0 || l.Idle <= 0 || l.Grace < 0 {
		return ErrLimits
	}
	return nil
}
