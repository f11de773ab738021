package desk

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"houbu/api"
	"houbu/backend/audit"
	"houbu/backend/store"
)

// What is what an export is of.
type What string

// The exports.
const (
	Registrations What = "registrations" // seats held and paid
	Waitlist      What = "waitlist"      // every entry, with its outcome
	Trail         What = "audit"         // the audit trail
)

// Format is the kind of file of an export.
type Format string

// The formats.
const (
	XLSX Format = "xlsx"
	CSV  Format = "csv" // UTF-8 with a byte order mark, as Excel wants it
)

// MediaType is the Content-Type of a format.
func (f Format) MediaType() string {
	if f == CSV {
		return "text/csv; charset=utf-8"
	}
	return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
}

// sheet is a file that is written row by row.
type sheet interface {
	row(cells []string) error
	close() error
}

// Export writes a file, row by row as it is read from the database, and a line of the
// audit trail before it: data of candidates leaves the backend. Nothing of it is kept
// in memory or on disk.
func (s *Service) Export(ctx context.Context, who Caller, what What, format Format, to io.Writer) error {
	of, err := s.table(what)
	if err != nil {
		return err
	}
	err = s.db.Write(ctx, func(tx store.Tx) error {
		_, err := audit.Write(ctx, tx, who.Actor, s.now(), audit.Line{
			Action: api.AuditExport, Kind: api.AboutExport, Key: string(what), After: map[string]string{"format": string(format)},
		})
		return err
	})
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return s.db.Read(ctx, func(tx store.Tx) error {
		rows, err := tx.QueryContext(ctx, of.query)
		if err != nil {
			return fmt.Errorf("read an export: %w", err)
		}
		defer func() { _ = rows.Close() }() // rows.Err has said what failed
		buffered := bufio.NewWriterSize(to, 64<<10)
		out, err := newSheet(format, buffered)
		if err != nil {
			return err
		}
		if err := out.row(of.header); err != nil {
			return fmt.Errorf("write an export: %w", err)
		}
		for rows.Next() {
			cells, err := of.scan(rows)
			if err != nil {
				return fmt.Errorf("read an export: %w", err)
			}
			for i := range cells {
				cells[i] = harmless(cells[i])
			}
			if err := out.row(cells); err != nil {
				return fmt.Errorf("write an export: %w", err)
			}
		}
		if err := rows.Err(); err != nil {
			return fmt.Errorf("read an export: %w", err)
		}
		if err := errors.Join(out.close(), buffered.Flush()); err != nil {
			return fmt.Errorf("write an export: %w", err)
		}
		return nil
	})
}

// harmless is a cell that no spreadsheet takes for a formula: it has an apostrophe
// before what would begin one.
func harmless(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}
