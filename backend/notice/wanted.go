package notice

import (
	"context"
	"errors"
	"fmt"
	"time"

	"houbu/backend/store"
)

const (
	// wantedFor is how long notices are written for a notifier after the last
	// process that delivers to it was seen: longer than any repair takes, and
	// an end to the growth of the outbox when there is none any more.
	wantedFor = 72 * time.Hour
	// renewEvery is how often a process that delivers says so again.
	renewEvery = time.Hour
)

// Want says that this process delivers to a notifier: from now on every process
// on the database writes notices for it, until 72 hours after the last Want.
func Want(ctx context.Context, db *store.DB, notifier string, now time.Time) error {
	return db.Write(ctx, func(tx store.Tx) error { return want(ctx, tx, notifier, now) })
}

// want renews the row of a notifier and locks it for the rest of the
// transaction: takers and markers of its notices run one after another.
func want(ctx context.Context, tx store.Tx, notifier string, now time.Time) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO notifiers (name, wanted_until) VALUES ($1, $2)
		ON CONFLICT (name) DO UPDATE SET wanted_until = excluded.wanted_until`, notifier, now.Add(wantedFor).UnixNano())
	if err != nil {
		return fmt.Errorf("say that notices are wanted: %w", err)
	}
	return nil
}

// wanted are the notifiers for which notices are written at an instant.
func wanted(ctx context.Context, tx store.Tx, now time.Time) (names []string, err error) {
	rows, err := tx.QueryContext(ctx, "SELECT name FROM notifiers WHERE wanted_until > $1 ORDER BY name", now.UnixNano())
	if err != nil {
		return nil, fmt.Errorf("find the notifiers: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, fmt.Errorf("find the notifiers: %w", err)
		}
		names = append(names, name)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("find the notifiers: %w", err)
	}
	return names, nil
}
