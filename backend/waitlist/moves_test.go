package waitlist_test

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"houbu/api"
	"houbu/backend/refusal"
	"houbu/backend/store"
	"houbu/backend/waitlist"
)

var conflict = api.Cancellation{Reason: "conflict"}

// poolAt is the pool that a join is about, with its school.
func poolAt(at api.Join) waitlist.Pool {
	return waitlist.Pool{
		SchoolCode: at.CampusCode[:5], School: "学校", CampusCode: at.CampusCode, Campus: "校区" + at.CampusCode, Subject: at.Subject,
	}
}

// pool adds a pool, or changes its capacity as a roster does.
func (w *world) pool(at api.Join, capacity int) {
	w.t.Helper()
	w.must(w.write(func(ctx context.Context, tx store.Tx) error { return w.AddPool(ctx, tx, poolAt(at), capacity) }))
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// caller is a student with a new key.
func (w *world) caller(student string) waitlist.Caller {
	w.keys++
	return keyed(student, fmt.Sprintf("key-%d", w.keys))
}

func keyed(student, key string) waitlist.Caller {
	return waitlist.Caller{AccountID: "account-" + student, StudentID: student, Key: key}
}

// crowd adds students of school 99301 who may take both subjects of level 4,
// c1 to cn.
func (w *world) crowd(n int) (students []string) {
	w.t.Helper()
	w.must(w.exec(`INSERT INTO students (id, document_type, document_number, name, school_code)
		WITH RECURSIVE one (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM one WHERE i < $1)
		SELECT 'c' || i, '4', 'c' || i, '李四', '99301' FROM one`, n))
	w.must(w.exec("INSERT INTO qualifications SELECT id, '1' FROM students WHERE id LIKE 'c%'"))
	w.must(w.exec("INSERT INTO qualifications SELECT id, '3' FROM students WHERE id LIKE 'c%'"))
	for i := range n {
		students = append(students, fmt.Sprintf("c%d", i+1))
	}
	return students
}

func (w *world) tryJoin(student string, at api.Join) (api.Receipt, error) {
	return w.Join(w.t.Context(), w.caller(student), at)
}

func (w *world) join(student string, at api.Join) api.Receipt {
	w.t.Helper()
	out, err := w.tryJoin(student, at)
	w.must(err)
	return out
}

// joinAll has students join in order and returns their entries.
func (w *world) joinAll(at api.Join, students ...string) (entries []string) {
	w.t.Helper()
	for _, student := range students {
		entries = append(entries, w.join(student, at).EntryID)
	}
	return entries
}

func (w *world) tryCancel(student, entry string) error {
	_, err := w.Cancel(w.t.Context(), w.caller(student), entry, conflict)
	return err
}

func (w *world) cancel(student, entry string) {
	w.t.Helper()
	w.must(w.tryCancel(student, entry))
}

// seatOf is the registration that an entry led to.
func (w *world) seatOf(entry string) (id string) {
	w.t.Helper()
	w.scan("SELECT id FROM registrations WHERE entry_id = $1", []any{entry}, &id)
	return id
}

func (w *world) tryPay(registrations ...string) error {
	return w.write(func(ctx context.Context, tx store.Tx) error {
		return w.MarkPaid(ctx, tx, registrations, w.clock.now())
	})
}

func (w *world) pay(entry string) {
	w.t.Helper()
	w.must(w.tryPay(w.seatOf(entry)))
}

func (w *world) refuse(registrations ...string) error {
	return w.write(func(ctx context.Context, tx store.Tx) error { return w.ReleaseUnpaid(ctx, tx, registrations, "") })
}

// tryRegister gives a seat as the roster does, and returns the registration.
func (w *world) tryRegister(student string, at api.Join, paid bool) (id string, err error) {
	err = w.write(func(ctx context.Context, tx store.Tx) error {
		if err := w.Register(ctx, tx, student, at.CampusCode, at.Subject, paid); err != nil {
			return err
		}
		return tx.QueryRowContext(ctx, "SELECT id FROM registrations WHERE student_id = $1 AND pool_id = $2 ORDER BY id DESC LIMIT 1",
			student, poolAt(at).ID()).Scan(&id)
	})
	return id, err
}

func (w *world) register(student string, at api.Join, paid bool) string {
	w.t.Helper()
	id, err := w.tryRegister(student, at, paid)
	w.must(err)
	return id
}

func (w *world) info(student string) api.Info {
	w.t.Helper()
	out, err := w.Info(w.t.Context(), student)
	w.must(err)
	return out
}

func (w *world) finished(student string) []api.Entry {
	w.t.Helper()
	out, err := w.Finished(w.t.Context(), student)
	w.must(err)
	return out.Entries
}

// entry is a student's entry as the student sees it now.
func (w *world) entry(student, id string) api.Entry {
	w.t.Helper()
	all := slices.Concat(w.info(student).Entries, w.finished(student))
	at := slices.IndexFunc(all, func(e api.Entry) bool { return e.ID == id })
	if at < 0 {
		w.t.Fatalf("%s sees no such entry", student)
	}
	return all[at]
}

// wantState checks the state that a student reads.
func (w *world) wantState(student, entry string, want api.EntryState) {
	w.t.Helper()
	if got := w.entry(student, entry).State; got != want {
		w.t.Errorf("the entry of %s is %s, want %s", student, got, want)
	}
}

// code is the code of a refusal, empty for success, or what else the error is.
func code(err error) api.Code {
	var no *refusal.Error
	switch {
	case err == nil:
		return ""
	case errors.As(err, &no):
		return no.Code
	default:
		return api.Code("error: " + err.Error())
	}
}

func (w *world) wantCode(err error, want api.Code) {
	w.t.Helper()
	if got := code(err); got != want {
		w.t.Errorf("got %q, want %q", got, want)
	}
}
