package store

import (
	"context"

	"github.com/pressly/goose/v3"
)

// up applies what is missing of the schema. Processes that start at once on one
// PostgreSQL database take turns. SQLite has no lock for that: there a step that
// another process was faster with fails and is rolled back, and what is left of
// the way is tried again.
func up(ctx context.Context, provider *goose.Provider) error {
	for {
		before := reached(ctx, provider)
		if _, err := provider.Up(ctx); err == nil || reached(ctx, provider) <= before {
			return err //nolint:wrapcheck // the caller says what was being done
		}
	}
}

// reached is the version that the schema has, or -1 when it cannot be told.
func reached(ctx context.Context, provider *goose.Provider) int64 {
	version, err := provider.GetDBVersion(ctx)
	if err != nil {
		return -1
	}
	return version
}
