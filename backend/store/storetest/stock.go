package storetest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"houbu/backend/store"
)

// stock is the databases of one template on a PostgreSQL server. To empty one and
// seed it anew takes a tenth of the time of making one, so a suite uses them
// again.
type stock struct {
	seed func(ctx context.Context, db *store.DB) error
	mu   sync.Mutex
	base string // what new ones are copied from
	slow bool   // to copy is faster than to seed
	idle []*spare
}

// longSeed is how long seeding may take for a database to be seeded anew.
const longSeed = 300 * time.Millisecond

// spare is a database that is ready for a test, and our own way into it.
type spare struct {
	name  string
	db    *store.DB
	shape string
}

// ours tells our own sessions of a database from the tests'.
const ours = "houbu_storetest"

// take gives a database to a test. Outside of a suite it is dropped at the
// test's end, since nobody cleans up after the process.
func (k *stock) take(t TB, s *server) (address string) {
	t.Helper()
	if !Suite() {
		name, err := s.made(context.Background(), k.seed)
		if err != nil {
			t.Fatalf("make a database: %v", err)
		}
		s.dropAfter(t, name)
		return s.address(name)
	}
	one, err := k.ready(s)
	if err != nil {
		t.Fatalf("make a database: %v", err)
	}
	t.Cleanup(func() {
		if err := k.giveBack(s, one); err != nil {
			t.Errorf("make a database ready for the next test: %v", err)
		}
	})
	return s.address(one.name)
}

// ready is an idle database, or a new one.
func (k *stock) ready(s *server) (*spare, error) {
	base, one, err := k.pick(s)
	if one != nil || err != nil {
		return one, err
	}
	ctx := context.Background()
	one = &spare{name: s.name()}
	// Copying the files is faster than logging them: the throw-away cluster does
	// not sync.
	if err := s.exec(ctx, "CREATE DATABASE "+one.name+" TEMPLATE "+base+" STRATEGY FILE_COPY"); err != nil {
		return nil, err
	}
	if one.db, err = store.Open(ctx, s.address(one.name, "application_name", ours)); err != nil {
		return nil, err
	}
	one.shape, err = one.look(ctx)
	return one, err
}

// pick takes an idle database, or says what to copy.
func (k *stock) pick(s *server) (base string, one *spare, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if n := len(k.idle); n > 0 {
		one, k.idle = k.idle[n-1], k.idle[:n-1]
		return "", one, nil
	}
	if k.base == "" {
		k.base, err = s.made(context.Background(), func(ctx context.Context, db *store.DB) error {
			began := time.Now()
			defer func() { k.slow = time.Since(began) > longSeed }()
			if k.seed == nil {
				return nil
			}
			return k.seed(ctx, db)
		})
	}
	return k.base, nil, err
}

// giveBack makes a database as it was. One whose schema a test changed is
// dropped.
func (k *stock) giveBack(s *server, one *spare) error {
	ctx := context.Background()
	if k.slow { // written once, before the first database was given out
		return errors.Join(one.db.Close(), s.drop(ctx, one.name))
	}
	switch same, err := one.empty(ctx); {
	case err != nil:
		return err
	case !same:
		return errors.Join(one.db.Close(), s.drop(ctx, one.name))
	}
	if k.seed != nil {
		if err := k.seed(ctx, one.db); err != nil {
			return err
		}
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.idle = append(k.idle, one)
	return nil
}

// empty ends the sessions that a test left open and deletes every row, but only
// when the schema is as it was.
func (p *spare) empty(ctx context.Context) (same bool, err error) {
	err = p.db.Write(ctx, func(tx store.Tx) error {
		_, err := tx.ExecContext(ctx, `SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
			WHERE datname = current_database() AND application_name <> $1`, ours)
		return err
	})
	if err != nil {
		return false, err
	}
	shape, err := p.look(ctx)
	if err != nil || shape != p.shape {
		return false, err
	}
	if kept, err := p.audited(ctx); err != nil || kept {
		return false, err
	}
	err = p.db.Write(ctx, func(tx store.Tx) error {
		// A table refers to older ones alone, so the youngest goes first.
		var deletes string
		err := tx.QueryRowContext(ctx, `SELECT coalesce(string_agg(format('DELETE FROM %I', relname), ';' ORDER BY oid DESC), '')
			FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'goose_db_version'`).Scan(&deletes)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, deletes)
		return err
	})
	return err == nil, err
}

// audited tells whether there is an audit trail, which cannot be deleted.
func (p *spare) audited(ctx context.Context) (kept bool, err error) {
	err = p.db.Read(ctx, func(tx store.Tx) error {
		return tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM audit)").Scan(&kept)
	})
	return kept, err
}

// look sums up the schema and its version: a change of a table, an index, a constraint or a
// trigger changes it.
func (p *spare) look(ctx context.Context) (shape string, err error) {
	var parts []string
	for _, catalog := range []string{"pg_class", "pg_attribute", "pg_constraint", "pg_index", "pg_trigger", "pg_proc", "goose_db_version"} {
		var part string
		err := p.db.Read(ctx, func(tx store.Tx) error {
			return tx.QueryRowContext(ctx, "SELECT count(*) || ' ' || coalesce(max(xmin::text::bigint), 0) FROM "+catalog).Scan(&part)
		})
		if err != nil {
			return "", fmt.Errorf("look at %s: %w", catalog, err)
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " "), nil
}
