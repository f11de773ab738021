package transfer

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// dialect is what the two kinds of database say differently.
type dialect struct {
	postgres   bool
	columns    string // query: table and column
	references string // query: table and the table that it references
}

func dialectOf(address string) dialect {
	if strings.HasPrefix(address, sqliteScheme) {
		return dialect{
			columns: `SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c
				WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\'`,
			references: `SELECT t.name, f."table" FROM sqlite_master t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'`,
		}
	}
	return dialect{
		postgres: true,
		columns: `SELECT c.relname::text, a.attname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
			WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
			AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''`,
		references: `SELECT c.relname::text, o.relname::text FROM pg_constraint f
			JOIN pg_class c ON c.oid = f.conrelid JOIN pg_class o ON o.oid = f.confrelid
			WHERE f.contype = 'f' AND c.relnamespace = current_schema()::regnamespace`,
	}
}

// prepare makes sure that nobody else is at the database until the transaction
// ends, and returns its tables. A SQLite file is locked already: nobody else had
// it open, and the transaction is a writing one.
func (s side) prepare(ctx context.Context) ([]table, error) {
	if s.dialect.postgres {
		if err := s.alone(ctx); err != nil {
			return nil, err
		}
	}
	tables, err := s.catalogue(ctx)
	if err != nil || !s.dialect.postgres || len(tables) == 0 {
		return tables, err
	}
	names := make([]string, 0, len(tables))
	for _, t := range tables {
		names = append(names, quoted(t.name))
	}
	mode := "SHARE" // writers wait
	if s.target {
		mode = "ACCESS EXCLUSIVE" // nobody sees an empty table and goes by it
	}
	for _, do := range []string{"SET LOCAL lock_timeout = '10s'", "LOCK TABLE " + strings.Join(names, ", ") + " IN " + mode + " MODE"} {
		if _, err := s.tx.ExecContext(ctx, do); err != nil {
			return nil, fmt.Errorf("lock the tables: %w", busy(err))
		}
	}
	return tables, nil
}

// busy turns a lock that could not be had into ErrBusy.
func busy(err error) error {
	var pe *pgconn.PgError
	if errors.As(err, &pe) && pe.Code == "55P03" {
		return ErrBusy
	}
	return err
}

// alone refuses a PostgreSQL database that another program is connected to by
// the same role, as the backends are, and one that this transfer holds already:
// then both addresses are of one database.
func (s side) alone(ctx context.Context) error {
	var free bool
	var others int
	err := s.tx.QueryRowContext(ctx, `SELECT pg_try_advisory_xact_lock(hashtext('houbu migrate'), hashtext(current_schema())),
		(SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user
			AND backend_type = 'client backend' AND application_name <> current_setting('application_name'))`).Scan(&free, &others)
	switch {
	case err != nil:
		return fmt.Errorf("look who uses the database: %w", err)
	case others > 0:
		return ErrBusy
	case !free:
		return ErrSame
	}
	return nil
}

// named gives the connections of a transfer a name of its own, by which it
// knows them from others'.
func named(address, name string) string {
	at, err := url.Parse(address)
	if err != nil || strings.HasPrefix(address, sqliteScheme) {
		return address // opening it says what is wrong
	}
	query := at.Query()
	query.Set("application_name", name)
	at.RawQuery = query.Encode()
	return at.String()
}

// finish has PostgreSQL learn what it holds, since it plans by that.
func (s side) finish(ctx context.Context) error {
	if !s.dialect.postgres {
		return nil
	}
	if _, err := s.tx.ExecContext(ctx, "ANALYZE"); err != nil {
		return fmt.Errorf("analyze the tables: %w", err)
	}
	return nil
}
