package storetest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"houbu/backend/store"
)

// Template returns a function that is Address with what seed puts into the
// database. The seeding is done once and copied, since migrations are slow under
// the race detector.
func Template(seed func(ctx context.Context, db *store.DB) error) func(t TB) (address string) {
	return newTemplate(seed).address
}

// template is a prepared database of each kind, made when it is first asked for.
type template struct {
	file  func() ([]byte, error) // of SQLite
	stock *stock                 // on PostgreSQL
}

func newTemplate(seed func(ctx context.Context, db *store.DB) error) *template {
	return &template{
		file:  sync.OnceValues(func() ([]byte, error) { return seededFile(seed) }),
		stock: &stock{seed: seed},
	}
}

func (m *template) address(t TB) string {
	t.Helper()
	if Suite() {
		return m.onPostgres(t)
	}
	data, err := m.file()
	if err != nil {
		t.Fatalf("prepare a database: %v", err)
	}
	dir, err := os.MkdirTemp("", "houbu-test-*") // a *rapid.T makes no folders
	if err != nil {
		t.Fatalf("make a folder: %v", err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Errorf("remove the database: %v", err)
		}
	})
	path := filepath.Join(dir, "houbu.db")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatalf("copy the prepared database: %v", err)
	}
	return "sqlite:" + path
}

func (m *template) onPostgres(t TB) string {
	t.Helper()
	return m.stock.take(t, sharedServer(t))
}

// seededFile is the content of a SQLite file with the schema and a seed.
func seededFile(seed func(ctx context.Context, db *store.DB) error) (data []byte, err error) {
	dir, err := os.MkdirTemp("", "houbu-test-*")
	if err != nil {
		return nil, fmt.Errorf("make a folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	path := filepath.Join(dir, "houbu.db")
	if err := fill(context.Background(), "sqlite:"+path, seed); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}

// fill brings a database to the schema and seeds it.
func fill(ctx context.Context, address string, seed func(ctx context.Context, db *store.DB) error) error {
	db, err := store.Open(ctx, address)
	if err != nil {
		return err
	}
	if seed != nil {
		err = seed(ctx, db)
	}
	return errors.Join(err, db.Close())
}
