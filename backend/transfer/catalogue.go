package transfer

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// versions is the table of the schema's own versions: each database has its own.
const versions = "goose_db_version"

// table is a table of the schema, as a database's catalogue has it.
type table struct {
	name    string
	columns []string // sorted
	needs   []string // tables that its rows reference
}

// catalogue returns the tables, sorted by name.
func (s side) catalogue(ctx context.Context) ([]table, error) {
	found := map[string]*table{}
	columns, err := s.pairs(ctx, s.dialect.columns)
	if err != nil {
		return nil, fmt.Errorf("list the columns: %w", err)
	}
	for _, c := range columns {
		if c[0] == versions {
			continue
		}
		if found[c[0]] == nil {
			found[c[0]] = &table{name: c[0]}
		}
		found[c[0]].columns = append(found[c[0]].columns, c[1])
	}
	references, err := s.pairs(ctx, s.dialect.references)
	if err != nil {
		return nil, fmt.Errorf("list the references: %w", err)
	}
	for _, r := range references {
		if found[r[0]] != nil {
			found[r[0]].needs = append(found[r[0]].needs, r[1])
		}
	}
	var all []table
	for _, t := range found {
		slices.Sort(t.columns)
		all = append(all, *t)
	}
	slices.SortFunc(all, func(a, b table) int { return strings.Compare(a.name, b.name) })
	return all, nil
}

// pairs runs a query of two texts.
func (s side) pairs(ctx context.Context, query string) (all [][2]string, err error) {
	rows, err := s.tx.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var pair [2]string
		if err := rows.Scan(&pair[0], &pair[1]); err != nil {
			return nil, err
		}
		all = append(all, pair)
	}
	return all, rows.Err()
}

// difference names a table that is not the same on both sides, if there is one.
func difference(a, b []table) string {
	for _, pair := range [][2][]table{{a, b}, {b, a}} {
		for _, t := range pair[0] {
			same := slices.ContainsFunc(pair[1], func(o table) bool { return o.name == t.name && slices.Equal(o.columns, t.columns) })
			if !same {
				return t.name
			}
		}
	}
	return ""
}

// inOrder sorts tables so that each follows those that it references. Tables
// that reference each other, or a table that references itself, have no such
// order.
func inOrder(tables []table) (sorted []table, err error) {
	placed := map[string]bool{}
	for len(sorted) < len(tables) {
		before := len(sorted)
		for _, t := range tables {
			ready := !slices.ContainsFunc(t.needs, func(name string) bool { return !placed[name] })
			if ready && !placed[t.name] {
				placed[t.name] = true
				sorted = append(sorted, t)
			}
		}
		if len(sorted) == before {
			return nil, &Error{Err: errors.New("the tables reference each other in a circle")}
		}
	}
	return sorted, nil
}
