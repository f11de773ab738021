package store

import (
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// ErrAddress is returned for a postgres:// address that cannot be read. Its text
// never holds the address, since that may hold a password.
var ErrAddress = errors.New("the database address cannot be read")

// Why a database server cannot be used. A *ServerError wraps one of them, or
// ErrNewer or ErrFull.
var (
	ErrUnreachable = errors.New("the server cannot be reached")
	ErrDenied      = errors.New("the server refuses the user or the password")
	ErrNoDatabase  = errors.New("the server has no such database")
	ErrLost        = errors.New("the connection to the server was lost")
)

// ErrFull is wrapped by a *FileError or a *ServerError when there is no room left
// to write to. What was committed stays.
var ErrFull = errors.New("no room is left on the disk")

// ServerError says which database server cannot be used, and why.
type ServerError struct {
	Server string // host:port/database; never a password
	Err    error
}

// Error names the server and the reason.
func (e *ServerError) Error() string { return fmt.Sprintf("database %s: %v", e.Server, e.Err) }

// Unwrap returns the reason.
func (e *ServerError) Unwrap() error { return e.Err }

// serverFault turns what says that a server cannot be used into a *ServerError,
// and leaves every other error as it is.
func serverFault(server string, err error) error {
	why := serverReason(err)
	if why == nil {
		return err
	}
	var known *ServerError
	if errors.As(err, &known) {
		return err
	}
	return &ServerError{Server: server, Err: fmt.Errorf("%w: %w", why, err)}
}

func serverReason(err error) error {
	var answer *pgconn.PgError
	if errors.As(err, &answer) {
		switch {
		case answer.Code == "28P01", answer.Code == "28000":
			return ErrDenied
		case answer.Code == "3D000":
			return ErrNoDatabase
		case answer.Code == "53100":
			return ErrFull
		case answer.Code == "53300", answer.Code == "57P03": // too many connections, starting up
			return ErrUnreachable
		case lostCode(answer.Code):
			return ErrLost
		}
		return nil
	}
	var failed *pgconn.ConnectError
	switch {
	case errors.As(err, &failed):
		return ErrUnreachable
	case broken(err):
		return ErrLost
	}
	return nil
}

// lostCode tells whether the server ended the connection with this code.
func lostCode(code string) bool {
	switch code {
	case "57P01", "57P02", "57P05": // shut down, crashed, idle for too long
		return true
	}
	return strings.HasPrefix(code, "08")
}

// broken tells whether a connection ended without a word.
func broken(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed)
}

// lost tells whether a connection was lost.
func lost(err error) bool {
	var answer *pgconn.PgError
	if errors.As(err, &answer) {
		return lostCode(answer.Code)
	}
	var failed *pgconn.ConnectError
	return !errors.As(err, &failed) && broken(err)
}
