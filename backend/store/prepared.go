package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
)

const (
	// longestPrepared is the longest text of a statement that is kept prepared, in
	// bytes. Longer ones take much memory, and their rows take longer than they do.
	longestPrepared = 4096
	// mostPrepared is how many statements a connection keeps prepared.
	mostPrepared = 256
)

// openPrepared opens a pool of SQLite connections that keep their statements
// prepared, as pgx does for PostgreSQL: parsing took half of the time of a short
// transaction. gone tells why no connection may be made any more: one to a file that
// is not there would make it.
func openPrepared(address string, gone func() error) (*sql.DB, error) {
	plain, err := sql.Open("sqlite", address)
	if err != nil {
		return nil, err
	}
	made := &connector{driver: plain.Driver(), address: address, gone: gone}
	return sql.OpenDB(made), plain.Close() // it has opened no connection
}

// connector makes connections that keep statements.
type connector struct {
	driver  driver.Driver
	address string
	gone    func() error
}

// Connect opens a connection.
func (c *connector) Connect(context.Context) (driver.Conn, error) {
	if err := c.gone(); err != nil {
		return nil, err
	}
	opened, err := c.driver.Open(c.address)
	if err != nil {
		return nil, err
	}
	full, ok := opened.(fullConn)
	if !ok {
		return nil, errors.Join(fmt.Errorf("a %T is no whole connection", opened), opened.Close())
	}
	return &keeper{fullConn: full, kept: map[string]*statement{}}, nil
}

// Driver returns the driver beneath.
func (c *connector) Driver() driver.Driver { return c.driver }

// fullConn is what the SQLite driver's connections can do.
type fullConn interface {
	driver.Conn
	driver.Pinger
	driver.ExecerContext
	driver.QueryerContext
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.SessionResetter
	driver.Validator
}

// fullStmt is what its statements can do.
type fullStmt interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

// keeper is a connection that keeps statements. database/sql lets one goroutine
// at a time use it.
type keeper struct {
	fullConn
	kept map[string]*statement
}

type statement struct {
	fullStmt
	busy bool // its rows are being read
}

// ExecContext runs a statement.
func (k *keeper) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	if s := k.prepared(ctx, query); s != nil {
		return s.ExecContext(ctx, args)
	}
	return k.fullConn.ExecContext(ctx, asNumbers(query), args)
}

// QueryContext runs a query.
func (k *keeper) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	s := k.prepared(ctx, query)
	if s == nil {
		return k.fullConn.QueryContext(ctx, asNumbers(query), args)
	}
	found, err := s.QueryContext(ctx, args)
	if err != nil {
		return nil, err
	}
	s.busy = true
	return &rows{Rows: found, of: s}, nil
}

// Close closes the connection and its statements.
func (k *keeper) Close() error {
	var err error
	for _, s := range k.kept {
		err = errors.Join(err, s.Close())
	}
	clear(k.kept)
	return errors.Join(err, k.fullConn.Close())
}

// prepared returns a statement that is prepared and not in use, or nil when the
// text is to be run as it is: what is wrong with it shows there.
func (k *keeper) prepared(ctx context.Context, query string) *statement {
	if s := k.kept[query]; s != nil {
		if s.busy {
			return nil
		}
		return s
	}
	if len(query) > longestPrepared || len(k.kept) == mostPrepared || !repeats(query) {
		return nil
	}
	made, err := k.PrepareContext(ctx, asNumbers(query))
	if err != nil {
		return nil
	}
	full, ok := made.(fullStmt)
	if !ok {
		_ = made.Close() // it is run as it is
		return nil
	}
	s := &statement{fullStmt: full}
	k.kept[query] = s
	return s
}

// repeats tells whether a text is a statement that may come again: no change of
// the schema, no pragma, no script.
func repeats(query string) bool {
	verb, _, _ := strings.Cut(strings.TrimSpace(query), " ")
	switch verb {
	case "SELECT", "INSERT", "UPDATE", "DELETE":
		return !strings.Contains(query, ";")
	}
	return false
}

// rows give their statement back when they are closed.
type rows struct {
	driver.Rows
	of *statement
}

// Close ends the reading.
func (r *rows) Close() error {
	r.of.busy = false
	return r.Rows.Close()
}

// asNumbers turns each $n into ?n, which means the same. To SQLite $1 is a name: it
// looks for each among all that came before, which makes the time for a statement
// grow with the square of its placeholders. No text of ours holds a $ in a string.
func asNumbers(query string) string { return strings.ReplaceAll(query, "$", "?") }
