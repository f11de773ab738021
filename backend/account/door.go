package account

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/netip"
	"time"

	"houbu/api"
	"houbu/backend/refusal"
	"houbu/backend/store"
)

// takeBackTime bounds the taking back of a count for a request that is over.
const takeBackTime = 5 * time.Second

// Door is one kind of accounts that log in with a password. All kinds are throttled
// by one rule, and failures of an address count together, whichever door it was at.
type Door struct {
	Kind string // whose failures are counted together with the login
	// Find returns the id and the password's hash of a login, or sql.ErrNoRows.
	Find func(ctx context.Context, tx store.Tx, login string) (id, hash string, err error)
	// Open saves the key of a login that turned out well.
	Open func(ctx context.Context, tx store.Tx, id string, key Key) error
	// Prefix is what the tokens begin with, so that kinds can be told apart.
	Prefix string
}

// Key is what a login is answered with.
type Key struct {
	Token     string
	Hash      string // of the token: all that is stored of it
	At        time.Time
	ExpiresAt time.Time
}

// Enter logs in at a door. Its refusals are those of Login.
func (s *Service) Enter(ctx context.Context, addr netip.Addr, login, password string, door Door) (Key, error) {
	login = NormalizeLogin(login)
	try := attempt{
		account: throttleKey(door.Kind, login), address: throttleKey("address", network(addr)), now: s.now(), door: door,
	}
	accountID, hash, err := s.begin(ctx, try, login)
	if err != nil {
		return Key{}, err
	}
	key, err := s.decide(ctx, try, accountID, password, hash)
	var no *refusal.Error
	if err != nil && !errors.As(err, &no) {
		// Nobody was told yes or no: at a rush the client may have given up while the
		// password waited for its check. That is no failure of the person's.
		if counted := s.takeBack(ctx, try); counted != nil {
			return Key{}, &countedError{errors.Join(err, counted)}
		}
	}
	return key, err
}

// countedError is a failure that counts, since the count could not be taken back. It
// hides its cause, which may be one that another try gets over: clients do that by
// themselves where nothing was counted.
type countedError struct{ cause error }

// Error says what failed.
func (e *countedError) Error() string { return "a failed login stays counted: " + e.cause.Error() }

// decide checks the password, and opens a session or counts the failure.
func (s *Service) decide(ctx context.Context, try attempt, accountID, password, hash string) (Key, error) {
	match, err := s.verify(ctx, password, hash)
	if err != nil {
		return Key{}, fmt.Errorf("check a password: %w", err)
	}
	if !match {
		return Key{}, s.fail(ctx, try)
	}
	return s.open(ctx, try, accountID)
}

// takeBack takes back what begin counted, though the request is over.
func (s *Service) takeBack(ctx context.Context, try attempt) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), takeBackTime)
	defer cancel()
	return s.db.Write(ctx, func(tx store.Tx) error { return uncharge(ctx, tx, try.account) })
}

// attempt is one try to log in: what it counts under, and when it was made.
type attempt struct {
	account, address string
	now              time.Time
	door             Door
}

// begin refuses what is locked, counts the try as a failure of the account
// until it has turned out well (so that tries made at once cannot slip through
// the limit), and returns the account's id and hash, empty when there is none.
func (s *Service) begin(ctx context.Context, try attempt, login string) (id, hash string, err error) {
	err = s.db.Write(ctx, func(tx store.Tx) error {
		id, hash = "", ""
		wait, err := peek(ctx, tx, try.address, try.now)
		if err != nil {
			return err
		}
		if wait > 0 {
			return locked(api.CodeTooManyRequests, "too many failed logins from this address", wait)
		}
		if wait, err = charge(ctx, tx, try.account, s.accountRule(), try.now); err != nil {
			return err
		}
		if wait > 0 {
			return locked(api.CodeAccountLocked, "too many failed logins", wait)
		}
		id, hash, err = try.door.Find(ctx, tx, login)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("look up an account: %w", err)
		}
		return nil
	})
	return id, hash, err
}

// fail counts the failure of the address and returns the refusal: the failure
// that locks says so at once.
func (s *Service) fail(ctx context.Context, try attempt) error {
	var accountWait time.Duration
	err := s.db.Write(ctx, func(tx store.Tx) error {
		if _, err := charge(ctx, tx, try.address, s.addressRule(), try.now); err != nil {
			return err
		}
		var err error
		accountWait, err = peek(ctx, tx, try.account, try.now)
		return err
	})
	if err != nil {
		return fmt.Errorf("count a failed login: %w", err)
	}
	if accountWait > 0 {
		return locked(api.CodeAccountLocked, "too many failed logins", accountWait)
	}
	return refusal.New(api.CodeWrongPassword, "account or password is wrong")
}

// open makes the bearer session and forgets the account's failures.
func (s *Service) open(ctx context.Context, try attempt, accountID string) (Key, error) {
	token, err := newToken()
	if err != nil {
		return Key{}, err
	}
	token = try.door.Prefix + token
	key := Key{Token: token, Hash: HashToken(token), At: try.now, ExpiresAt: try.now.Add(s.exam.Login.TokenLife).UTC()}
	err = s.db.Write(ctx, func(tx store.Tx) error {
		if err := forgive(ctx, tx, try.account); err != nil {
			return err
		}
		return try.door.Open(ctx, tx, accountID, key)
	})
	if err != nil {
		return Key{}, fmt.Errorf("open a session: %w", err)
	}
	return key, nil
}

func locked(code api.Code, detail string, wait time.Duration) error {
	no := refusal.New(code, detail)
	no.RetryAfter = wait
	return no
}

// network is what an address is throttled by: itself, or for IPv6 its /64,
// which one subscriber has whole.
func network(addr netip.Addr) string {
	addr = addr.Unmap().WithZone("")
	if addr.Is6() {
		if prefix, err := addr.Prefix(64); err == nil {
			return prefix.String()
		}
	}
	return addr.String()
}
