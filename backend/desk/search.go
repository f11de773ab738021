package desk

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"houbu/api"
	"houbu/api/identity"
	"houbu/backend/account"
	"houbu/backend/refusal"
	"houbu/backend/store"
)

const (
	usualHits = 50
	mostHits  = 100
	// leastName is how many characters of a name are searched for: by fewer, one would
	// read through a tenth of all students.
	leastName = 2
)

// Search finds candidates by one of the things that they can tell at a desk. All of
// them are exact but the name, of which the beginning is enough: at least two
// characters, or the answer is api.CodeBadRequest.
func (s *Service) Search(ctx context.Context, want api.StaffSearch) (api.StaffHits, error) {
	limit := min(max(want.Limit, 0), mostHits)
	if limit == 0 {
		limit = usualHits
	}
	looks, err := looksFor(want)
	if err != nil {
		return api.StaffHits{}, err
	}
	var hits []api.StaffHit
	err = s.db.Read(ctx, func(tx store.Tx) (err error) {
		hits, err = run(ctx, tx, looks, want.After, limit+1)
		return err
	})
	if err != nil {
		return api.StaffHits{}, fmt.Errorf("search candidates: %w", err)
	}
	out := api.StaffHits{Hits: hits}
	if len(hits) > limit {
		out.Hits, out.Next = hits[:limit], hits[limit-1].ID
	}
	return out, nil
}

// look is one search of a student s, or of an account a: a condition, and its
// arguments.
type look struct {
	account bool
	where   string
	args    []any
}

// looksFor makes searches of what was typed.
func looksFor(want api.StaffSearch) (looks []look, err error) {
	text := strings.TrimSpace(want.Text)
	asks := func(by string) bool { return want.By == by || want.By == "any" }
	if asks("number") {
		looks = append(looks, look{where: "s.document_number = $1", args: []any{identity.NormalizeNumber(text)}})
	}
	if asks("student_no") {
		looks = append(looks, look{where: "s.student_no = $1", args: []any{text}})
	}
	if name := []rune(identity.NormalizeName(text)); asks("name") && len(name) >= leastName {
		looks = append(looks, look{
			where: "substr(s.name, 1, 2) = $1 AND substr(s.name, 1, $2) = $3", args: []any{string(name[:leastName]), len(name), string(name)},
		})
	}
	if asks("phone") {
		looks = append(looks, look{account: true, where: "a.phone = $1", args: []any{text}})
	}
	if want.By == "any" {
		looks = append(looks, look{account: true, where: "a.login = $1", args: []any{account.NormalizeLogin(text)}})
	}
	if text == "" || len(looks) == 0 {
		return nil, refusal.New(api.CodeBadRequest, "a name is searched for by two characters or more")
	}
	return looks, nil
}

const hitColumns = `COALESCE(s.name, ''), COALESCE(s.document_type, ''), COALESCE(s.document_number, ''), COALESCE(s.school, ''),
	COALESCE(s.campus, ''), COALESCE(s.student_no, ''), COALESCE(a.login, ''), COALESCE(a.phone, '')`

// query is the search for up to so many hits, in the order of their ids, behind one.
func (l look) query(after string, limit int) (string, []any) {
	id, from := "s.id", "students s LEFT JOIN accounts a ON a.student_id = s.id"
	if l.account {
		id, from = "COALESCE(s.id, a.id)", "accounts a LEFT JOIN students s ON s.id = a.student_id"
	}
	n := len(l.args)
	return "SELECT " + id + ", " + hitColumns + " FROM " + from + " WHERE " + l.where + " AND " + id + " > $" + strconv.Itoa(n+1) +
		" ORDER BY 1 LIMIT $" + strconv.Itoa(n+2), append(slices.Clone(l.args), after, limit)
}

// run runs each search by itself, so that each finds its index, and merges the hits.
func run(ctx context.Context, tx store.Tx, looks []look, after string, limit int) ([]api.StaffHit, error) {
	var hits []api.StaffHit
	for _, l := range looks {
		query, args := l.query(after, limit)
		some, err := scanHits(ctx, tx, query, args...)
		if err != nil {
			return nil, err
		}
		hits = append(hits, some...)
	}
	slices.SortFunc(hits, func(a, b api.StaffHit) int { return strings.Compare(a.ID, b.ID) })
	hits = slices.CompactFunc(hits, func(a, b api.StaffHit) bool { return a.ID == b.ID })
	return hits[:min(len(hits), limit)], nil
}

func scanHits(ctx context.Context, tx store.Tx, query string, args ...any) (hits []api.StaffHit, err error) {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		hit, err := scanHit(rows)
		if err != nil {
			return nil, err
		}
		hits = append(hits, hit)
	}
	return hits, rows.Err()
}

func scanHit(rows *sql.Rows) (hit api.StaffHit, err error) {
	err = rows.Scan(&hit.ID, &hit.Name, &hit.TypeCode, &hit.Number, &hit.School, &hit.Campus, &hit.StudentNo, &hit.Account, &hit.Phone)
	return hit, err
}
