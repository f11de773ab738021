package main

import (
	"context"
	"path/filepath"
)

// databases makes an empty database with a name, and says how to tidy it after
// it was filled.
type databases func(ctx context.Context, l *lab, name string) (address string, tidy func(context.Context) error, err error)

// onSQLite makes it in the lab's folder.
func onSQLite(_ context.Context, l *lab, name string) (string, func(context.Context) error, error) {
	return "sqlite:" + filepath.Join(l.dir, name+".db"), func(context.Context) error { return nil }, nil
}

// onPostgres makes it in the lab's cluster.
func onPostgres(ctx context.Context, l *lab, name string) (string, func(context.Context) error, error) {
	pg, err := l.postgres(ctx)
	if err != nil {
		return "", nil, err
	}
	if err := pg.exec(ctx, "postgres", "CREATE DATABASE "+name); err != nil {
		return "", nil, err
	}
	return pg.address(name), func(ctx context.Context) error { return pg.tidy(ctx, name) }, nil
}
