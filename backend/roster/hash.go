package roster

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"houbu/backend/store"
)

// hashing makes the hashes of the passwords that will be stored, on all cores
// and before the transaction, since a hash takes longer than everything else of
// a row.
type hashing struct {
	opts   Options
	people []Candidate
	hashes []string // of people, at the same index
	bad    []RowError
	mu     sync.Mutex // guards done, broken and the order of progress
	done   int
	broken []int // indexes of people whose hash cannot be used
}

// run hashes, and leaves out the people who bring a hash that cannot be used.
func (h *hashing) run(ctx context.Context, db *store.DB) error {
	todo, err := withoutPassword(ctx, db, h.people)
	if err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.NumCPU())
	for _, i := range todo {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return fmt.Errorf("hash the passwords: %w", err)
			}
			return h.one(i, len(todo)+len(h.people))
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	slices.Sort(h.broken)
	for _, i := range slices.Backward(h.broken) {
		h.bad = append(h.bad, RowError{h.people[i].Line, colPassword, "不是可用的 argon2id 哈希"})
		h.people, h.hashes = slices.Delete(h.people, i, i+1), slices.Delete(h.hashes, i, i+1)
	}
	return nil
}

func (h *hashing) one(i, total int) error {
	hash, err := h.opts.Hash(h.people[i].Password)
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case err != nil && !strings.HasPrefix(h.people[i].Password, hashPrefix):
		return fmt.Errorf("hash a password: %w", err)
	case err != nil:
		h.broken = append(h.broken, i)
	}
	h.hashes[i] = hash
	h.done++
	h.opts.progress(h.done, total)
	return nil
}

// withoutPassword returns the indexes of people who bring a password and have
// none in the database: a password that is set stays.
func withoutPassword(ctx context.Context, db *store.DB, people []Candidate) ([]int, error) {
	var todo []int
	err := db.Read(ctx, func(tx store.Tx) error {
		for i, p := range people {
			if p.Password == "" {
				continue
			}
			var hash string
			err := tx.QueryRowContext(ctx, "SELECT password_hash FROM accounts WHERE login = $1", p.Login).Scan(&hash)
			if err != nil && !errors.Is(err, sql.ErrNoRows) {
				return fmt.Errorf("look up a password: %w", err)
			}
			if hash == "" {
				todo = append(todo, i)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("find the passwords to hash: %w", err)
	}
	return todo, nil
}
