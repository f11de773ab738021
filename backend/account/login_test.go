package account_test

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"sync"
	"testing"
	"time"

	"houbu/api"
	"houbu/backend/refusal"
)

func TestLoginFindsTheAccountInAnySpelling(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, login := range []string{"a@houbu.test", "A@Houbu.TEST", "  a@houbu.test\t"} {
		session, err := w.login("192.0.2.1", login, password)
		if err != nil {
			t.Fatalf("%q: %v", login, err)
		}
		if session.Candidate.Account != "a@houbu.test" || session.Candidate.Next != api.NextAgreement {
			t.Errorf("%q: %+v", login, session.Candidate)
		}
		if want := w.clock.Now().Add(tokenLife); !session.ExpiresAt.Equal(want) {
			t.Errorf("expires at %v, want %v", session.ExpiresAt, want)
		}
	}
}

func TestLoginSaysNoAlike(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var texts []string
	for _, try := range []struct{ login, password string }{
		{"a@houbu.test", "wrong"}, {"nobody@houbu.test", password}, {"shut@houbu.test", ""}, {"shut@houbu.test", password},
	} {
		_, err := w.login("192.0.2.1", try.login, try.password)
		w.wantCode(try.login, err, api.CodeWrongPassword)
		texts = append(texts, err.Error())
	}
	for _, text := range texts {
		if text != texts[0] {
			t.Errorf("%q tells accounts apart from %q", text, texts[0])
		}
	}
}

func TestLoginLocksAnAccount(t *testing.T) {
	t.Parallel()
	for _, login := range []string{"a@houbu.test", "nobody@houbu.test"} {
		w := newWorld(t)
		for i := range perAcct - 1 {
			_, err := w.login("192.0.2.1", login, "wrong")
			w.wantCode(fmt.Sprintf("failure %d", i+1), err, api.CodeWrongPassword)
		}
		_, err := w.login("192.0.2.2", login, "wrong")
		w.wantCode("the failure that locks", err, api.CodeAccountLocked)
		wantWait(t, err, lock)
		lockedAt := w.clock.Now()
		w.clock.Set(lockedAt.Add(time.Minute))
		_, err = w.login("192.0.2.3", login, password)
		w.wantCode("the right password while locked", err, api.CodeAccountLocked)
		wantWait(t, err, lock-time.Minute)
	}
}

func TestLockEndsAtItsInstant(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		after time.Duration
		want  api.Code
	}{{lock - 1, api.CodeAccountLocked}, {lock, ""}, {lock + 1, ""}} {
		w := newWorld(t)
		for range perAcct {
			_, _ = w.login("192.0.2.1", "a@houbu.test", "wrong")
		}
		w.clock.Set(w.clock.Now().Add(c.after))
		_, err := w.login("192.0.2.1", "a@houbu.test", password)
		w.wantCode(c.after.String(), err, c.want)
	}
}

func TestWindowEndsAtItsInstant(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		after time.Duration
		want  api.Code
	}{{window - 1, api.CodeAccountLocked}, {window, api.CodeWrongPassword}, {window + 1, api.CodeWrongPassword}} {
		w := newWorld(t)
		for range perAcct - 1 {
			_, _ = w.login("192.0.2.1", "a@houbu.test", "wrong")
		}
		w.clock.Set(w.clock.Now().Add(c.after))
		_, err := w.login("192.0.2.1", "a@houbu.test", "wrong")
		w.wantCode(c.after.String(), err, c.want)
	}
}

func TestSuccessForgetsTheAccountsFailures(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for range 3 {
		for range perAcct - 1 {
			_, err := w.login("192.0.2.1", "a@houbu.test", "wrong")
			if codeOf(err) == api.CodeTooManyRequests {
				w.clock.Set(w.clock.Now().Add(window)) // the address's limit is another matter
				continue
			}
			w.wantCode("a failure", err, api.CodeWrongPassword)
		}
		_, err := w.login("192.0.2.2", "a@houbu.test", password)
		w.wantCode("the right password", err, "")
	}
}

func TestLoginStopsAnAddress(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for i := range perAddr {
		_, err := w.login("192.0.2.1", fmt.Sprintf("nobody%d@houbu.test", i), "wrong")
		w.wantCode(fmt.Sprintf("failure %d", i+1), err, api.CodeWrongPassword)
	}
	_, err := w.login("192.0.2.1", "a@houbu.test", password)
	w.wantCode("the stopped address", err, api.CodeTooManyRequests)
	wantWait(t, err, lock)
	_, err = w.login("192.0.2.2", "a@houbu.test", password)
	w.wantCode("another address", err, "")
	w.clock.Set(w.clock.Now().Add(lock))
	_, err = w.login("192.0.2.1", "a@houbu.test", password)
	w.wantCode("after the lock", err, "")
}

func TestSuccessesDoNotStopAnAddress(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for range perAddr * 3 {
		_, err := w.login("192.0.2.1", "a@houbu.test", password)
		w.wantCode("a login", err, "")
	}
}

func TestAnAddressIsASubscriber(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for i := range perAddr {
		_, err := w.login(fmt.Sprintf("2001:db8:0:1::%d", i+1), fmt.Sprintf("nobody%d@houbu.test", i), "wrong")
		w.wantCode("a failure", err, api.CodeWrongPassword)
	}
	_, err := w.login("2001:db8:0:1:ffff::9", "a@houbu.test", password)
	w.wantCode("the same /64", err, api.CodeTooManyRequests)
	_, err = w.login("2001:db8:0:2::1", "a@houbu.test", password)
	w.wantCode("another /64", err, "")
}

func TestTriesMadeAtOnceAreCountedOneByOne(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var group sync.WaitGroup
	for i := range 16 {
		group.Go(func() {
			addr := netip.AddrFrom4([4]byte{192, 0, 2, byte(i)})
			_, err := w.service.Login(context.Background(), addr, api.Login{Account: "a@houbu.test", Password: "wrong"})
			if got := codeOf(err); got != api.CodeWrongPassword && got != api.CodeAccountLocked {
				t.Errorf("Login = %q", got)
			}
		})
	}
	group.Wait()
	if n := w.number("SELECT failures FROM throttles WHERE key LIKE 'account:%'"); n != perAcct {
		t.Errorf("%d tries got as far as the password, want %d", n, perAcct)
	}
}

func TestThrottlesHoldNoPersonalData(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, _ = w.login("192.0.2.77", "a@houbu.test", "wrong")
	if n := w.number("SELECT COUNT(*) FROM throttles"); n != 2 {
		t.Fatalf("%d rows, want one for the account and one for the address", n)
	}
	if n := w.number("SELECT COUNT(*) FROM throttles WHERE key LIKE '%houbu%' OR key LIKE '%192%.%'"); n != 0 {
		t.Error("a key names an account or an address")
	}
}

func wantWait(t *testing.T, err error, want time.Duration) {
	t.Helper()
	var no *refusal.Error
	if !errors.As(err, &no) || no.RetryAfter != want {
		t.Errorf("%v: want to wait %v", err, want)
	}
}
