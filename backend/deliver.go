package backend

import (
	"context"

	"houbu/backend/notice"
)

// deliveries makes a worker for each notifier, and has notices written for it
// from now on, by every process on the database.
func (b *Backend) deliveries(ctx context.Context, config Config) ([]*notice.Worker, error) {
	var workers []*notice.Worker
	for _, notifier := range config.Notifiers {
		if err := notice.Want(ctx, b.db, notifier.Name(), b.now()); err != nil {
			return nil, err
		}
		workers = append(workers, notice.NewWorker(notice.Options{
			DB: b.db, Exam: config.Exam, Notifier: notifier, Now: b.now, Log: b.log,
		}))
	}
	return workers, nil
}
