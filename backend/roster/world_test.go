package roster_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"houbu/api"
	"houbu/backend/exam"
	"houbu/backend/refusal"
	"houbu/backend/roster"
	"houbu/backend/store"
	"houbu/backend/store/storetest"
	"houbu/backend/waitlist"
)

const (
	candidatesHeader = "账号,密码,手机号,证件类型,证件号码,姓名,性别,学校代码,学校,校区代码,校区,学历,学制,入学年份,年级,院系,专业,班级,学号,备注,资格科目,已报科目"
	zhang            = "demo1@houbu.test,Houbu2026!,13900000001,1,990101200501010010,张三,男,99301,测试大学,993010,东校区,本科,4,2023,三,文学院,英语,1班,S1,,1;2;日语四级,"
	li               = "Demo2@Houbu.Test,Houbu2026!,13900000002,中华人民共和国居民身份证,99010120050101007x,李四,女,99301,测试大学,993010,东校区,本科,4,2023,三,文学院,英语,1班,S2,转学,英语四级；英语六级,英语四级"
	wang             = "demo3@houbu.test,,13900000003,1,990101200402290037,王五,,99301,测试大学,993011,西校区,,,,,,,,,,无,"

	seatsHeader = "学校代码,学校,校区代码,校区,科目代码,科目,容量"
	seatsEast   = "99301,测试大学,993010,东校区,1,英语四级,4050"
	seatsWest   = "99301,测试大学,993011,西校区,SET4,英语四级口试,0"
)

func session() *exam.Exam {
	return &exam.Exam{
		DocumentTypes: []api.DocumentType{{Code: "1", Name: "中华人民共和国居民身份证"}, {Code: "4", Name: "护照"}},
		Subjects: []api.Subject{
			{Code: "1", Name: "英语四级", Kind: api.Written, Level: 4},
			{Code: "2", Name: "英语六级", Kind: api.Written, Level: 6},
			{Code: "3", Name: "日语四级", Kind: api.Written, Level: 4},
			{Code: "SET4", Name: "英语四级口试", Kind: api.Oral, Level: 4, Requires: "1"},
		},
	}
}

func today() time.Time { return time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC) }

// world is a database and fakes of what the importer calls.
type world struct {
	t  testing.TB
	db *store.DB
}

func newWorld(t testing.TB) *world {
	t.Helper()
	db := storetest.Open(t, storetest.Address(t))
	return &world{t: t, db: db}
}

func (w *world) options() roster.Options {
	return roster.Options{
		Hash: func(password string) (string, error) {
			if strings.HasPrefix(password, "$argon2id$") {
				if strings.HasSuffix(password, "broken") {
					return "", errors.New("no hash")
				}
				return password, nil
			}
			return fmt.Sprintf("hash of %d characters", len(password)), nil
		},
		Register: register, AddPool: addPool, Now: today,
	}
}

// register gives out the seat with the number that is free next.
func register(ctx context.Context, tx store.Tx, studentID, campusCode, subject string, paid bool) error {
	pool, state := campusCode+"-"+subject, "held"
	if paid {
		state = "paid"
	}
	var held, capacity int
	err := tx.QueryRowContext(ctx, "SELECT held, capacity FROM pools WHERE id = $1", pool).Scan(&held, &capacity)
	if err != nil {
		return refusal.New(api.CodePoolNotFound, "no such pool")
	}
	if held == capacity {
		return refusal.New("full", "no seat is free")
	}
	if _, err = tx.ExecContext(ctx, "UPDATE pools SET held = held + 1 WHERE id = $1", pool); err != nil {
		return err
	}
	kind := "written"
	if strings.HasPrefix(subject, "SET") {
		kind = "oral"
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO registrations (id, pool_id, seat_no, student_id, kind, level, state, created_at, pay_by)
		VALUES ($1, $2, $3, $4, $5, 4, $6, 0, 0)`, studentID+subject, pool, held+1, studentID, kind, state)
	return err
}

func addPool(ctx context.Context, tx store.Tx, p waitlist.Pool, capacity int) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO pools (id, school_code, school, campus_code, campus, subject, capacity)
		VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO UPDATE SET capacity = excluded.capacity`,
		p.ID(), p.SchoolCode, p.School, p.CampusCode, p.Campus, p.Subject, capacity)
	for no := 1; err == nil && no <= min(capacity, 10); no++ {
		_, err = tx.ExecContext(ctx, "INSERT INTO seats (pool_id, no) VALUES ($1, $2) ON CONFLICT DO NOTHING", p.ID(), no)
	}
	return err
}

func (w *world) candidates(opts roster.Options, rows ...string) (roster.Report, error) {
	file := strings.NewReader(lines(append([]string{candidatesHeader}, rows...)...))
	return roster.ImportCandidates(context.Background(), w.db, session(), opts, file)
}

// must imports rows that are good.
func (w *world) must(rows ...string) {
	w.t.Helper()
	if report, err := w.candidates(w.options(), rows...); err != nil {
		w.t.Fatalf("import: %v, %v", err, report.Bad)
	}
}

func (w *world) seats(rows ...string) {
	w.t.Helper()
	file := strings.NewReader(lines(append([]string{seatsHeader}, rows...)...))
	if report, err := roster.ImportSeats(context.Background(), w.db, session(), w.options(), file); err != nil {
		w.t.Fatalf("import seats: %v, %v", err, report.Bad)
	}
}

// all returns the rows of a query, their columns joined by spaces.
func (w *world) all(query string, columns int) []string {
	w.t.Helper()
	var out []string
	err := w.db.Read(context.Background(), func(tx store.Tx) error {
		rows, err := tx.QueryContext(context.Background(), query)
		if err != nil {
			return err
		}
		defer func() { _ = rows.Close() }()
		for rows.Next() {
			values, targets := make([]string, columns), make([]any, columns)
			for i := range values {
				targets[i] = &values[i]
			}
			if err := rows.Scan(targets...); err != nil {
				return err
			}
			out = append(out, strings.Join(values, " "))
		}
		return rows.Err()
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return out
}

func (w *world) exec(query string) {
	w.t.Helper()
	err := w.db.Write(context.Background(), func(tx store.Tx) error {
		_, err := tx.ExecContext(context.Background(), query)
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

func lines(rows ...string) string { return strings.Join(rows, "\n") + "\n" }

// encodings are the same CSV text in every form that a file may have.
func encodings(t testing.TB, text string) map[string][]byte {
	t.Helper()
	gb, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{
		"UTF-8": []byte(text), "UTF-8 with BOM": []byte("\ufeff" + text), "GB18030": gb,
		"CRLF": []byte(strings.ReplaceAll(text, "\n", "\r\n")), "XLSX": workbook(t, text),
	}
}

// workbook is a text of plain CSV as XLSX, every cell a text.
func workbook(t testing.TB, text string) []byte {
	t.Helper()
	book := excelize.NewFile()
	for y, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		for x, value := range strings.Split(line, ",") {
			cell, err := excelize.CoordinatesToCellName(x+1, y+1)
			if err == nil && value != "" {
				err = book.SetCellStr("Sheet1", cell, value)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// at renders where row errors are: "LINE COLUMN|…".
func at(bad []roster.RowError) string {
	var out []string
	for _, e := range bad {
		out = append(out, fmt.Sprintf("%d %s", e.Line, e.Column))
	}
	return strings.Join(out, "|")
}
