package account_test

import (
	"errors"
	"strings"
	"testing"

	"houbu/api"
	"houbu/backend/account"
)

func TestHashPassword(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	hash, err := account.HashPassword("Another2026!")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Error("not the parameters that OWASP recommends")
	}
	again, err := account.HashPassword(hash)
	if err != nil || again != hash {
		t.Errorf("a hash was not taken as it is: %v", err)
	}
	w.exec("UPDATE accounts SET password_hash = $1 WHERE id = 'a'", hash)
	_, err = w.login("192.0.2.1", "a@houbu.test", "Another2026!")
	w.wantCode("the new password", err, "")
	_, err = w.login("192.0.2.1", "a@houbu.test", password)
	w.wantCode("the old password", err, api.CodeWrongPassword)
	_, err = w.login("192.0.2.1", "a@houbu.test", hash)
	w.wantCode("the hash itself", err, api.CodeWrongPassword)
}

func TestHashPasswordRefusesUnusableHashes(t *testing.T) {
	t.Parallel()
	const tail = "$c29tZSBzYWx0IG9mIDE2Yg$w3aLarrUk2DaPSkezvcfsbn6C7Sv6rSSF/RhkwqWhiI"
	for _, hash := range []string{
		"$argon2id$", "$argon2id$v=19$m=64,t=1,p=1$x$y",
		"$argon2id$v=19$m=64,t=0,p=1" + tail, "$argon2id$v=19$m=64,t=1,p=0" + tail,
		"$argon2id$v=19$m=4194304,t=1,p=1" + tail, "$argon2id$v=19$m=64,t=1000,p=1" + tail,
	} {
		if _, err := account.HashPassword(hash); !errors.Is(err, account.ErrHash) {
			t.Errorf("%s: %v", hash, err)
		}
	}
}
