package audit

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"houbu/api"
	"houbu/backend/store"
)

// Limits of an answer.
const (
	usualRows = 50
	mostRows  = 200
)

// Filter says which lines are asked for. Its zero value asks for the newest.
type Filter struct {
	Before int64 // lines with lower numbers; 0: from the newest on
	Limit  int   // 0: 50
	Kind   api.AuditSubject
	Key    string
	Who    string // login of the staff
}

// List returns lines, newest first.
func List(ctx context.Context, tx store.Tx, want Filter) (api.Audit, error) {
	limit := min(max(want.Limit, 0), mostRows)
	if limit == 0 {
		limit = usualRows
	}
	where, args := want.where()
	args = append(args, limit+1)
	rows, err := rows(ctx, tx, "SELECT "+columns+" FROM audit WHERE "+where+" ORDER BY no DESC LIMIT $"+strconv.Itoa(len(args)), args...)
	out := api.Audit{Rows: rows}
	if len(rows) > limit {
		out.Rows = rows[:limit]
		out.Next = rows[limit-1].No
	}
	return out, err
}

// where is the filter as a condition.
func (f Filter) where() (string, []any) {
	conditions, args := []string{"1 = 1"}, []any{}
	add := func(condition string, value any) {
		args = append(args, value)
		conditions = append(conditions, condition+" $"+strconv.Itoa(len(args)))
	}
	if f.Before > 0 {
		add("no <", f.Before)
	}
	if f.Kind != "" {
		add("subject_kind =", string(f.Kind))
	}
	if f.Key != "" {
		add("subject_key =", f.Key)
	}
	if f.Who != "" {
		add("staff =", f.Who)
	}
	return strings.Join(conditions, " AND "), args
}

const columns = "no, at, staff, role, address, action, subject_kind, subject_key, student_id, note, before_json, after_json"

func rows(ctx context.Context, tx store.Tx, query string, args ...any) (all []api.AuditRow, err error) {
	found, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("read the audit trail: %w", err)
	}
	defer func() { err = errors.Join(err, found.Close()) }()
	for found.Next() {
		row, err := scan(found)
		if err != nil {
			return nil, err
		}
		all = append(all, row)
	}
	if err := found.Err(); err != nil {
		return nil, fmt.Errorf("read the audit trail: %w", err)
	}
	return all, nil
}

func scan(from *sql.Rows) (row api.AuditRow, err error) {
	var at int64
	var before, after string
	err = from.Scan(&row.No, &at, &row.Staff, &row.Role, &row.Address, &row.Action, &row.SubjectKind, &row.SubjectKey,
		&row.CandidateID, &row.Note, &before, &after)
	if err != nil {
		return row, fmt.Errorf("read a line of the audit trail: %w", err)
	}
	row.At = store.Time(at)
	if err := errors.Join(json.Unmarshal([]byte(before), &row.Before), json.Unmarshal([]byte(after), &row.After)); err != nil {
		return row, fmt.Errorf("decode a line of the audit trail: %w", err)
	}
	return row, nil
}

// mostActions is how many actions a candidate sees.
const mostActions = 100

// ActionsOn returns what the staff did to a candidate, as the candidate reads it,
// newest first: the role of who did it, and not the name.
func ActionsOn(ctx context.Context, tx store.Tx, studentID string) ([]api.StaffAction, error) {
	found, err := rows(ctx, tx, "SELECT "+columns+" FROM audit WHERE student_id = $1 AND student_id <> '' ORDER BY no DESC LIMIT $2",
		studentID, mostActions)
	var actions []api.StaffAction
	for _, row := range found {
		actions = append(actions, api.StaffAction{At: row.At, Role: row.Role, Action: row.Action, Note: row.Note})
	}
	return actions, err
}
