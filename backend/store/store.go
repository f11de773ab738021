// Package store opens the database of an exam session and runs transactions on
// it: SQLite in a file, or PostgreSQL, with one SQL text for both. It holds the
// schema (migrations) and knows no rule of the waitlist.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
)

// ErrScheme is returned for a database address that is neither sqlite:PATH nor
// postgres://….
var ErrScheme = errors.New("database address must be sqlite:PATH or postgres://USER@HOST/NAME")

// DB is an open database. It is safe for use by many goroutines.
type DB struct {
	name  string
	write *sql.DB
	read  *sql.DB // the same as write on PostgreSQL
	fault func(error) error
	about func(error) error // names the file or the server
	gone  func() error      // why what is open is not what is at the address any more; nil on PostgreSQL

	meanwhile func() // see Colliding; nil but in tests
}

// Tx is what statements run in. Both *sql.Tx and *sql.DB satisfy it.
type Tx interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Open opens the database at an address, creates it when it is missing, and
// brings its schema up to date. A file that is no database, or that another
// program keeps locked, is an error that names the path (a *FileError), and
// nothing is written to it; the same goes for a server that cannot be used (a
// *ServerError), and for a database of a newer version (ErrNewer).
//
// A postgres:// address takes the parameters of the driver (sslmode,
// connect_timeout, …) and pool_max_conns, how many connections this process may
// have; 16 by default.
func Open(ctx context.Context, address string, how ...Option) (*DB, error) {
	var o options
	for _, set := range how {
		set(&o)
	}
	var db *DB
	var err error
	switch {
	case strings.HasPrefix(address, "sqlite:"):
		db, err = openSQLite(ctx, strings.TrimPrefix(address, "sqlite:"), o.session)
	case strings.HasPrefix(address, "postgres://"), strings.HasPrefix(address, "postgresql://"):
		db, err = openPostgres(ctx, address, o.session)
	default:
		return nil, ErrScheme
	}
	if err != nil {
		return nil, err
	}
	db.meanwhile = o.meanwhile
	if err := db.migrate(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("migrate the database: %w", db.fault(err)), db.Close())
	}
	if err := db.Belong(ctx, o.session); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// Write runs fn in a transaction that may write, and commits when fn returns
// nil. On SQLite writers queue up in this process, one at a time. On PostgreSQL
// they work at once: a row that each of them writes first lines them up. One that
// PostgreSQL rolled back for another's sake (a deadlock) is run again in a new
// transaction, so fn must begin afresh each time that it is called.
func (db *DB) Write(ctx context.Context, fn func(tx Tx) error) error {
	for tried := 1; ; tried++ {
		if db.madeUp(tried) {
			if err := db.run(ctx, db.write, nil, collide(fn)); !collided(err) {
				return err
			}
			db.meanwhile()
			continue
		}
		err := db.run(ctx, db.write, nil, fn)
		if err == nil || tried == tries || !collided(err) || !pause(ctx, tried) {
			return err
		}
	}
}

// Read runs fn in a read-only transaction on one snapshot.
func (db *DB) Read(ctx context.Context, fn func(tx Tx) error) error {
	return db.run(ctx, db.read, &sql.TxOptions{ReadOnly: true, Isolation: db.snapshot()}, fn)
}

// Present tells why what is open is not what is at the database's address any more:
// a *FileError of ErrGone for a SQLite file that was deleted or replaced. Nothing can
// be written then, and what is read is what the file that is gone held.
func (db *DB) Present() error {
	if db.gone == nil {
		return nil
	}
	return db.gone()
}

// Look runs fn outside of a transaction: each of its statements reads what is
// committed when it starts. It spares the round trips of a transaction where one
// snapshot is not needed. fn must not write.
func (db *DB) Look(fn func(tx Tx) error) error { return db.fault(fn(db.read)) }

// RowLock is what a SELECT ends with in order to lock its rows until the
// transaction ends. It is empty on SQLite, where a transaction that may write is
// the only one. The lock lets foreign keys to the rows be checked by others.
func (db *DB) RowLock() string {
	if db.name == postgres {
		return " FOR NO KEY UPDATE"
	}
	return ""
}

// Writers is how many transactions may usefully write at the same time.
func (db *DB) Writers() int {
	if db.name == postgres {
		return postgresWriters()
	}
	return 1
}

// Close closes the database.
func (db *DB) Close() error {
	if db.read == db.write {
		return db.write.Close()
	}
	return errors.Join(db.read.Close(), db.write.Close())
}

func (db *DB) run(ctx context.Context, on *sql.DB, opts *sql.TxOptions, fn func(tx Tx) error) error {
	life := newLife(ctx)
	defer life.end()
	tx, err := db.begin(life.ctx, on, opts) //nolint:contextcheck // it is ctx until the commit
	if err != nil {
		return fmt.Errorf("begin a transaction: %w", db.why(ctx, err))
	}
	if err := fn(tx); err != nil {
		return errors.Join(db.why(ctx, err), ignoreDone(tx.Rollback()))
	}
	if on == db.write && db.gone != nil {
		if err := db.gone(); err != nil { // what would be committed would be lost
			return errors.Join(err, ignoreDone(tx.Rollback()))
		}
	}
	life.outlive()
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", db.why(ctx, err))
	}
	return nil
}

// why is the reason of an error. What ends with its context says so, and not that
// the server, whose connection is given up then, cannot be reached, nor that the
// transaction is over already.
func (db *DB) why(ctx context.Context, err error) error {
	fault, gone := db.fault(err), ended(ctx)
	if gone != nil && (errors.Is(fault, ErrLost) || errors.Is(fault, ErrUnreachable) ||
		errors.Is(err, sql.ErrTxDone) || errors.Is(err, context.Canceled)) {
		return fmt.Errorf("%w: %w", gone, err)
	}
	return fault
}

// ended is why a context is over. The network may notice a deadline a moment
// before the context does.
func ended(ctx context.Context) error {
	if by, set := ctx.Deadline(); ctx.Err() == nil && set && !time.Now().Before(by) {
		return context.DeadlineExceeded
	}
	return ctx.Err()
}

func (db *DB) snapshot() sql.IsolationLevel {
	if db.name == postgres {
		return sql.LevelRepeatableRead
	}
	return sql.LevelDefault
}

// ignoreDone drops the error of rolling back what the context rolled back.
func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}

// Time converts a stored instant (Unix nanoseconds) to UTC.
func Time(nanoseconds int64) time.Time { return time.Unix(0, nanoseconds).UTC() }
