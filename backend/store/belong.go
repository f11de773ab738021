package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// sessionRow is the row of meta with the id of the exam session that a database is
// of.
const sessionRow = "session"

// ErrSession is wrapped by a *SessionError.
var ErrSession = errors.New("the database is another exam session's")

// SessionError says that a database is of another exam session than the one that it
// is to be used for.
type SessionError struct {
	Of    string // id of the session that the database is of
	Asked string // id of the other
}

// Error names both sessions.
func (e *SessionError) Error() string {
	return fmt.Sprintf("%v: it is of %s, not of %s", ErrSession, e.Of, e.Asked)
}

// Unwrap returns ErrSession.
func (e *SessionError) Unwrap() error { return ErrSession }

// Option says how Open opens a database.
type Option func(*options)

type options struct {
	session   string
	meanwhile func() // see Colliding
}

// Of has Open refuse a database that is of another exam session than the one with
// this id, before anything is written to it. One that is of none yet becomes this
// one's.
func Of(session string) Option { return func(o *options) { o.session = session } }

// Belong makes a database that is of no exam session yet the one's with this id. For
// one that is of another it fails with a *SessionError in a *FileError or a
// *ServerError.
func (db *DB) Belong(ctx context.Context, session string) error {
	if session == "" { // an exam of a test: a session file always has an id
		return nil
	}
	var of string
	err := db.Look(func(tx Tx) (err error) {
		of, err = sessionOf(ctx, tx)
		return err
	})
	if err == nil && of == "" {
		err = db.Write(ctx, func(tx Tx) error {
			_, err := tx.ExecContext(ctx, "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", sessionRow, session)
			if err != nil {
				return err
			}
			of, err = sessionOf(ctx, tx) // another process may have been faster
			return err
		})
	}
	if err != nil {
		return fmt.Errorf("tie the database to the exam session: %w", err)
	}
	if err := differs(of, session); err != nil {
		return db.about(err)
	}
	return nil
}

// differs is a *SessionError when a database is of another session than asked for;
// none of both may be empty.
func differs(of, asked string) error {
	if of == "" || asked == "" || of == asked {
		return nil
	}
	return &SessionError{Of: of, Asked: asked}
}

// sessionOf is the id of the session that a database with the schema is of, or empty.
func sessionOf(ctx context.Context, tx Tx) (id string, err error) {
	err = tx.QueryRowContext(ctx, "SELECT value FROM meta WHERE name = $1", sessionRow).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return id, err
}
