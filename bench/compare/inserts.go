package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	_ "modernc.org/sqlite" // registers the driver "sqlite"
)

// insertRows returns how many rows a second one connection inserts, each in a
// durable transaction of its own, with the settings that Houbu uses.
func insertRows(ctx context.Context, path string, lasts time.Duration) (rate float64, err error) {
	db, err := sql.Open("sqlite", "file:"+path+"?_txlock=immediate&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)")
	if err != nil {
		return 0, fmt.Errorf("open the peer's database: %w", err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(ctx, "CREATE TABLE entries (id INTEGER PRIMARY KEY, pool TEXT NOT NULL, student TEXT NOT NULL, at BIGINT NOT NULL)"); err != nil {
		return 0, fmt.Errorf("make the peer's table: %w", err)
	}
	insert, err := db.PrepareContext(ctx, "INSERT INTO entries (pool, student, at) VALUES ($1, $2, $3)")
	if err != nil {
		return 0, fmt.Errorf("prepare an insert: %w", err)
	}
	defer func() { err = errors.Join(err, insert.Close()) }()
	start := time.Now()
	for n := 0; ; n++ {
		took := time.Since(start)
		if took >= lasts {
			return float64(n) / took.Seconds(), nil
		}
		if _, err := insert.ExecContext(ctx, "993010-1", "0190a8f0-0000-7000-8000-000000000000", start.UnixNano()+int64(n)); err != nil {
			return 0, fmt.Errorf("insert a row: %w", err)
		}
	}
}
