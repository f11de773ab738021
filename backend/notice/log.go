package notice

import (
	"context"
	"database/sql"
	"time"

	"houbu/backend/store"
)

// Delivery is a line of the delivery log: one attempt.
type Delivery struct {
	ID       string    `json:"id"`
	Kind     Kind      `json:"kind"`
	Notifier string    `json:"notifier"`
	Attempt  int       `json:"attempt"`
	At       time.Time `json:"at"`
	Outcome  Outcome   `json:"outcome"`
	Status   int       `json:"status,omitempty"`
	Class    string    `json:"class,omitempty"`
}

// Deliveries reads the delivery log, oldest first, and hands each line to fn;
// with failed, only the attempts by which nothing arrived though it should have.
func Deliveries(ctx context.Context, db *store.DB, failed bool, fn func(Delivery) error) error {
	where := ""
	if failed {
		where = " WHERE d.outcome IN ('retry', 'failed', 'gave_up')"
	}
	return db.Read(ctx, func(tx store.Tx) error {
		_, err := collect(ctx, tx, "read the delivery log", func(rows *sql.Rows) (struct{}, error) {
			var d Delivery
			var at int64
			if err := rows.Scan(&d.ID, &d.Kind, &d.Notifier, &d.Attempt, &at, &d.Outcome, &d.Status, &d.Class); err != nil {
				return struct{}{}, err
			}
			d.At = store.Time(at)
			return struct{}{}, fn(d)
		}, `SELECT d.outbox_id, o.kind, d.notifier, d.attempt, d.at, d.outcome, d.status, d.class FROM deliveries d
			JOIN outbox o ON o.id = d.outbox_id AND o.notifier = d.notifier`+where+" ORDER BY d.at, d.outbox_id, d.notifier, d.attempt")
		return err
	})
}
