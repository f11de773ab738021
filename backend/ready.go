package backend

import (
	"context"
	"errors"
	"fmt"
	"time"

	"houbu/backend/store"
)

// readyTime is how long the database may take to answer a balancer: less than
// balancers wait.
const readyTime = 2 * time.Second

// errLeaving is why a backend that is about to stop wants no requests.
var errLeaving = errors.New("the backend is about to stop")

// Leave has the health check say from now on that requests should go elsewhere,
// while they are answered as before: a balancer that asks takes this backend out
// before it stops.
func (b *Backend) Leave() { b.leaving.Store(true) }

// ready tells why no requests should come here now: nil when they should.
func (b *Backend) ready(ctx context.Context) error {
	if b.leaving.Load() {
		return errLeaving
	}
	if err := b.db.Present(); err != nil {
		return fmt.Errorf("look for the database: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, readyTime)
	defer cancel()
	var rows int
	err := b.db.Read(ctx, func(tx store.Tx) error {
		return tx.QueryRowContext(ctx, "SELECT count(*) FROM meta").Scan(&rows)
	})
	if err != nil {
		return fmt.Errorf("ask the database: %w", err)
	}
	return nil
}
