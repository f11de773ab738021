package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	_ "github.com/jackc/pgx/v5/stdlib" // registers the driver "pgx"
)

// postgresWriters is how many transactions of one process write at the same time
// where it can choose: more would only wait for each other's rows and for the disk.
const postgresWriters = 4

// openPostgres opens a pool of connections to a PostgreSQL server.
func openPostgres(ctx context.Context, address string) (*DB, error) {
	pool, err := sql.Open("pgx", address)
	if err != nil {
		return nil, fmt.Errorf("open PostgreSQL: %w", err)
	}
	pool.SetMaxOpenConns(16)
	pool.SetMaxIdleConns(16)
	if err := pool.PingContext(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("connect to PostgreSQL: %w", err), pool.Close())
	}
	return &DB{name: postgres, write: pool, read: pool, fault: func(err error) error { return err }}, nil
}
