package roster

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"houbu/api"
	"houbu/backend/exam"
	"houbu/backend/store"
	"houbu/backend/waitlist"
)

// Options are what an import needs beside the file.
type Options struct {
	// SkipBad imports the good rows of a file that has bad ones.
	SkipBad bool
	// Hash makes the argon2id hash of a password and checks one that is a hash
	// already. It is called from many goroutines.
	Hash func(password string) (string, error)
	// Register gives a student a seat, for 已报科目. A refusal is a bad row.
	Register func(ctx context.Context, tx store.Tx, studentID, campusCode, subject string, paid bool) error
	// AddPool creates or updates a pool and its seats. A refusal is a bad row.
	AddPool func(ctx context.Context, tx store.Tx, pool waitlist.Pool, capacity int) error
	// Progress hears how far the import is, from one goroutine at a time; nil
	// when nobody wants to know. It goes back when the database asks for the writing
	// to be done again.
	Progress func(done, total int)
	// Also runs at the end of the transaction that imports, with what it does; nil
	// when there is nothing more to write. An error undoes the import.
	Also func(ctx context.Context, tx store.Tx, done Report) error
	// Now is the clock that birth dates are checked against; nil for time.Now.
	Now func() time.Time
}

// Report says what an import did.
type Report struct {
	Rows    int        // rows below the header
	Added   int        // of them, new in the database
	Updated int        // of them, known before
	Bad     []RowError // by line; with SkipBad these rows were left out
}

// BadRows is the number of rows that Bad is about.
func (r Report) BadRows() int {
	lines := map[int]bool{}
	for _, e := range r.Bad {
		lines[e.Line] = true
	}
	return len(lines)
}

// Facts are the report's numbers as the audit trail has them.
func (r Report) Facts() map[string]string {
	return map[string]string{
		"rows": strconv.Itoa(r.Rows), "added": strconv.Itoa(r.Added), "updated": strconv.Itoa(r.Updated),
		"bad_rows": strconv.Itoa(r.BadRows()),
	}
}

// Import is ImportCandidates or ImportSeats.
func Import(ctx context.Context, db *store.DB, session *exam.Exam, kind api.RosterKind, opts Options, file io.Reader) (Report, error) {
	if kind == api.RosterCandidates {
		return ImportCandidates(ctx, db, session, opts, file)
	}
	return ImportSeats(ctx, db, session, opts, file)
}

// ImportCandidates imports a candidates' file in one transaction: all of it or,
// with SkipBad, all of its good rows. It returns ErrBadRows when bad rows kept
// it from importing anything, with every one of them in the report, and a
// *FormatError for a file that is no table.
//
// The same file may be imported again. Same account and same document: the
// record and 资格科目 are brought up to date; the binding, the consent, and a
// password that is set stay, and so does the phone number once the candidate has
// confirmed it. An account or a document that is known with another partner is a
// bad row.
func ImportCandidates(ctx context.Context, db *store.DB, session *exam.Exam, opts Options, file io.Reader) (Report, error) {
	table, err := Read(file)
	if err != nil {
		return Report{}, err
	}
	report := Report{Rows: len(table.Rows)}
	people, bad, ok := Candidates(table, session, opts.now())
	report.Bad = bad
	if !ok {
		return report, ErrBadRows
	}
	h := hashing{opts: opts, people: people, hashes: make([]string, len(people))}
	if len(bad) == 0 || opts.SkipBad { // otherwise only looking for more bad rows
		if err := h.run(ctx, db); err != nil {
			return report, err
		}
	}
	report.Bad = append(report.Bad, h.bad...)
	run := importRun{opts: opts, report: &report, before: h.done}
	return run.write(ctx, db, len(h.people), func(ctx context.Context, tx store.Tx, i int) (bool, []RowError, error) {
		return writePerson(ctx, tx, opts, &h.people[i], h.hashes[i])
	})
}

// ImportSeats imports a seats' file in one transaction: all of it or, with
// SkipBad, all of its good rows. It returns the same errors as ImportCandidates.
// The same file may be imported again; capacities are brought up to date.
func ImportSeats(ctx context.Context, db *store.DB, session *exam.Exam, opts Options, file io.Reader) (Report, error) {
	table, err := Read(file)
	if err != nil {
		return Report{}, err
	}
	report := Report{Rows: len(table.Rows)}
	seats, bad, ok := SeatRows(table, session)
	report.Bad = bad
	if !ok {
		return report, ErrBadRows
	}
	run := importRun{opts: opts, report: &report}
	return run.write(ctx, db, len(seats), func(ctx context.Context, tx store.Tx, i int) (bool, []RowError, error) {
		return writeSeats(ctx, tx, opts, seats[i])
	})
}

func (o Options) now() time.Time {
	if o.Now == nil {
		return time.Now()
	}
	return o.Now()
}

func (o Options) progress(done, total int) {
	if o.Progress != nil {
		o.Progress(done, total)
	}
}

// importRun is the writing half of an import.
type importRun struct {
	opts   Options
	report *Report
	before int // steps of progress done before
}

// rowWriter writes row i. It tells whether the row is new, or why it cannot be
// imported; then it must have left nothing behind.
type rowWriter func(ctx context.Context, tx store.Tx, i int) (added bool, bad []RowError, err error)

// write writes all rows in one transaction and completes the report.
func (r *importRun) write(ctx context.Context, db *store.DB, rows int, writeRow rowWriter) (Report, error) {
	before := len(r.report.Bad)
	err := db.Write(ctx, func(tx store.Tx) error {
		r.report.Added, r.report.Updated, r.report.Bad = 0, 0, r.report.Bad[:before] // the database may ask for another try
		for i := range rows {
			added, bad, err := writeRow(ctx, tx, i)
			if err != nil {
				return err
			}
			r.count(added, bad)
			r.opts.progress(r.before+i+1, r.before+rows)
		}
		if len(r.report.Bad) > 0 && !r.opts.SkipBad {
			return ErrBadRows
		}
		if r.opts.Also != nil {
			return r.opts.Also(ctx, tx, *r.report)
		}
		return nil
	})
	slices.SortStableFunc(r.report.Bad, func(a, b RowError) int { return cmp.Compare(a.Line, b.Line) })
	if err == nil {
		return *r.report, nil
	}
	r.report.Added, r.report.Updated = 0, 0
	if errors.Is(err, ErrBadRows) {
		return *r.report, ErrBadRows
	}
	return *r.report, fmt.Errorf("import a roster: %w", err)
}

func (r *importRun) count(added bool, bad []RowError) {
	switch {
	case len(bad) > 0:
		r.report.Bad = append(r.report.Bad, bad...)
	case added:
		r.report.Added++
	default:
		r.report.Updated++
	}
}
