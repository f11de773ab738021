package store_test

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"houbu/backend/store"
	"houbu/backend/store/storetest"
)

// TestAServerThatCannotBeUsed has reasons why: each is told apart, with the
// server and without the password.
func TestAServerThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	good, err := url.Parse(storetest.Postgres(t))
	if err != nil {
		t.Fatal(err)
	}
	const secret = "Secret2026"
	for name, test := range map[string]struct {
		change func(at *url.URL)
		want   error
		says   string
	}{
		"nobody listens": {func(at *url.URL) {
			at.Host, at.User = "127.0.0.1:1", url.UserPassword("houbu", secret)
		}, store.ErrUnreachable, "127.0.0.1:1/"},
		"a wrong password":    {func(at *url.URL) { at.User = url.UserPassword(at.User.Username(), secret) }, store.ErrDenied, good.Host},
		"an unknown user":     {func(at *url.URL) { at.User = url.UserPassword("nobody_of_ours", secret) }, store.ErrDenied, good.Host},
		"an unknown database": {func(at *url.URL) { at.Path = "/none_of_ours" }, store.ErrNoDatabase, good.Host + "/none_of_ours"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			at := *good
			test.change(&at)
			_, err := store.Open(t.Context(), at.String())
			var se *store.ServerError
			if !errors.Is(err, test.want) || !errors.As(err, &se) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("Open = %v, want %v with %q", err, test.want, test.says)
			}
			if password, _ := at.User.Password(); err != nil && strings.Contains(err.Error(), password) {
				t.Error("the error has the password in it")
			}
		})
	}
}

// TestAnAddressThatCannotBeRead is told at once, without its text.
func TestAnAddressThatCannotBeRead(t *testing.T) {
	t.Parallel()
	for name, address := range map[string]string{
		"a password with a slash":   "postgres://houbu:Secret/2026@127.0.0.1/houbu",
		"a password with a percent": "postgres://houbu:Secret%2026%@127.0.0.1/houbu",
		"no connections":            "postgres://houbu:Secret@127.0.0.1/houbu?pool_max_conns=0",
		"a pool that is no number":  "postgres://houbu:Secret@127.0.0.1/houbu?pool_max_conns=many",
		"an unknown sslmode":        "postgres://houbu:Secret@127.0.0.1/houbu?sslmode=perhaps",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := store.Open(t.Context(), address)
			if !errors.Is(err, store.ErrAddress) || strings.Contains(err.Error(), "Secret") {
				t.Errorf("Open = %v, want ErrAddress without the password", err)
			}
		})
	}
}

// TestThePoolIsAsLargeAsAsked holds all the connections that the address allows,
// and sees the next one wait for its turn.
func TestThePoolIsAsLargeAsAsked(t *testing.T) {
	t.Parallel()
	db := storetest.Open(t, with(t, storetest.Postgres(t), "pool_max_conns", "2"))
	deeper := func(next func() error) error { return db.Read(t.Context(), func(store.Tx) error { return next() }) }
	err := deeper(func() error {
		return deeper(func() error {
			ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
			defer cancel()
			return db.Read(ctx, func(store.Tx) error { return errors.New("a third connection") })
		})
	})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Read = %v, want it to wait", err)
	}
}

// with is an address with one more parameter.
func with(t *testing.T, address, name, value string) string {
	t.Helper()
	at, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	query := at.Query()
	query.Set(name, value)
	at.RawQuery = query.Encode()
	return at.String()
}

// TestManyMigrateAtOnce opens an empty database many times at once, as processes
// do that are started together.
func TestManyMigrateAtOnce(t *testing.T) {
	t.Parallel()
	address := storetest.Empty(t)
	var group sync.WaitGroup
	for range 6 {
		group.Go(func() {
			db, err := store.Open(t.Context(), address)
			if err != nil {
				t.Error(err)
				return
			}
			if err := db.Write(t.Context(), func(tx store.Tx) error {
				_, err := tx.ExecContext(t.Context(), "SELECT count(*) FROM pools")
				return err
			}); err != nil {
				t.Error(err)
			}
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
}
