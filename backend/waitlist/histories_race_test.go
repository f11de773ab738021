//go:build race

package waitlist_test

// How many random histories TestRandomHistories plays.
const (
	historiesOnSQLite   = 10
	historiesOnPostgres = 50
)
