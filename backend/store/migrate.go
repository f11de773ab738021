package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the schema up to date; it does nothing when it is.
func (db *DB) migrate(ctx context.Context) error {
	if db.name == postgres && db.current(ctx) {
		return nil
	}
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return fmt.Errorf("open the migrations: %w", err)
	}
	how := []goose.ProviderOption{goose.WithDisableGlobalRegistry(true), goose.WithGoMigrations(appendOnly(db.name))}
	if db.name == postgres {
		how = append(how, goose.WithSessionLocker(turns{}))
	}
	provider, err := goose.NewProvider(goose.Dialect(db.name), db.write, dir, how...)
	if err != nil {
		return fmt.Errorf("read the migrations: %w", err)
	}
	if err := up(ctx, provider); err != nil {
		return fmt.Errorf("apply the migrations: %w", err)
	}
	return nil
}

// current tells whether there is nothing to migrate. It spares the start the lock,
// which belongs to a session: behind a pooler that gives each transaction another
// session, the one that unlocks need not be the one that locked.
func (db *DB) current(ctx context.Context) bool {
	known, err := newest()
	if err != nil {
		return false
	}
	found, err := applied(ctx, db.read)
	return err == nil && found == known
}

// turns has processes that start at once on one PostgreSQL database migrate it one
// after another. It waits in the server, where goose's own locker asks every five
// seconds.
type turns struct{}

// migrationLock is the key of the advisory lock: the letters "houbu".
const migrationLock = 0x686f756275

// SessionLock waits for our turn.
func (turns) SessionLock(ctx context.Context, conn *sql.Conn) error {
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock($1)", int64(migrationLock)); err != nil {
		return fmt.Errorf("wait for another process's migrations: %w", err)
	}
	return nil
}

// SessionUnlock lets the next one in.
func (turns) SessionUnlock(ctx context.Context, conn *sql.Conn) error {
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_unlock($1)", int64(migrationLock)); err != nil {
		return fmt.Errorf("let other processes migrate: %w", err)
	}
	return nil
}
