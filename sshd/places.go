package sshd

import (
	"net/netip"
	"sync"
)

// places counts who is in, in all and from each address.
type places struct {
	all, each int

	mu   sync.Mutex
	in   int
	from map[netip.Prefix]int
}

func newPlaces(all, each int) *places {
	return &places{all: all, each: each, from: map[netip.Prefix]int{}}
}

// Why there is no place.
const (
	refusedFull    = "full"
	refusedAddress = "address"
)

// take takes a place, which leave gives back, once. Otherwise it says why not.
func (p *places) take(addr netip.Addr) (leave func(), why string) {
	who := neighbours(addr)
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case p.from[who] >= p.each:
		return nil, refusedAddress
	case p.in >= p.all:
		return nil, refusedFull
	}
	p.in++
	p.from[who]++
	return sync.OnceFunc(func() { p.leave(who) }), ""
}

func (p *places) leave(who netip.Prefix) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.in--
	if p.from[who]--; p.from[who] == 0 {
		delete(p.from, who)
	}
}

// neighbours are those who count as one address: of IPv6 a /64, all of which one
// machine commonly has.
func neighbours(addr netip.Addr) netip.Prefix {
	const network = 64
	addr = addr.Unmap().WithZone("")
	bits := addr.BitLen()
	if addr.Is6() {
		bits = network
	}
	prefix, _ := addr.Prefix(bits) // of no address it is none, which counts as one
	return prefix
}
