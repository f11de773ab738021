package desk

import (
	"database/sql"
	"fmt"
	"strconv"
	"time"

	"houbu/api"
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
			header: personHeader("状态", "登记时间", "支付截止", "支付时间", "成绩报告单"),
			query: "SELECT " + personColumns + ", x.state, x.created_at, x.pay_by, x.paid_at, x.report_type FROM registrations x " +
				personTables + " WHERE x.state IN ('held', 'paid') ORDER BY x.pool_id, x.seat_no",
			scan: s.scanRegistration,
		}, nil
	case Waitlist:
		return table{
			header: personHeader("序号", "状态", "加入时间", "支付截止", "结束时间", "原因"),
			query: "SELECT " + personColumns + ", x.sequence, x.state, x.joined_at, x.pay_by, x.ended_at, x.reason_text FROM entries x " +
				personTables + " ORDER BY x.pool_id, x.sequence",
			scan: s.scanEntry,
		}, nil
	case Trail:
		return table{
			header: []string{"编号", "时间", "工作人员", "角色", "地址", "操作", "对象类型", "对象", "考生", "说明", "之前", "之后"},
			query: `SELECT no, at, staff, role, address, action, subject_kind, subject_key, student_id, note, before_json, after_json
				FROM audit ORDER BY no`,
			scan: scanTrail,
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
	return append(s.withSubject(cells), strconv.FormatInt(sequence, 10), stateName(api.EntryState(state)), clock(joined, true),
		clock(payBy.Int64, payBy.Valid), clock(ended.Int64, ended.Valid), reason), nil
}

func scanTrail(rows *sql.Rows) ([]string, error) {
	cells := make([]string, 12)
	var at int64
	scan := make([]any, len(cells))
	for i := range cells {
		scan[i] = &cells[i]
	}
	scan[1] = &at
	if err := rows.Scan(scan...); err != nil {
		return nil, err
	}
	cells[1] = clock(at, true)
	return cells, nil
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

func stateName(state api.EntryState) string {
	switch state {
	case api.Waiting:
		return "正在候补"
	case api.Offered:
		return "候补成功"
	case api.Paid:
		return "已支付"
	case api.Cancelled:
		return "已取消"
	case api.Expired:
		return "逾期未支付"
	case api.Closed:
		return "候补截止"
	}
	return string(state)
}

// clock is an instant as people at the desk read it, in the time of the exam's
// country; empty for none.
func clock(at int64, valid bool) string {
	if !valid {
		return ""
	}
	return store.Time(at).In(time.FixedZone("UTC+8", 8*60*60)).Format("2006-01-02 15:04:05")
}
