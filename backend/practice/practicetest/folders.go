// Package practicetest is test support: data folders with a practice session,
// built once for a package's tests. Building one imports a roster of thousands,
// which takes seconds under the race detector. Shipped code never imports it.
package practicetest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"houbu/backend/practice"
)

// Folders returns a function that makes a data folder for a test, with a
// practice session in it that began at the time that now gave when the first
// one was asked for.
func Folders(now func() time.Time) func(t testing.TB) (dir string) {
	data := sync.OnceValues(func() ([]byte, error) { return build(now) })
	return func(t testing.TB) string {
		t.Helper()
		file, err := data()
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "houbu.db"), file, 0o600); err != nil {
			t.Fatal(err)
		}
		return dir
	}
}

// build returns the data file of a fresh practice session.
func build(now func() time.Time) (data []byte, err error) {
	dir, err := os.MkdirTemp("", "practice-*")
	if err != nil {
		return nil, fmt.Errorf("build a practice session: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	session, err := practice.Session(now())
	if err != nil {
		return nil, err
	}
	if _, err := practice.Open(context.Background(), dir, session, now); err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(dir, "houbu.db"))
}
