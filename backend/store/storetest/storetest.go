// Package storetest is test support: fresh databases for the tests of whatever
// rests on the store, on SQLite and on PostgreSQL. Shipped code never imports it.
//
// A package has each of its tests take a database from Address (or from a
// Template of its own), and one test that calls OnPostgres. With that, go test
// runs the package's suite on both.
package storetest

import (
	"context"
	"os"
)

// The environment of a run of tests.
const (
	// serverVar is the address of a PostgreSQL server to use, of a role that may
	// create databases.
	serverVar = "HOUBU_TEST_POSTGRES"
	// requiredVar makes a missing PostgreSQL a failure when it is 1.
	requiredVar = "HOUBU_TEST_POSTGRES_REQUIRED"
	// suiteVar is set in a process that OnPostgres started: what the names of its
	// databases begin with.
	suiteVar = "HOUBU_TEST_ON_POSTGRES"
)

// TB is what is needed of a *testing.T or a *rapid.T.
type TB interface {
	Helper()
	Name() string
	Context() context.Context
	Cleanup(end func())
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
	Skipf(format string, args ...any)
}

var plain = newTemplate(nil)

// Address is the address of a fresh database with the schema and nothing in it,
// of the kind that this run of the suite is on. It is gone when the test ends.
func Address(t TB) string {
	t.Helper()
	return plain.address(t)
}

// Postgres is Address on PostgreSQL, whatever the suite runs on.
func Postgres(t TB) string {
	t.Helper()
	return plain.onPostgres(t)
}

// Empty is the address of a fresh PostgreSQL database without a schema.
func Empty(t TB) string {
	t.Helper()
	return sharedServer(t).empty(t)
}

// Suite tells whether this run of the suite is on PostgreSQL.
func Suite() (onPostgres bool) { return os.Getenv(suiteVar) != "" }
