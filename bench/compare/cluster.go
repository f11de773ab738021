package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	_ "github.com/jackc/pgx/v5/stdlib" // registers the driver "pgx"

	"houbu/backend/store/cluster"
)

// server is a throw-away PostgreSQL with its own settings, but for those asked for,
// so that every commit is durable. It is reached through a socket in its own folder only.
type server struct{ *cluster.Cluster }

// postgres returns the lab's server, started at the first call.
func (l *lab) postgres(ctx context.Context) (server, error) {
	if l.server.Cluster != nil {
		return l.server, nil
	}
	l.say("starting PostgreSQL")
	// Not in the lab's own folder, which its account may not enter.
	c, err := cluster.Start(ctx, cluster.Options{
		Durable: true, Settings: l.settings.postgres, Socket: true, Dir: l.settings.dir, Programs: []string{"pgbench"},
	})
	if err != nil {
		return server{}, err //nolint:wrapcheck // it says what was being done
	}
	l.server = server{c}
	return l.server, nil
}

// exec runs one statement in a database.
func (s server) exec(ctx context.Context, name, statement string) (err error) {
	db, err := sql.Open("pgx", s.Address(name))
	if err != nil {
		return fmt.Errorf("open PostgreSQL: %w", err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.ExecContext(ctx, statement); err != nil {
		return fmt.Errorf("run %q: %w", statement, err)
	}
	return nil
}

// tidy leaves a database as it would be after some time in use: with statistics,
// and with nothing that is yet to be written. Both sides get it.
func (s server) tidy(ctx context.Context, name string) error {
	if err := s.exec(ctx, name, "VACUUM ANALYZE"); err != nil {
		return err
	}
	return s.exec(ctx, name, "CHECKPOINT")
}
