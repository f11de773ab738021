package desk

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"houbu/api"
	"houbu/backend/account"
	"houbu/backend/audit"
	"houbu/backend/refusal"
	"houbu/backend/roster"
	"houbu/backend/store"
)

const (
	// mostErrors is how many errors of an import are kept.
	mostErrors = 5000
	// beat is how often a process says that it still works on an import.
	beat = 5 * time.Second
	// silence is how long it may say nothing before the import counts as stopped.
	silence = time.Minute
)

// NewImport is a roster to be imported.
type NewImport struct {
	Kind    api.RosterKind
	SkipBad bool // import the good rows of a file that has bad ones
	Note    string
	File    []byte
}

// Import begins to import a roster and returns at once: GetImport says how far it is.
// It is written in one transaction, with its line in the audit trail; a file may be
// imported again, so a repeat does no harm.
func (s *Service) Import(ctx context.Context, who Caller, want NewImport) (api.Import, error) {
	note, err := audit.Note(want.Note)
	if err != nil {
		return api.Import{}, err
	}
	want.Note = note
	run := &importing{service: s, who: who, want: want, report: api.Import{
		ID: uuid.NewString(), Kind: want.Kind, State: api.ImportRunning, StartedAt: s.now().UTC(), Errors: []api.ImportError{},
	}}
	if err := s.db.Write(ctx, func(tx store.Tx) error { return run.save(ctx, tx) }); err != nil {
		return api.Import{}, err
	}
	s.running.add(run)
	s.work.Go(func() {
		defer s.running.remove(run)
		run.run(s.life)
	})
	return run.now(), nil
}

// GetImport returns an import: from this process when it works on it, or as it was
// last stored. api.CodeNotFound when there is none.
func (s *Service) GetImport(ctx context.Context, id string) (api.Import, error) {
	if run := s.running.get(id); run != nil {
		return run.now(), nil
	}
	var out api.Import
	var text string
	var alive int64
	err := s.db.Look(func(tx store.Tx) error {
		return tx.QueryRowContext(ctx, "SELECT report, alive_at FROM imports WHERE id = $1", id).Scan(&text, &alive)
	})
	if errors.Is(err, sql.ErrNoRows) {
		return out, refusal.New(api.CodeNotFound, "no such import")
	}
	if err != nil {
		return out, fmt.Errorf("read an import: %w", err)
	}
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		return out, fmt.Errorf("decode an import: %w", err)
	}
	if out.State == api.ImportRunning && s.now().Sub(store.Time(alive)) > silence {
		out.State = api.ImportFailed // its process was stopped, and nothing was committed
	}
	return out, nil
}

// run imports the file and stores what came of it.
func (r *importing) run(ctx context.Context) {
	beating, stop := context.WithCancel(ctx)
	beats := r.beats(beating)
	s := r.service
	report, err := roster.Import(ctx, s.db, s.exam, r.want.Kind, roster.Options{
		SkipBad: r.want.SkipBad, Hash: account.HashPassword, Register: s.waitlist.Register, AddPool: s.waitlist.AddPool,
		Progress: r.progress, Now: s.now, Also: r.trail,
	}, bytes.NewReader(r.want.File))
	stop()
	<-beats
	r.end(report, err)
	// The import is over, whatever becomes of the process: its end is to be known.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), beat)
	defer cancel()
	if err := s.db.Write(ctx, func(tx store.Tx) error { return r.save(ctx, tx) }); err != nil {
		s.log.WarnContext(ctx, "the end of an import could not be stored", "error", err)
	}
}

// trail writes the line of the audit trail, in the transaction of the import.
func (r *importing) trail(ctx context.Context, tx store.Tx, report roster.Report) error {
	facts := report.Facts()
	facts["import"] = r.report.ID
	_, err := audit.Write(ctx, tx, r.who.Actor, r.service.now(), audit.Line{
		Action: api.AuditImport, Kind: api.AboutRoster, Key: string(r.want.Kind), Note: r.want.Note, After: facts,
	})
	return err
}
