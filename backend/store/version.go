package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

// ErrNewer is returned for a database that a newer version of Houbu has changed.
// Nothing is written to it.
var ErrNewer = errors.New("the database was made by a newer version of Houbu")

// checkVersion looks at the schema of a database of ours: ErrNewer when it is
// ahead of the migrations that we know.
func checkVersion(ctx context.Context, tx Tx) error {
	known, err := newest()
	if err != nil {
		return err
	}
	found, err := applied(ctx, tx)
	if err != nil {
		return err
	}
	if found > known {
		return fmt.Errorf("%w: its schema is %d, ours %d", ErrNewer, found, known)
	}
	return nil
}

// applied is the version that the schema of a database of ours has.
func applied(ctx context.Context, tx Tx) (version int64, err error) {
	err = tx.QueryRowContext(ctx, "SELECT COALESCE(max(version_id), 0) FROM goose_db_version WHERE is_applied").Scan(&version)
	if err != nil {
		return 0, fmt.Errorf("read the version of the schema: %w", err)
	}
	return version, nil
}

// newest is the version of the last migration.
func newest() (version int64, err error) {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil || len(files) == 0 {
		return 0, fmt.Errorf("list the migrations: %w", err)
	}
	number, _, _ := strings.Cut(strings.TrimPrefix(files[len(files)-1], "migrations/"), "_")
	version, err = strconv.ParseInt(number, 10, 64)
	return max(version, appendOnlyVersion), err
}
