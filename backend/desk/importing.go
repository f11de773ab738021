package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"houbu/api"
	"houbu/backend/roster"
	"houbu/backend/store"
)

// importing is an import that this process works on.
type importing struct {
	service *Service
	who     Caller
	want    NewImport

	mu     sync.Mutex // guards report
	report api.Import
}

// now is how far it is.
func (r *importing) now() api.Import {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.report
}

func (r *importing) progress(done, total int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.report.Done, r.report.Total = done, total
}

// end completes the report.
func (r *importing) end(of roster.Report, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	ended := r.service.now().UTC()
	r.report.EndedAt = &ended
	r.report.Rows, r.report.Added, r.report.Updated, r.report.BadRows = of.Rows, of.Added, of.Updated, of.BadRows()
	r.report.Errors = make([]api.ImportError, 0, min(len(of.Bad), mostErrors))
	for _, bad := range of.Bad[:min(len(of.Bad), mostErrors)] {
		r.report.Errors = append(r.report.Errors, api.ImportError{Line: bad.Line, Column: bad.Column, Reason: bad.Reason})
	}
	var format *roster.FormatError
	switch {
	case err == nil:
		r.report.State = api.ImportDone
	case errors.As(err, &format):
		r.report.State, r.report.Reason = api.ImportRefused, format.Reason
		r.report.Errors = append(r.report.Errors, api.ImportError{Line: format.Line, Reason: format.Reason})
	case errors.Is(err, roster.ErrBadRows):
		r.report.State = api.ImportRefused
	default:
		r.report.State = api.ImportFailed
		r.service.log.Warn("an import failed", "import", r.report.ID, "error", err)
	}
}

// save stores the report as it is now.
func (r *importing) save(ctx context.Context, tx store.Tx) error {
	text, err := json.Marshal(r.now())
	if err != nil {
		return fmt.Errorf("encode an import: %w", err)
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO imports (id, started_at, alive_at, report) VALUES ($1, $2, $3, $4)
		ON CONFLICT (id) DO UPDATE SET alive_at = excluded.alive_at, report = excluded.report`,
		r.report.ID, r.report.StartedAt.UnixNano(), r.service.now().UnixNano(), string(text))
	if err != nil {
		return fmt.Errorf("store an import: %w", err)
	}
	return nil
}

// beats stores how far it is every few seconds, for those who ask another process,
// until ctx ends. On SQLite the import is the one writer, and there is no other
// process to ask.
func (r *importing) beats(ctx context.Context) (ended <-chan struct{}) {
	done := make(chan struct{})
	if r.service.db.Writers() == 1 {
		close(done)
		return done
	}
	go func() {
		defer close(done)
		ticker := time.NewTicker(beat)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
				_ = r.service.db.Write(ctx, func(tx store.Tx) error { return r.save(ctx, tx) }) // the next one will, or the end
			}
		}
	}()
	return done
}

// imports are those that this process works on.
type imports struct {
	mu  sync.Mutex
	all []*importing
}

func (i *imports) add(run *importing) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.all = append(i.all, run)
}

func (i *imports) remove(run *importing) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.all = slices.DeleteFunc(i.all, func(other *importing) bool { return other == run })
}

func (i *imports) get(id string) *importing {
	i.mu.Lock()
	defer i.mu.Unlock()
	for _, run := range i.all {
		if run.report.ID == id {
			return run
		}
	}
	return nil
}
