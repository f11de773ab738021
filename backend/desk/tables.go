package desk

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"houbu/api"
	"houbu/api/mask"
	"houbu/api/term"
	"houbu/backend/refusal"
	"houbu/backend/store"
)

// table is what an export reads.
type table struct {
	header []string
	query  string
	scan   func(rows *sql.Rows) ([]string, error)
}

// person is what each export of candidates begins with.
const (
	personColumns = "s.name, s.document_type, s.document_number, s.student_no, p.school_code, p.school, p.campus_code, p.campus, p.subject"
	personTables  = "JOIN students s ON s.id = x.student_id JOIN pools p ON p.id = x.pool_id"
)

func personHeader(more ...string) []string {
	return append([]string{"姓名", "证件类型", "证件号码", "学号", "学校代码", "学校", "校区代码", "校区", "科目代码", "科目"}, more...)
}

// table returns what an export is of.
func (s *Service) table(what What) (table, error) {
	switch what {
	case Registrations:
		return table{
			header: personHeader("支付状态", "报上时间", "支付截止", "支付时间", "纸质成绩报告单"),
			query: "SELECT " + personColumns + ", x.state, x.created_at, x.pay_by, x.paid_at, x.report_type FROM registrations x " +
				personTables + " WHERE x.state IN ('held', 'paid') ORDER BY x.pool_id, x.seat_no",
			scan: s.scanRegistration,
		}, nil
	case Waitlist:
		return table{
			header: personHeader("候补号", "状态", "提交时间", "支付截止", "结束时间", "原因"),
			query: "SELECT " + personColumns + ", x.sequence, x.state, x.joined_at, x.pay_by, x.ended_at, x.reason_text FROM entries x " +
				personTables + " ORDER BY x.pool_id, x.sequence",
			scan: s.scanEntry,
		}, nil
	case Trail:
		return table{
			header: []string{"编号", "时间", "工作人员", "角色", "来源", "操作", "对象", "对象编号", "考生", "证件号码", "说明", "之前", "之后"},
			query: `SELECT x.no, x.at, x.staff, x.role, x.address, x.action, x.subject_kind, x.subject_key,
				COALESCE(s.name, ''), COALESCE(s.document_number, ''), x.note, x.before_json, x.after_json
				FROM audit x LEFT JOIN students s ON s.id = x.student_id ORDER BY x.no`,
			scan: s.scanTrail,
		}, nil
	}
	return table{}, refusal.New(api.CodeNotFound, fmt.Sprintf("no export of that name: %d", len(what)))
}

func (s *Service) scanRegistration(rows *sql.Rows) ([]string, error) {
	cells, scan := personCells()
	var state, report string
	var created, payBy int64
	var paid sql.NullInt64
	if err := rows.Scan(append(scan, &state, &created, &payBy, &paid, &report)...); err != nil {
		return nil, err
	}
	name := map[string]string{"held": "未支付", "paid": "已支付"}[state]
	return append(s.withSubject(cells), name, clock(created, true), clock(payBy, state == "held"), clock(paid.Int64, paid.Valid), s.reportName(report)), nil
}

func (s *Service) scanEntry(rows *sql.Rows) ([]string, error) {
	cells, scan := personCells()
	var sequence, joined int64
	var state, reason string
	var payBy, ended sql.NullInt64
	if err := rows.Scan(append(scan, &sequence, &state, &joined, &payBy, &ended, &reason)...); err != nil {
		return nil, err
	}
	return append(s.withSubject(cells), strconv.FormatInt(sequence, 10), term.State(api.EntryState(state)), clock(joined, true),
		clock(payBy.Int64, payBy.Valid), clock(ended.Int64, ended.Valid), reason), nil
}

func (s *Service) scanTrail(rows *sql.Rows) ([]string, error) {
	cells := make([]string, 13)
	var row api.AuditRow
	var at int64
	var number, before, after string
	err := rows.Scan(&cells[0], &at, &cells[2], &row.Role, &cells[4], &row.Action, &row.SubjectKind, &row.SubjectKey,
		&cells[8], &number, &cells[10], &before, &after)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(json.Unmarshal([]byte(before), &row.Before), json.Unmarshal([]byte(after), &row.After)); err != nil {
		return nil, fmt.Errorf("decode a line of the audit trail: %w", err)
	}
	cells[1], cells[3], cells[5], cells[6] = clock(at, true), term.Role(row.Role), term.Action(row.Action), term.Subject(row.SubjectKind)
	cells[7], cells[9] = term.Key(row.SubjectKind, row.SubjectKey), mask.Number(number)
	cells[11], cells[12] = s.facts(row.Before), s.facts(row.After)
	return cells, nil
}

// facts are what a line of the audit trail changed, in one cell.
func (s *Service) facts(facts map[string]string) string {
	var lines []string
	for _, fact := range term.Facts(facts, term.Names{Subject: s.subjectName, Reason: s.reasonName}) {
		lines = append(lines, fact.Label+"："+fact.Value)
	}
	return strings.Join(lines, "；")
}

func (s *Service) reasonName(code string) string {
	for _, reason := range s.exam.CancelReasons {
		if reason.Code == code {
			return reason.Name
		}
	}
	return code
}

// personCells are the cells that personColumns fill.
func personCells() (cells []string, scan []any) {
	cells = make([]string, 9)
	for i := range cells {
		scan = append(scan, &cells[i])
	}
	return cells, scan
}

// withSubject adds the name of the subject to the cells of a person.
func (s *Service) withSubject(cells []string) []string {
	subject, _ := s.exam.Subject(cells[8])
	return append(cells, subject.Name)
}

func (s *Service) reportName(code string) string {
	for _, report := range s.exam.ReportTypes {
		if report.Code == code {
			return report.Name
		}
	}
	return code
}

// clock is an instant as people at the desk read it, in the time of the exam's
// country; empty for none.
func clock(at int64, valid bool) string {
	if !valid {
		return ""
	}
	return term.Clock(store.Time(at))
}
