package seed

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"

	"github.com/google/uuid"

	"houbu/api"
	"houbu/backend/exam"
	"houbu/backend/store"
)

// inTransaction is how many people are written in one transaction.
const inTransaction = 20_000

// writer writes the people of a plan.
type writer struct {
	plan    Plan
	exam    *exam.Exam
	subject api.Subject
	hash    string // of Password
	file    *File
	ids     []string // of the pools

	tables *tables
	number int // of the person, over all kinds
}

// tables are the batches, in the order in which they refer to each other.
type tables struct {
	students, qualifications, accounts, logins, entries, events, registrations *batch
}

func newTables() *tables {
	return &tables{
		students: newBatch("students (id, document_type, document_number, name, sex, school_code, school, campus_code, campus," +
			" education, duration, entry_year, grade, department, major, class, student_no, remark)"),
		qualifications: newBatch("qualifications (student_id, subject)"),
		accounts: newBatch("accounts (id, login, password_hash, phone, student_id, bound_at, agreement_version, agreed_at," +
			" confirmed_at)"),
		logins: newBatch("logins (token_hash, account_id, created_at, expires_at)"),
		entries: newBatch("entries (id, pool_id, student_id, sequence, kind, level, state, joined_at, changed_at, pay_by," +
			" left_at, events)"),
		events: newBatch("entry_events (entry_id, no, at, what)"),
		registrations: newBatch("registrations (id, pool_id, seat_no, student_id, entry_id, kind, level, state, created_at," +
			" pay_by)"),
	}
}

// flush writes the tables once one of them is ripe, or whatever there is.
func (t *tables) flush(ctx context.Context, tx store.Tx, whatever bool) error {
	all := []*batch{t.students, t.qualifications, t.accounts, t.logins, t.entries, t.events, t.registrations}
	for _, b := range all {
		whatever = whatever || b.ripe()
	}
	if !whatever {
		return nil
	}
	for _, b := range all {
		if err := b.flush(ctx, tx); err != nil {
			return err
		}
	}
	return nil
}

// people writes everyone of the plan: those who hold seats first, then those who
// wait, since their numbers follow.
func (w *writer) people(ctx context.Context, db *store.DB) error {
	w.tables = newTables()
	kinds := []struct {
		n   int
		add func(i int) error
	}{{w.plan.Held, w.addHolder}, {w.plan.Waiting, w.addWaiting}, {w.plan.Ready, w.addReady}, {w.plan.Fresh, w.addFresh}}
	total := w.plan.Held + w.plan.Waiting + w.plan.Ready + w.plan.Fresh
	for _, kind := range kinds {
		for first := 0; first < kind.n; first += inTransaction {
			err := db.Write(ctx, func(tx store.Tx) error {
				return w.some(ctx, tx, first, min(first+inTransaction, kind.n), kind.add)
			})
			if err != nil {
				return fmt.Errorf("write synthetic candidates: %w", err)
			}
			if w.plan.Progress != nil {
				w.plan.Progress(w.number, total)
			}
		}
	}
	return nil
}

func (w *writer) some(ctx context.Context, tx store.Tx, from, to int, add func(i int) error) error {
	for i := from; i < to; i++ {
		if err := add(i); err != nil {
			return err
		}
		w.number++
		if err := w.tables.flush(ctx, tx, false); err != nil {
			return err
		}
	}
	return w.tables.flush(ctx, tx, true)
}

// addStudent adds the student of the person being written, and returns the id.
func (w *writer) addStudent(pool int) (string, error) {
	id, err := newID()
	if err != nil {
		return "", err
	}
	number, male := Document(w.number)
	sex := "女"
	if male {
		sex = "男"
	}
	p := w.place(pool)
	w.tables.students.add(id, "1", number, Name(w.number), sex, p.SchoolCode, p.School, p.CampusCode, p.Campus,
		"本科", "4", "2024", "2024级", "压测学院", "压测专业", "压测班", fmt.Sprintf("8%08d", w.number), "压测考生")
	w.tables.qualifications.add(id, w.subject.Code)
	return id, nil
}

// addEntry adds the entry of a student whose turn in the pool is i, counted from
// all who are in some pool.
func (w *writer) addEntry(student string, pool, sequence int, offered bool) (string, error) {
	id, err := newID()
	if err != nil {
		return "", err
	}
	now := w.plan.Now.UnixNano()
	state, payBy, left, events := api.Waiting, any(nil), any(nil), 1
	w.tables.events.add(id, 1, now, "joined")
	if offered {
		state, payBy, left, events = api.Offered, w.exam.PayBy(w.plan.Now).UnixNano(), now, 2
		w.tables.events.add(id, 2, now, "offered")
	}
	w.tables.entries.add(id, w.ids[pool], student, sequence, string(w.subject.Kind), w.subject.Level, string(state), now, now, payBy,
		left, events)
	return id, nil
}

func (w *writer) addHolder(i int) error {
	pool, seat := i%w.plan.Pools, i/w.plan.Pools+1
	student, err := w.addStudent(pool)
	if err != nil {
		return err
	}
	entry, err := w.addEntry(student, pool, seat, true)
	if err != nil {
		return err
	}
	id, err := newID()
	if err != nil {
		return err
	}
	w.tables.registrations.add(id, w.ids[pool], seat, student, entry, string(w.subject.Kind), w.subject.Level, "held",
		w.plan.Now.UnixNano(), w.exam.PayBy(w.plan.Now).UnixNano())
	return nil
}

func (w *writer) addWaiting(i int) error {
	pool := i % w.plan.Pools
	student, err := w.addStudent(pool)
	if err != nil {
		return err
	}
	_, err = w.addEntry(student, pool, share(w.plan.Held, w.plan.Pools, pool)+i/w.plan.Pools+1, false)
	return err
}

// addReady adds a candidate who has done the steps up to 7 and has a login.
func (w *writer) addReady(i int) error {
	student, err := w.addStudent(i % w.plan.Pools)
	if err != nil {
		return err
	}
	account, err := newID()
	if err != nil {
		return err
	}
	var bits [32]byte
	if _, err := rand.Read(bits[:]); err != nil {
		return fmt.Errorf("make a token: %w", err)
	}
	token := base64.RawURLEncoding.EncodeToString(bits[:])
	sum := sha256.Sum256([]byte(token))
	now := w.plan.Now.UnixNano()
	w.tables.accounts.add(account, Login(w.number), w.hash, phone(w.number), student, now, w.exam.Agreement.Version, now, now)
	w.tables.logins.add(hex.EncodeToString(sum[:]), account, now, w.plan.Now.Add(w.exam.Login.TokenLife).UnixNano())
	w.file.Ready = append(w.file.Ready, Ready{Token: token, Pool: i % w.plan.Pools, N: w.number})
	return nil
}

// addFresh adds a candidate who has an account and nothing else.
func (w *writer) addFresh(i int) error {
	if _, err := w.addStudent(i % w.plan.Pools); err != nil {
		return err
	}
	account, err := newID()
	if err != nil {
		return err
	}
	w.tables.accounts.add(account, Login(w.number), w.hash, phone(w.number), nil, nil, "", nil, nil)
	w.file.Fresh = append(w.file.Fresh, Fresh{N: w.number, Pool: i % w.plan.Pools})
	return nil
}

func newID() (string, error) {
	id, err := uuid.NewV7() // ascending, so that indexes grow at their end
	if err != nil {
		return "", fmt.Errorf("make an id: %w", err)
	}
	return id.String(), nil
}
