package httpapi

import (
	"crypto/sha256"
	"maps"
	"sync"
	"time"

	"houbu/api"
	"houbu/backend/refusal"
)

const (
	// burst is how many requests an account may make at once before its pace counts: a
	// walk from login to payment takes fewer.
	burst = 60
	// mostPaces is how many accounts are remembered.
	mostPaces = 100_000
)

// pace bounds how often each account asks, so that a program that asks without end
// takes nothing from those who wait. It is by account, never by address: a school
// or a kiosk has many people behind one.
type pace struct {
	each time.Duration // one request's share; 0: no bound
	most int

	mu     sync.Mutex
	due    map[string]time.Time // when what an account has asked for is paid off
	tokens map[digest]string    // the account that a token was of when it was last looked up
}

// digest stands for a token, which is kept nowhere.
type digest = [sha256.Size]byte

func newPace(perSecond float64, most int) *pace {
	p := &pace{most: most, due: map[string]time.Time{}, tokens: map[digest]string{}}
	if perSecond > 0 {
		p.each = time.Duration(float64(time.Second) / perSecond)
	}
	return p
}

// before refuses, as ask does, a token of which the account is known, so that who
// asks without end costs no look-up. It counts nothing.
func (p *pace) before(token digest, now time.Time) error {
	if p.each == 0 {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	account, known := p.tokens[token]
	if !known {
		return nil
	}
	return p.over(account, now)
}

// ask counts a request of an account, or refuses it with api.CodeTooManyRequests and
// the time until there is room for one.
func (p *pace) ask(token digest, account string, now time.Time) error {
	if p.each == 0 {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tokens[token] = account
	if err := p.over(account, now); err != nil {
		return err
	}
	p.due[account] = p.next(account, now)
	p.forget(now)
	return nil
}

// over refuses one more request of an account where that is too many.
func (p *pace) over(account string, now time.Time) error {
	over := p.next(account, now).Sub(now) - burst*p.each
	if over <= 0 {
		return nil
	}
	no := refusal.New(api.CodeTooManyRequests, "the account asks too often")
	no.RetryAfter = over
	return no
}

// next is when what an account has asked for, with one request more, is paid off.
func (p *pace) next(account string, now time.Time) time.Time {
	due := p.due[account]
	if due.Before(now) {
		due = now
	}
	return due.Add(p.each)
}

// forget drops accounts that owe nothing, once there are many. When all of them do,
// the bound is lifted rather than the memory.
func (p *pace) forget(now time.Time) {
	if len(p.tokens) > p.most {
		clear(p.tokens) // each is known again after a look-up
	}
	if len(p.due) <= p.most {
		return
	}
	maps.DeleteFunc(p.due, func(_ string, due time.Time) bool { return !due.After(now) })
	if len(p.due) > p.most {
		clear(p.due)
	}
}
