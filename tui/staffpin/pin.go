// Package staffpin checks the PIN that lets the staff out of a kiosk, against a hash
// and not too often.
package staffpin

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
)

// Shortest is how many characters a PIN has at least.
const Shortest = 6

// free is how many wrong PINs cost no wait. After each further one the wait doubles,
// from firstWait to longestWait.
const (
	free        = 2
	firstWait   = 30 * time.Second
	longestWait = 15 * time.Minute
)

// Errors of Hash and Load.
var (
	ErrShort = errors.New("the PIN is too short")
	ErrFile  = errors.New("the file holds no PIN hash")
)

// Hash returns the line to keep in the PIN file: argon2id, with the parameters that
// OWASP recommends. ErrShort for a PIN of fewer than Shortest characters.
func Hash(pin string) (string, error) {
	if utf8.RuneCountInString(pin) < Shortest {
		return "", ErrShort
	}
	hash, err := argon2id.CreateHash(pin, &argon2id.Params{
		Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32,
	})
	if err != nil {
		return "", fmt.Errorf("hash the PIN: %w", err)
	}
	return hash, nil
}

// Lock lets pass who knows the PIN. It is safe for concurrent use.
type Lock struct {
	hash string
	now  func() time.Time

	mu    sync.Mutex
	wrong int       // in a row
	until time.Time // nothing is looked at before
}

// Load reads the hash from a file with one line. ErrFile when it holds something
// else; the error never repeats what it holds.
func Load(path string, now func() time.Time) (*Lock, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the PIN file: %w", err)
	}
	hash := strings.TrimSpace(string(text))
	if params, _, _, err := argon2id.DecodeHash(hash); err != nil || params.KeyLength < 16 {
		return nil, ErrFile
	}
	return &Lock{hash: hash, now: now}, nil
}

// Try tells whether a PIN is right, and when it is not, for how long no other is
// looked at. One that comes before is refused unseen.
func (l *Lock) Try(ctx context.Context, pin string) (ok bool, wait time.Duration) {
	l.mu.Lock() // also while the hash is computed: one guess at a time
	defer l.mu.Unlock()
	if left := l.until.Sub(l.now()); left > 0 {
		return false, left
	}
	if ctx.Err() != nil {
		return false, 0
	}
	if match, err := argon2id.ComparePasswordAndHash(pin, l.hash); match && err == nil {
		l.wrong = 0
		return true, 0
	}
	l.wrong++
	if l.wrong <= free {
		return false, 0
	}
	wait = longestWait
	if doublings := l.wrong - free - 1; doublings < 5 {
		wait = min(wait, firstWait<<doublings)
	}
	l.until = l.now().Add(wait)
	return false, wait
}
