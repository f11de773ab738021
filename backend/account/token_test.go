package account_test

import (
	"context"
	"encoding/base64"
	"testing"
	"time"

	"houbu/api"
)

func TestTokenExpiresAtItsInstant(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	session, err := w.login("192.0.2.1", "a@houbu.test", password)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		at   time.Time
		want api.Code
	}{
		{session.ExpiresAt.Add(-1), ""},
		{session.ExpiresAt, api.CodeUnauthorized},
		{session.ExpiresAt.Add(1), api.CodeUnauthorized},
	} {
		w.clock.Set(c.at)
		_, err := w.service.Authenticate(context.Background(), session.Token)
		w.wantCode(c.at.String(), err, c.want)
	}
}

func TestLogoutRevokesOneToken(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first, err := w.login("192.0.2.1", "a@houbu.test", password)
	if err != nil {
		t.Fatal(err)
	}
	second, err := w.login("192.0.2.1", "a@houbu.test", password)
	if err != nil {
		t.Fatal(err)
	}
	who := w.again(first.Token)
	for range 2 {
		if err := w.service.Logout(context.Background(), who); err != nil {
			t.Fatal(err)
		}
	}
	_, err = w.service.Authenticate(context.Background(), first.Token)
	w.wantCode("the revoked token", err, api.CodeUnauthorized)
	w.again(second.Token)
}

func TestTokensAreLongAndStoredAsHashes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	session, err := w.login("192.0.2.1", "a@houbu.test", password)
	if err != nil {
		t.Fatal(err)
	}
	if raw, err := base64.RawURLEncoding.DecodeString(session.Token); err != nil || len(raw) != 32 {
		t.Errorf("the token is no 32 bytes of base64url: %d, %v", len(raw), err)
	}
	if n := w.number("SELECT COUNT(*) FROM logins WHERE token_hash = $1", session.Token); n != 0 {
		t.Error("the token is stored as it is")
	}
	for _, token := range []string{"", "x", session.Token + "x", session.Token[1:]} {
		_, err := w.service.Authenticate(context.Background(), token)
		w.wantCode("a token that is none", err, api.CodeUnauthorized)
	}
}
