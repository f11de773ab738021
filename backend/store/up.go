package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/pressly/goose/v3"
)

// migrationLock is the key of the advisory lock under which the schema changes.
const migrationLock = 0x686f756275 // "houbu"

// up applies what is missing of the schema. Processes that start at once on one
// database take turns on PostgreSQL. SQLite has no lock for that: there a step
// that another process was faster with fails and is rolled back, and what is
// left of the way is tried again.
func (db *DB) up(ctx context.Context, provider *goose.Provider) error {
	if db.name == postgres {
		unlock, err := db.lockMigrations(ctx)
		if err != nil {
			return err
		}
		defer unlock()
	}
	for {
		before := reached(ctx, provider)
		if _, err := provider.Up(ctx); err == nil || reached(ctx, provider) <= before {
			return err //nolint:wrapcheck // the caller says what was being done
		}
	}
}

// reached is the version that the schema has, or -1 when it cannot be told.
func reached(ctx context.Context, provider *goose.Provider) int64 {
	version, err := provider.GetDBVersion(ctx)
	if err != nil {
		return -1
	}
	return version
}

// lockMigrations waits for the lock, on a connection of its own.
func (db *DB) lockMigrations(ctx context.Context) (unlock func(), err error) {
	conn, err := db.write.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("connect for the lock of the schema: %w", err)
	}
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock($1)", int64(migrationLock)); err != nil {
		return nil, errors.Join(fmt.Errorf("lock the schema: %w", err), conn.Close())
	}
	return func() {
		// A connection that is lost has lost the lock, too.
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", int64(migrationLock))
		_ = conn.Close()
	}, nil
}
