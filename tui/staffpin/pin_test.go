package staffpin_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"houbu/tui/staffpin"
)

const right = "246810"

func lock(t *testing.T, now *time.Time) *staffpin.Lock {
	t.Helper()
	hash, err := staffpin.Hash(right)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "pin")
	if err := os.WriteFile(path, []byte(hash+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	l, err := staffpin.Load(path, func() time.Time { return *now })
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestGuessesGetSlower goes through wrong PINs in a row.
func TestGuessesGetSlower(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	l := lock(t, &now)
	for i, want := range []time.Duration{
		0, 0, 30 * time.Second, time.Minute, 2 * time.Minute, 4 * time.Minute, 8 * time.Minute, 15 * time.Minute, 15 * time.Minute,
	} {
		ok, wait := l.Try(t.Context(), "000000")
		if ok || wait != want {
			t.Fatalf("wrong PIN %d: %v, wait %v, want %v", i+1, ok, wait, want)
		}
		if want == 0 {
			continue
		}
		now = now.Add(want - 1)
		if ok, left := l.Try(t.Context(), right); ok || left != 1 {
			t.Fatalf("after wrong PIN %d the right one comes too early: %v, %v left", i+1, ok, left)
		}
		now = now.Add(1)
	}
	if ok, wait := l.Try(t.Context(), right); !ok || wait != 0 {
		t.Fatalf("the right PIN: %v, %v", ok, wait)
	}
	if ok, wait := l.Try(t.Context(), "000000"); ok || wait != 0 {
		t.Fatalf("the count begins anew after the right PIN: %v, %v", ok, wait)
	}
}

func TestPINFiles(t *testing.T) {
	t.Parallel()
	if _, err := staffpin.Hash("12345"); !errors.Is(err, staffpin.ErrShort) {
		t.Errorf("a short PIN: %v", err)
	}
	if _, err := staffpin.Load(filepath.Join(t.TempDir(), "none"), time.Now); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	for name, content := range map[string]string{"empty": "", "plain": right, "half": "$argon2id$v=19$m=19456"} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := staffpin.Load(path, time.Now)
		if !errors.Is(err, staffpin.ErrFile) || content != "" && strings.Contains(err.Error(), content) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
