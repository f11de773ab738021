package sshd

import (
	"net/netip"
	"strings"
	"testing"
	"time"
)

// TestLimits lets so many in, tells the others why not, and has room again when
// somebody leaves.
func TestLimits(t *testing.T) {
	t.Parallel()
	words := ChineseText()
	for name, test := range map[string]struct {
		limits Limits
		want   string
	}{
		"in all":       {Limits{Sessions: 2, PerAddress: 9, Idle: time.Hour}, words.Full},
		"from address": {Limits{Sessions: 9, PerAddress: 2, Idle: time.Hour}, words.Address},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := open(t, func(o *Options) { o.Limits = test.limits })
			first, second := come(t, w.address, visitor{}), come(t, w.address, visitor{})
			first.waitFor("<>")
			second.waitFor("<>")
			if code, said := come(t, w.address, visitor{}).left(); code != 1 || said != test.want {
				t.Errorf("exit code %d, %q", code, said)
			}
			_ = first.client.Close()
			for { // the place is given back when the server has noticed
				f := come(t, w.address, visitor{})
				f.await("a session or a refusal", func() bool { return strings.Contains(f.look(), "<>") || f.over })
				if !f.isOver() {
					break
				}
			}
			second.send("still here")
			second.waitFor("<still here>")
		})
	}
}

func (f *farEnd) isOver() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.over
}

// TestConnectionsAreLimitedToo: who makes connections without end is not answered.
func TestConnectionsAreLimitedToo(t *testing.T) {
	t.Parallel()
	w := open(t, func(o *Options) { o.Limits.PerAddress = 1 })
	for range 1 + moreFromAddress {
		dial(t, w.address, nil)
	}
	if client, err := dialOrNot(w.address, nil); err == nil {
		_ = client.Close()
		t.Error("one connection too many is let in")
	}
}

// TestNoSessionComes: a connection that does not become a session in time is closed.
func TestNoSessionComes(t *testing.T) {
	t.Parallel()
	w := open(t, nil)
	client := dial(t, w.address, nil)
	w.hands.turn(handshakeTime)
	_ = client.Wait() // returns when the connection is closed
}

func TestPlaces(t *testing.T) {
	t.Parallel()
	p := newPlaces(4, 2)
	take := func(addr, want string) (leave func()) {
		t.Helper()
		parsed, _ := netip.ParseAddr(addr)
		leave, why := p.take(parsed)
		if why != want {
			t.Errorf("from %q: %q, want %q", addr, why, want)
		}
		return leave
	}
	first := take("192.0.2.1", "")
	take("::ffff:192.0.2.1", "")
	take("192.0.2.1", refusedAddress)
	take("2001:db8::1", "")
	take("2001:db8::2%eth0", "")
	take("2001:db8::3", refusedAddress)
	take("2001:db8:0:1::1", refusedFull)
	first()
	first() // counts once
	take("", "")
	take("192.0.2.1", refusedFull)
}

func TestLimitsThatMakeNoSense(t *testing.T) {
	t.Parallel()
	good := DefaultLimits()
	for _, change := range []func(*Limits){
		func(l *Limits) { l.Sessions = 0 }, func(l *Limits) { l.PerAddress = -1 },
		func(l *Limits) { l.Idle = 0 }, func(l *Limits) { l.Grace = -1 },
	} {
		bad := good
		change(&bad)
		if _, err := New(Options{Limits: bad}); err == nil {
			t.Errorf("%+v is taken", bad)
		}
	}
}
