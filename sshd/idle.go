package sshd

import (
	"io"
	"sync"
	"time"
)

// idler ends a session in which nobody presses a key, after a warning. While keys
// are pressed, and while none are, nothing of it runs but one timer.
type idler struct {
	after      func(d time.Duration, f func()) (stop func() bool)
	idle, last time.Duration // until the end; of it, after the warning
	warn       func(left time.Duration)
	back       func() // a key came after the warning
	end        func()

	mu     sync.Mutex
	number int // of the timer that counts
	stop   func() bool
	warned bool
	over   bool
}

// touch begins to count anew.
func (i *idler) touch() {
	i.mu.Lock()
	warned := i.warned
	i.warned = false
	i.set(i.idle-i.last, i.soon)
	i.mu.Unlock()
	if warned {
		i.back()
	}
}

// close ends it.
func (i *idler) close() {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.over = true
	i.number++
	if i.stop != nil {
		i.stop()
	}
}

// set replaces the timer. Its function is called unless another has taken its
// place meanwhile.
func (i *idler) set(d time.Duration, then func()) {
	if i.over {
		return
	}
	if i.stop != nil {
		i.stop()
	}
	i.number++
	number := i.number
	i.stop = i.after(d, func() {
		i.mu.Lock()
		counts := i.number == number
		i.mu.Unlock()
		if counts {
			then()
		}
	})
}

// soon warns.
func (i *idler) soon() {
	i.mu.Lock()
	i.warned = true
	i.set(i.last, i.end)
	i.mu.Unlock()
	i.warn(i.last)
}

// keys is the input of a session, which shows that somebody is there.
type keys struct {
	io.Reader
	pressed func()
}

// Read reads what was typed.
func (k *keys) Read(p []byte) (int, error) {
	n, err := k.Reader.Read(p)
	if n > 0 {
		k.pressed()
	}
	return n, err //nolint:wrapcheck // a Reader's error is its caller's to judge
}
