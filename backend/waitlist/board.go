package waitlist

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"time"

	"houbu/api"
	"houbu/backend/store"
)

// Board returns every pool with its numbers, as of now, and an entity tag that is the
// same as long as nothing but the clock has changed. It is one query, whatever the
// number of pools: of registrations it reads the unpaid ones alone, by their index,
// since a pool keeps count of the seats held.
func (s *Service) Board(ctx context.Context) (api.Board, string, error) {
	if _, err := s.Settle(ctx); err != nil {
		return api.Board{}, "", err
	}
	out := api.Board{Now: s.now().UTC()}
	tag := sha256.New()
	err := s.db.Look(func(tx store.Tx) (err error) {
		out.Pools, err = collect(ctx, tx, "read the board", func(rows *sql.Rows) (api.BoardPool, error) {
			pool, err := s.scanBoard(rows)
			_, _ = fmt.Fprintf(tag, "%q", []string{pool.ID, pool.School, pool.Campus}) // a hash never fails to write
			_ = binary.Write(tag, binary.BigEndian, []int64{int64(pool.Capacity), int64(pool.Held), int64(pool.Paid), int64(pool.Waiting), instant(pool.NextExpiry)})
			return pool, err
		}, `SELECT p.id, p.school_code, p.school, p.campus_code, p.campus, p.subject, p.capacity, p.held, p.waiting,
			COALESCE(u.unpaid, 0), u.first FROM pools p LEFT JOIN (SELECT pool_id, count(*) AS unpaid, min(pay_by) AS first
			FROM registrations WHERE state = 'held' GROUP BY pool_id) u ON u.pool_id = p.id ORDER BY p.id`)
		return err
	})
	return out, `"` + hex.EncodeToString(tag.Sum(nil)[:16]) + `"`, err
}

func (s *Service) scanBoard(rows *sql.Rows) (api.BoardPool, error) {
	var p api.BoardPool
	var held int
	var first sql.NullInt64
	err := rows.Scan(&p.ID, &p.SchoolCode, &p.School, &p.CampusCode, &p.Campus, &p.Subject, &p.Capacity, &held, &p.Waiting, &p.Held, &first)
	p.Paid, p.NextExpiry = held-p.Held, timePtr(first.Int64, first.Valid)
	subject, _ := s.exam.Subject(p.Subject)
	p.SubjectName = subject.Name
	return p, err
}

// instant is the stored form of an instant that may be missing.
func instant(at *time.Time) int64 {
	if at == nil {
		return 0
	}
	return at.UnixNano()
}
