package store

import "github.com/jackc/pgx/v5/pgconn"

// Colliding has every transaction that writes collide once: it is rolled back when
// its function is through, and run again as after a collision with another one. It
// is for tests of such functions: what they come to must be the same. meanwhile is
// called between the two, and may be nil.
func Colliding(meanwhile func()) Option {
	if meanwhile == nil {
		meanwhile = func() {}
	}
	return func(o *options) { o.meanwhile = meanwhile }
}

// madeUp tells whether a try is one that collides by Colliding.
func (db *DB) madeUp(tried int) bool { return db.meanwhile != nil && tried == 1 }

// collide runs a function in vain.
func collide(fn func(tx Tx) error) func(tx Tx) error {
	return func(tx Tx) error {
		_ = fn(tx) // whatever it came to: the collision may have been at any point
		return &pgconn.PgError{Severity: "ERROR", Code: "40001", Message: "made up by a test"}
	}
}
