package main

import (
	"context"
	"path/filepath"
)

// database is where a side of a comparison keeps its rows.
type database struct {
	address string
	tidy    func(ctx context.Context) error // once it is filled
}

// databases makes an empty database with a name.
type databases func(ctx context.Context, l *lab, name string) (database, error)

// onSQLite makes it in the lab's folder.
func onSQLite(_ context.Context, l *lab, name string) (database, error) {
	return database{"sqlite:" + filepath.Join(l.dir, name+".db"), func(context.Context) error { return nil }}, nil
}

// onPostgres makes it in the lab's cluster.
func onPostgres(ctx context.Context, l *lab, name string) (database, error) {
	pg, err := l.postgres(ctx)
	if err != nil {
		return database{}, err
	}
	if err := pg.exec(ctx, "postgres", "CREATE DATABASE "+name); err != nil {
		return database{}, err
	}
	return database{pg.Address(name), func(ctx context.Context) error { return pg.tidy(ctx, name) }}, nil
}
