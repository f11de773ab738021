package desk

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

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
	look, err := lookFor(want)
	if err != nil {
		return api.StaffHits{}, err
	}
	var hits []api.StaffHit
	err = s.db.Read(ctx, func(tx store.Tx) (err error) {
		hits, err = look.run(ctx, tx, want.After, limit+1)
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

// look is a search: conditions on students s and on accounts a, of which one is to
// be true, with their arguments.
type look struct {
	students []string
	accounts []string
	args     []any
}

// lookFor makes a search of what was typed.
func lookFor(want api.StaffSearch) (*look, error) {
	text := strings.TrimSpace(want.Text)
	l := &look{}
	arg := func(value string) string {
		l.args = append(l.args, value)
		return "$" + strconv.Itoa(len(l.args))
	}
	asks := func(by string) bool { return want.By == by || want.By == "any" }
	if asks("number") {
		l.students = append(l.students, "s.document_number = "+arg(identity.NormalizeNumber(text)))
	}
	if asks("student_no") {
		l.students = append(l.students, "s.student_no = "+arg(text))
	}
	if name := identity.NormalizeName(text); asks("name") && utf8.RuneCountInString(name) >= leastName {
		first := string([]rune(name)[:leastName])
		l.students = append(l.students, "(substr(s.name, 1, 2) = "+arg(first)+" AND substr(s.name, 1, "+
			strconv.Itoa(utf8.RuneCountInString(name))+") = "+arg(name)+")")
	}
	if asks("phone") {
		l.accounts = append(l.accounts, "a.phone = "+arg(text))
	}
	if want.By == "any" {
		l.accounts = append(l.accounts, "a.login = "+arg(account.NormalizeLogin(text)))
	}
	if text == "" || len(l.args) == 0 {
		return nil, refusal.New(api.CodeBadRequest, "a name is searched for by two characters or more")
	}
	return l, nil
}

const hitColumns = `COALESCE(s.name, ''), COALESCE(s.document_type, ''), COALESCE(s.document_number, ''), COALESCE(s.school, ''),
	COALESCE(s.campus, ''), COALESCE(s.student_no, ''), COALESCE(a.login, ''), COALESCE(a.phone, '')`

// run returns up to so many hits, in the order of their ids, behind one. Each
// condition is a search of its own, so that each finds its index.
func (l *look) run(ctx context.Context, tx store.Tx, after string, limit int) ([]api.StaffHit, error) {
	var parts []string
	behind, most := "$"+strconv.Itoa(len(l.args)+1), " LIMIT $"+strconv.Itoa(len(l.args)+2)
	for _, condition := range l.students {
		parts = append(parts, "SELECT s.id AS id, "+hitColumns+` FROM students s LEFT JOIN accounts a ON a.student_id = s.id
			WHERE `+condition+" AND s.id > "+behind+" ORDER BY s.id"+most)
	}
	for _, condition := range l.accounts {
		parts = append(parts, "SELECT COALESCE(s.id, a.id) AS id, "+hitColumns+` FROM accounts a LEFT JOIN students s ON s.id = a.student_id
			WHERE `+condition+" AND COALESCE(s.id, a.id) > "+behind+" ORDER BY 1"+most)
	}
	var hits []api.StaffHit
	for _, part := range parts {
		some, err := scanHits(ctx, tx, part, append(slices.Clone(l.args), after, limit)...)
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
