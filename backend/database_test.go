package backend_test

import (
	"context"
	"database/sql"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"

	"github.com/google/uuid"
)

// database is the address of a fresh database, which goes when the test ends: a
// file, or a database on the PostgreSQL server that HOUBU_TEST_POSTGRES names.
func database(t *testing.T) string {
	t.Helper()
	server := os.Getenv("HOUBU_TEST_POSTGRES")
	if server == "" {
		return "sqlite:" + filepath.Join(t.TempDir(), "houbu.db")
	}
	at, err := url.Parse(server)
	if err != nil {
		t.Fatal("HOUBU_TEST_POSTGRES is no address") // it may hold a password
	}
	admin, err := sql.Open("pgx", server)
	if err != nil {
		t.Fatal(err)
	}
	name := "houbu_test_" + uuid.NewString()
	if _, err := admin.ExecContext(t.Context(), `CREATE DATABASE "`+name+`"`); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := admin.ExecContext(context.Background(), `DROP DATABASE "`+name+`" WITH (FORCE)`); err != nil {
			t.Error(err)
		}
		_ = admin.Close()
	})
	at.Path = "/" + name
	return at.String()
}
