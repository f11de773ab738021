package backend

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"houbu/backend/practice"
	"houbu/backend/store"
)

// openDatabase opens the database, which must be the exam session's, or nobody's yet.
// A practice session's is known by its own mark: one that holds something else does
// not become the practice session's.
func openDatabase(ctx context.Context, config Config) (*store.DB, error) {
	if !config.Practice {
		db, err := store.Open(ctx, config.Address, store.Of(config.Exam.ID))
		if err != nil {
			return nil, fmt.Errorf("open the database: %w", err)
		}
		return db, nil
	}
	db, err := store.Open(ctx, config.Address)
	if err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	if err := practice.Verify(ctx, db); err != nil {
		return nil, errors.Join(&store.FileError{Path: strings.TrimPrefix(config.Address, "sqlite:"), Err: err}, db.Close())
	}
	if err := db.Belong(ctx, config.Exam.ID); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}
