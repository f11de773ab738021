package practice

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"houbu/backend/account"
	"houbu/backend/exam"
	"houbu/backend/roster"
	"houbu/backend/store"
	"houbu/backend/waitlist"
)

// ErrNotPractice is returned for a database that holds no practice session.
var ErrNotPractice = errors.New("the database holds no practice session")

// mark is the row of meta by which a finished practice database is known.
const mark = "practice"

// World is what the practice session works on.
type World struct {
	DB       *store.DB
	Exam     *exam.Exam
	Waitlist *waitlist.Service
	Now      func() time.Time
}

// Seed fills an empty database: it imports the practice session's two files and
// has simulated others join the queues of the full pools.
func Seed(ctx context.Context, w World) error {
	opts := roster.Options{Hash: account.HashPassword, Register: w.Waitlist.Register, AddPool: w.Waitlist.AddPool, Now: w.Now}
	if _, err := roster.ImportSeats(ctx, w.DB, w.Exam, opts, bytes.NewReader(seatsFile)); err != nil {
		return fmt.Errorf("import the practice seats: %w", err)
	}
	if _, err := roster.ImportCandidates(ctx, w.DB, w.Exam, opts, bytes.NewReader(candidatesFile)); err != nil {
		return fmt.Errorf("import the practice candidates: %w", err)
	}
	err := w.DB.Write(ctx, func(tx store.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE students SET simulated = 1 WHERE remark = $1", remark)
		return err
	})
	if err != nil {
		return fmt.Errorf("mark the simulated others: %w", err)
	}
	// Who joins first does not matter, so neither does the seed.
	if err := NewSimulator(w, rand.New(rand.NewPCG(1, 2)), DefaultPace()).Refill(ctx); err != nil {
		return fmt.Errorf("fill the practice queues: %w", err)
	}
	err = w.DB.Write(ctx, func(tx store.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO meta (name, value) VALUES ($1, '1')", mark)
		return err
	})
	if err != nil {
		return fmt.Errorf("mark the practice database: %w", err)
	}
	return nil
}

// Verify returns ErrNotPractice for a database that Seed has not filled: the
// practice session's settings must not meet a real center's data.
func Verify(ctx context.Context, db *store.DB) error {
	var n int
	err := db.Read(ctx, func(tx store.Tx) error {
		return tx.QueryRowContext(ctx, "SELECT count(*) FROM meta WHERE name = $1", mark).Scan(&n)
	})
	if err != nil {
		return fmt.Errorf("look for the practice mark: %w", err)
	}
	if n == 0 {
		return ErrNotPractice
	}
	return nil
}
