package storetest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // registers the driver "pgx"

	"houbu/backend/store"
	"houbu/backend/store/cluster"
)

const (
	namespace   = "houbu_test_"
	maintenance = "postgres"     // the database that every cluster has
	stale       = 24 * time.Hour // nobody tests for so long
)

// server is a PostgreSQL server on which this process makes databases.
type server struct {
	at     *url.URL
	on     *cluster.Cluster // that was started for it, or nil; kept, since a collected one ends
	admin  *sql.DB
	prefix string // of the names of this process's databases
	count  atomic.Int64
}

// shared is the server of this process, found or started when it is first
// needed. A cluster that was started ends with the process.
var shared = sync.OnceValues(func() (*server, error) {
	if address := os.Getenv(serverVar); address != "" {
		return newServer(address)
	}
	c, err := cluster.Start(context.Background(), cluster.Options{})
	if err != nil {
		return nil, err
	}
	s, err := newServer(c.Address(maintenance))
	if err != nil {
		return nil, errors.Join(err, c.Stop())
	}
	s.on = c
	return s, nil
})

// sharedServer is shared for a test, which is skipped when there is none, and
// fails where PostgreSQL is a must.
func sharedServer(t TB) *server {
	t.Helper()
	s, err := shared()
	demand(t, err)
	return s
}

// demand ends a test that got no PostgreSQL.
func demand(t TB, err error) {
	t.Helper()
	switch {
	case errors.Is(err, cluster.ErrMissing) && os.Getenv(requiredVar) != "1":
		t.Skipf("%v; or set %s to the postgres:// address of a role that may create databases", err, serverVar)
	case err != nil:
		t.Fatalf("%v", err)
	}
}

func newServer(address string) (*server, error) {
	at, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("%s is no postgres:// address", serverVar)
	}
	admin, err := sql.Open("pgx", address)
	if err != nil {
		return nil, fmt.Errorf("connect to the PostgreSQL server for tests: %w", err)
	}
	admin.SetMaxOpenConns(4)
	s := &server{at: at, admin: admin, prefix: os.Getenv(suiteVar)}
	if s.prefix == "" {
		s.prefix = namePrefix()
	}
	return s, s.sweep(context.Background())
}

// namePrefix begins the names of a process's databases: when, and which.
func namePrefix() string {
	return fmt.Sprintf("%s%d_%s", namespace, time.Now().Unix(), strings.ToLower(rand.Text()[:8]))
}

// address is the server's, of another database, with more parameters.
func (s *server) address(name string, parameters ...string) string {
	at := *s.at
	at.Path = "/" + name
	query := at.Query()
	for i := 1; i < len(parameters); i += 2 {
		query.Set(parameters[i-1], parameters[i])
	}
	at.RawQuery = query.Encode()
	return at.String()
}

func (s *server) name() string { return fmt.Sprintf("%s_%d", s.prefix, s.count.Add(1)) }

// made makes a database with the schema and a seed.
func (s *server) made(ctx context.Context, seed func(ctx context.Context, db *store.DB) error) (name string, err error) {
	name = s.name()
	if err := s.exec(ctx, "CREATE DATABASE "+name); err != nil {
		return "", err
	}
	if err := fill(ctx, s.address(name), seed); err != nil {
		return "", errors.Join(err, s.drop(ctx, name))
	}
	return name, nil
}

// empty is the address of a database without a schema, for a test.
func (s *server) empty(t TB) (address string) {
	t.Helper()
	name := s.name()
	if err := s.exec(t.Context(), "CREATE DATABASE "+name); err != nil {
		t.Fatalf("%v", err)
	}
	s.dropAfter(t, name)
	return s.address(name)
}

// dropAfter drops a database at the end of a test.
func (s *server) dropAfter(t TB, name string) {
	t.Helper()
	t.Cleanup(func() {
		if err := s.drop(context.Background(), name); err != nil {
			t.Errorf("%v", err)
		}
	})
}

func (s *server) drop(ctx context.Context, name string) error {
	return s.exec(ctx, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)")
}

func (s *server) exec(ctx context.Context, statement string) error {
	if _, err := s.admin.ExecContext(ctx, statement); err != nil {
		return fmt.Errorf("%s: %w", statement, err)
	}
	return nil
}

// sweep drops what tests left behind that were killed.
func (s *server) sweep(ctx context.Context) error {
	names, err := s.named(ctx, namespace)
	for _, name := range names {
		seconds, _, _ := strings.Cut(strings.TrimPrefix(name, namespace), "_")
		if at, bad := strconv.ParseInt(seconds, 10, 64); bad == nil && time.Since(time.Unix(at, 0)) > stale {
			err = errors.Join(err, s.drop(ctx, name))
		}
	}
	return err
}

// named lists the databases whose names begin with a prefix.
func (s *server) named(ctx context.Context, prefix string) (names []string, err error) {
	rows, err := s.admin.QueryContext(ctx, "SELECT datname FROM pg_database WHERE starts_with(datname, $1)", prefix)
	if err != nil {
		return nil, fmt.Errorf("list the databases of tests: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}
