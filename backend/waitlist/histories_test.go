//go:build !race

package waitlist_test

// How many random histories TestRandomHistories plays.
const (
	historiesOnSQLite   = 2000
	historiesOnPostgres = 100
)
