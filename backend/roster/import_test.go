package roster_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"houbu/backend/roster"
	"houbu/backend/store"
)

const peopleQuery = `SELECT a.login, a.password_hash, a.phone, s.document_type, s.document_number, s.name, s.sex, s.campus_code, s.school, s.major, s.remark
	FROM students s JOIN accounts a ON a.phone = '1390000000' || CASE s.name WHEN '张三' THEN '1' WHEN '李四' THEN '2' ELSE '3' END ORDER BY a.login`

func TestImportCandidatesInEveryEncoding(t *testing.T) {
	t.Parallel()
	for name, file := range encodings(t, lines(candidatesHeader, zhang, li, wang)) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.seats(seatsEast, seatsWest)
			report, err := roster.ImportCandidates(context.Background(), w.db, session(), w.options(), bytes.NewReader(file))
			if err != nil || report.Rows != 3 || report.Added != 3 || report.Updated != 0 || len(report.Bad) != 0 {
				t.Fatalf("import = %+v, %v", report, err)
			}
			want := []string{
				"demo1@houbu.test hash of 10 characters 13900000001 1 990101200501010010 张三 男 993010 测试大学 英语 ",
				"demo2@houbu.test hash of 10 characters 13900000002 1 99010120050101007X 李四 女 993010 测试大学 英语 转学",
				"demo3@houbu.test  13900000003 1 990101200402290037 王五  993011 测试大学  ",
			}
			if got := w.all(peopleQuery, 11); !slices.Equal(got, want) {
				t.Errorf("people\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
			got := w.all("SELECT s.name, q.subject FROM qualifications q JOIN students s ON s.id = q.student_id ORDER BY s.document_number, q.subject", 2)
			if want := []string{"张三 1", "张三 2", "张三 3", "李四 1", "李四 2"}; !slices.Equal(got, want) {
				t.Errorf("qualifications %v, want %v", got, want)
			}
			got = w.all("SELECT s.name, r.pool_id, r.state FROM registrations r JOIN students s ON s.id = r.student_id", 3)
			if want := []string{"李四 993010-1 held"}; !slices.Equal(got, want) {
				t.Errorf("registrations %v, want %v", got, want)
			}
		})
	}
}

func TestImportSeatsInEveryEncoding(t *testing.T) {
	t.Parallel()
	for name, file := range encodings(t, lines(seatsHeader, seatsEast, seatsWest)) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			for round := range 2 {
				report, err := roster.ImportSeats(context.Background(), w.db, session(), w.options(), bytes.NewReader(file))
				if err != nil || report.Added != 2-2*round || report.Updated != 2*round {
					t.Fatalf("import %d = %+v, %v", round, report, err)
				}
			}
			got := w.all("SELECT id, school_code, school, campus_code, campus, subject, capacity FROM pools ORDER BY id", 7)
			want := []string{"993010-1 99301 测试大学 993010 东校区 1 4050", "993011-SET4 99301 测试大学 993011 西校区 SET4 0"}
			if !slices.Equal(got, want) {
				t.Errorf("pools %v, want %v", got, want)
			}
		})
	}
}

func TestHeldInAnyForm(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.seats(seatsEast, "99301,测试大学,993010,东校区,SET4,,30")
	w.must(zhang+"英语四级口试; 英语四级（已支付）", strings.Replace(li, ",英语四级；英语六级,英语四级", ",１,1 (已支付);set4(已支付)", 1))
	got := w.all("SELECT s.name, r.pool_id, r.state FROM registrations r JOIN students s ON s.id = r.student_id ORDER BY s.name, r.pool_id", 3)
	want := []string{"张三 993010-1 paid", "张三 993010-SET4 held", "李四 993010-1 paid", "李四 993010-SET4 paid"}
	if !slices.Equal(got, want) {
		t.Errorf("registrations %v, want %v", got, want)
	}
}

func TestBadRowsImportNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	bad := strings.Replace(zhang, "990101200501010010", "990101200602290023", 1)
	report, err := w.candidates(w.options(), li, bad, wang)
	// 李四 is refused by the register, for want of a pool: found in the same run.
	if !errors.Is(err, roster.ErrBadRows) || at(report.Bad) != "2 已报科目|3 证件号码" || report.Added != 0 || report.BadRows() != 2 {
		t.Fatalf("import = %+v, %v", report, err)
	}
	if got := w.all("SELECT id FROM students UNION ALL SELECT id FROM accounts", 1); got != nil {
		t.Errorf("%d rows were written", len(got))
	}
}

func TestSkipBadImportsTheRest(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	opts := w.options()
	opts.SkipBad = true
	hash := strings.Replace(wang, ",,", ",$argon2id$broken,", 1)
	report, err := w.candidates(opts, li, hash, zhang)
	if err != nil || at(report.Bad) != "2 已报科目|3 密码" || report.Added != 1 || report.Rows != 3 {
		t.Fatalf("import = %+v, %v", report, err)
	}
	if got := w.all("SELECT name FROM students", 1); !slices.Equal(got, []string{"张三"}) {
		t.Errorf("students %v", got)
	}
	if got := w.all("SELECT login FROM accounts", 1); !slices.Equal(got, []string{"demo1@houbu.test"}) {
		t.Errorf("accounts %v", got)
	}
	if got := w.all("SELECT count(*) FROM qualifications", 1); got[0] != "3" {
		t.Errorf("%s qualifications", got[0])
	}
}

func TestHashes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const hash = "$argon2id$v=19$m=19456$AAAA"
	w.must(strings.Replace(zhang, "Houbu2026!", hash, 1))
	if got := w.all("SELECT password_hash FROM accounts", 1); !slices.Equal(got, []string{hash}) {
		t.Error("the hash is not stored as it is")
	}
	failing := w.options()
	failing.Hash = func(string) (string, error) { return "", errors.New("no randomness") }
	if _, err := w.candidates(failing, li); err == nil || errors.Is(err, roster.ErrBadRows) {
		t.Errorf("a failing hash function: %v", err)
	}
}

func TestCancelledContext(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx, cancel := context.WithCancel(context.Background())
	opts := w.options()
	opts.Progress = func(int, int) { cancel() }
	_, err := roster.ImportCandidates(ctx, w.db, session(), opts, strings.NewReader(lines(candidatesHeader, zhang, wang)))
	if !errors.Is(err, context.Canceled) {
		t.Errorf("import = %v, want it cancelled", err)
	}
	if got := w.all("SELECT id FROM accounts", 1); got != nil {
		t.Error("something was written")
	}
}

func TestFailingRegisterFailsTheImport(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	opts := w.options()
	broken := errors.New("disk full")
	opts.Register = func(context.Context, store.Tx, string, string, string, bool) error { return broken }
	opts.SkipBad = true
	if report, err := w.candidates(opts, wang, li); !errors.Is(err, broken) || report.Added != 0 {
		t.Errorf("import = %+v, %v", report, err)
	}
	if got := w.all("SELECT id FROM accounts", 1); got != nil {
		t.Error("something was written")
	}
}

func TestProgressEndsAtTheTotal(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	opts := w.options()
	var steps [][2]int
	opts.Progress = func(done, total int) { steps = append(steps, [2]int{done, total}) }
	if _, err := w.candidates(opts, zhang, wang); err != nil {
		t.Fatal(err)
	}
	if want := [][2]int{{1, 3}, {2, 3}, {3, 3}}; !slices.Equal(steps, want) { // one hash, two rows
		t.Errorf("progress %v, want %v", steps, want)
	}
}
