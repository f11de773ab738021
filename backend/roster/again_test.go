package roster_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"houbu/backend/roster"
)

func TestImportAgainUpdates(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.seats(seatsEast)
	w.must(zhang, li, wang)
	w.exec("UPDATE accounts SET student_id = (SELECT id FROM students WHERE name = '张三'), bound_at = 1, confirmed_at = 2 WHERE login = 'demo1@houbu.test'")
	changed := strings.NewReplacer("Houbu2026!", "Other2026!", "13900000001", "13900000009", "文学院", "外语学院", "1;2;日语四级", "1;2").Replace(zhang)
	first := strings.Replace(wang, ",,", ",Houbu2026!,", 1)
	report, err := w.candidates(w.options(), changed, li, first)
	if err != nil || report.Added != 0 || report.Updated != 3 {
		t.Fatalf("import = %+v, %v", report, err)
	}
	got := w.all(`SELECT a.login, a.password_hash, a.phone, COALESCE(s.department, '-') FROM accounts a
		LEFT JOIN students s ON s.id = a.student_id ORDER BY a.login`, 4)
	want := []string{
		"demo1@houbu.test hash of 10 characters 13900000001 外语学院",
		"demo2@houbu.test hash of 10 characters 13900000002 -",
		"demo3@houbu.test hash of 10 characters 13900000003 -",
	}
	if !slices.Equal(got, want) {
		t.Errorf("accounts\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if got := w.all("SELECT count(*) FROM registrations", 1); got[0] != "1" {
		t.Errorf("%s registrations", got[0])
	}
	if got := w.all("SELECT count(*) FROM qualifications q JOIN students s ON s.id = q.student_id WHERE s.name = '张三'", 1); got[0] != "2" {
		t.Errorf("%s qualifications", got[0])
	}
}

func TestImportAgainGivesNoLapsedSeatBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.seats(seatsEast)
	w.must(li)
	w.exec("UPDATE registrations SET state = 'released'")
	w.must(li)
	if got := w.all("SELECT state FROM registrations", 1); !slices.Equal(got, []string{"released"}) {
		t.Errorf("registrations %v", got)
	}
}

func TestConflictsWithTheDatabase(t *testing.T) {
	t.Parallel()
	const boundTo = "UPDATE accounts SET student_id = (SELECT id FROM students WHERE name = '%n') WHERE login = '%l'"
	bind := func(name, login string) string {
		return strings.NewReplacer("%n", name, "%l", login).Replace(boundTo)
	}
	tests := map[string]struct{ before, row, want string }{
		"account with another document": {"", strings.Replace(zhang, "990101200501010010", "990101850101001", 1), "2 账号"},
		"document with another account": {"", strings.Replace(zhang, "demo1", "demo9", 1), "2 证件号码"},
		"account bound to another":      {bind("王五", "demo1@houbu.test"), zhang, "2 账号"},
		"student bound to another":      {bind("张三", "demo3@houbu.test"), zhang, "2 证件号码"},
		"qualification in use":          {"", strings.Replace(li, "英语四级；英语六级,英语四级", "英语六级,", 1), "2 资格科目"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.seats(seatsEast)
			w.must(zhang, li, wang)
			if test.before != "" {
				w.exec(test.before)
			}
			before := w.all(peopleQuery, 11)
			report, err := w.candidates(w.options(), test.row)
			if !errors.Is(err, roster.ErrBadRows) || at(report.Bad) != test.want {
				t.Errorf("import = %+v, %v", report, err)
			}
			if after := w.all(peopleQuery, 11); !slices.Equal(before, after) {
				t.Errorf("people changed to %v", after)
			}
		})
	}
}
