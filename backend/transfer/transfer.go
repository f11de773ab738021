// Package transfer moves everything from one database of an exam session to
// another: from SQLite to PostgreSQL, the other way, or between two of a kind.
// What there is to copy it learns from the databases' own catalogues, so a new
// table or column needs no change here.
package transfer

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"

	"houbu/backend/store"
)

// Why a transfer does not begin, or is taken back.
var (
	ErrSame     = errors.New("both addresses are of one database")
	ErrBusy     = errors.New("another program uses the database")
	ErrNothing  = errors.New("the source holds nothing")
	ErrNotEmpty = errors.New("the target holds something")
	ErrSchemas  = errors.New("the two databases differ in their tables")
	ErrDiffers  = errors.New("what was written is not what was read")
)

// Error says which of the two databases a transfer failed at.
type Error struct {
	Target bool   // the target, else the source
	Table  string // empty when it concerns no single one
	Err    error
}

// Error names the side and the table.
func (e *Error) Error() string {
	side := "source"
	if e.Target {
		side = "target"
	}
	if e.Table != "" {
		side += ", table " + e.Table
	}
	return fmt.Sprintf("%s: %v", side, e.Err)
}

// Unwrap returns the reason.
func (e *Error) Unwrap() error { return e.Err }

// Copied is what became of a table.
type Copied struct {
	Table string
	Rows  int64
	Sum   string // of the rows, in whatever order
}

// Progress hears how many rows of how many are done. Each counts twice: when it
// is copied, and when it is read again.
type Progress func(done, total int64)

// errDone ends the transaction that the source is read in: nothing is written
// there.
var errDone = errors.New("done")

// Run copies everything from one database into another, whose schema is made
// when it is missing. The source is read in one transaction that keeps writers
// out; it is written to only where its schema is an older version's. All is
// written in one transaction, too, and read again before it is committed: a
// transfer that fails, or is interrupted, leaves the target empty. Errors are
// *Error.
func Run(ctx context.Context, from, to string, progress Progress) (all []Copied, err error) {
	if err := beforehand(ctx, from, to); err != nil {
		return nil, err
	}
	name := "houbu-migrate-" + rand.Text()
	source, err := store.Open(ctx, named(from, name))
	if err != nil {
		return nil, &Error{Err: err}
	}
	defer func() { err = errors.Join(err, source.Close()) }()
	target, err := store.Open(ctx, named(to, name))
	if err != nil {
		return nil, &Error{Target: true, Err: err}
	}
	defer func() { err = errors.Join(err, target.Close()) }()
	var failed error
	ended := source.Write(ctx, func(read store.Tx) error {
		failed = target.Write(ctx, func(write store.Tx) error {
			move := &move{
				from: side{tx: read, dialect: dialectOf(from)}, to: side{tx: write, dialect: dialectOf(to), target: true},
				progress: progress,
			}
			var err error
			all, err = move.run(ctx)
			return err
		})
		return errDone
	})
	switch {
	case failed != nil:
		return nil, within(true, "", failed)
	case !errors.Is(ended, errDone):
		return nil, within(false, "", ended)
	}
	return all, nil
}

// within makes an error an *Error, unless it is one already.
func within(target bool, table string, err error) error {
	var e *Error
	if err == nil || errors.As(err, &e) {
		return err
	}
	return &Error{Target: target, Table: table, Err: err}
}

// move is a transfer under way.
type move struct {
	from, to    side
	progress    Progress
	done, total int64
}

func (m *move) run(ctx context.Context) ([]Copied, error) {
	tables, err := m.prepare(ctx)
	if err != nil {
		return nil, err
	}
	var all []Copied
	for _, t := range tables {
		one, err := m.copy(ctx, t)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	for i, t := range tables {
		if err := m.verify(ctx, t, all[i]); err != nil {
			return nil, err
		}
	}
	return all, within(true, "", m.to.finish(ctx))
}

// prepare locks both databases, checks that one can be copied into the other,
// and returns the tables in an order in which each follows those that it
// references.
func (m *move) prepare(ctx context.Context) ([]table, error) {
	var tables [2][]table
	for i, s := range []side{m.from, m.to} {
		var err error
		if tables[i], err = s.prepare(ctx); err != nil {
			return nil, within(s.target, "", err)
		}
	}
	if name := difference(tables[0], tables[1]); name != "" {
		return nil, &Error{Table: name, Err: ErrSchemas}
	}
	for _, t := range tables[0] {
		n, err := m.from.count(ctx, t)
		if err != nil {
			return nil, within(false, t.name, err)
		}
		m.total += 2 * n
		if n, err = m.to.count(ctx, t); err != nil {
			return nil, within(true, t.name, err)
		}
		if n > 0 {
			return nil, &Error{Target: true, Table: t.name, Err: ErrNotEmpty}
		}
	}
	if m.total == 0 {
		return nil, &Error{Err: ErrNothing}
	}
	return inOrder(tables[0])
}

// advance counts rows that are done.
func (m *move) advance(n int64) {
	m.done += n
	if m.progress != nil {
		m.progress(m.done, m.total)
	}
}
