package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"runtime"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

const (
	// poolParameter of an address is how many connections a process may have.
	// It is ours: the driver would hand it to the server, which knows none.
	poolParameter  = "pool_max_conns"
	poolDefault    = 16
	connectTimeout = 10 * time.Second // unless the address has a connect_timeout
	// A connection is replaced after a while, so that the load finds its way to
	// a server that joined, and away from one that is to go.
	connectionLife = 30 * time.Minute
	connectionIdle = 5 * time.Minute
)

// postgresWriters is how many transactions of one process write at the same time
// where it can choose: more would only wait for each other's rows and for the disk.
// With two processors, four take turns on them, and a wave is a tenth slower.
func postgresWriters() int { return min(4, max(2, runtime.NumCPU())) }

// openPostgres opens a pool of connections to a PostgreSQL server.
func openPostgres(ctx context.Context, address, session string) (*DB, error) {
	config, size, err := postgresConfig(address)
	if err != nil {
		return nil, err
	}
	server := fmt.Sprintf("%s:%d/%s", config.Host, config.Port, config.Database)
	fault := func(err error) error { return serverFault(server, err) }
	pool := stdlib.OpenDB(*config)
	pool.SetMaxOpenConns(size)
	pool.SetMaxIdleConns(size)
	pool.SetConnMaxLifetime(connectionLife)
	pool.SetConnMaxIdleTime(connectionIdle)
	about := func(err error) error { return &ServerError{Server: server, Err: err} }
	db := &DB{name: postgres, write: pool, read: pool, fault: fault, about: about}
	if err := db.checkServer(ctx, session); err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	return db, nil
}

// postgresConfig takes an address apart. What is wrong with it is told without
// the address, which may hold a password.
func postgresConfig(address string) (config *pgx.ConnConfig, size int, err error) {
	at, err := url.Parse(address)
	if err != nil {
		return nil, 0, fmt.Errorf("%w: it is no URL; characters of the password such as @ / # must be written as %%40 %%2F %%23", ErrAddress)
	}
	query, size := at.Query(), poolDefault
	if query.Has(poolParameter) {
		if size, err = strconv.Atoi(query.Get(poolParameter)); err != nil || size < 1 {
			return nil, 0, fmt.Errorf("%w: %s must be a number from 1", ErrAddress, poolParameter)
		}
		query.Del(poolParameter)
		at.RawQuery = query.Encode()
	}
	if config, err = pgx.ParseConfig(at.String()); err != nil {
		return nil, 0, fmt.Errorf("%w: the driver cannot read it", ErrAddress)
	}
	if !query.Has("connect_timeout") {
		config.ConnectTimeout = connectTimeout
	}
	return config, size, nil
}

// checkServer connects, and looks at what is there before anything is written.
func (db *DB) checkServer(ctx context.Context, session string) error {
	if err := db.read.PingContext(ctx); err != nil {
		return fmt.Errorf("connect to PostgreSQL: %w", db.fault(err))
	}
	var ours, meta sql.NullString
	if err := db.read.QueryRowContext(ctx, "SELECT to_regclass('goose_db_version')::text, to_regclass('meta')::text").Scan(&ours, &meta); err != nil {
		return fmt.Errorf("look at the database: %w", db.fault(err))
	}
	if !ours.Valid {
		return nil
	}
	if err := checkOurs(ctx, db.read, meta.Valid, session); err != nil {
		if errors.Is(err, ErrNewer) || errors.Is(err, ErrSession) {
			return db.about(err)
		}
		return db.fault(err)
	}
	return nil
}
