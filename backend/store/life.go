package store

import (
	"context"
	"time"
)

// commitTime bounds a commit whose caller has gone.
const commitTime = 5 * time.Second

// life is how long a transaction lives: as long as its caller wants it, but for the
// commit. A caller that leaves in the middle of that would learn that it was
// cancelled, of what is in the database.
type life struct {
	ctx     context.Context
	kill    context.CancelFunc
	unhook  func() bool
	timeout *time.Timer
}

func newLife(caller context.Context) *life {
	ctx, kill := context.WithCancel(context.WithoutCancel(caller))
	return &life{ctx: ctx, kill: kill, unhook: context.AfterFunc(caller, kill)}
}

// outlive makes the transaction independent of its caller. It is over already when
// the caller left before.
func (l *life) outlive() {
	if !l.unhook() {
		l.kill() // here, too: that of the hook may be under way
		return
	}
	l.timeout = time.AfterFunc(commitTime, l.kill)
}

func (l *life) end() {
	l.unhook()
	if l.timeout != nil {
		l.timeout.Stop()
	}
	l.kill()
}
