package backend_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/alexedwards/argon2id"

	"houbu/api"
	"houbu/backend/store"
	"houbu/backend/store/storetest"
)

const (
	walkPeople = 6
	walkPool   = "993010-1"
)

func walkLogin(n int) string { return fmt.Sprintf("p%d@houbu.test", n) }

// weakHash makes the hash of a password at once.
func weakHash(password string) (string, error) {
	return argon2id.CreateHash(password, &argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32})
}

// arrive goes steps 1 to 7, not without mistyping the password.
func (w *walkWorld) arrive(n int) *client {
	w.t.Helper()
	c := &client{t: w.t, to: w.handler}
	var login api.Session
	c.do(http.MethodPost, api.PathSessions, api.Login{Account: walkLogin(n), Password: "Wrong2026!"}, nil, http.StatusUnauthorized)
	c.do(http.MethodPost, api.PathSessions, api.Login{Account: walkLogin(n), Password: pairPassword}, &login, http.StatusCreated)
	c.token = login.Token
	c.do(http.MethodPut, api.PathAgreement, api.Consent{Version: w.exam.Agreement.Version}, nil, http.StatusOK)
	c.do(http.MethodPost, api.PathIdentity, api.Identity{Type: "4", Number: fmt.Sprintf("E0000000%d", n), Name: "张三"}, nil, http.StatusOK)
	c.do(http.MethodPut, api.PathConfirmation, api.Confirmation{RecordChecked: true, PhoneRight: true, StudentRight: true}, nil, http.StatusOK)
	return c
}

// place is a candidate by the number that they got.
type place struct {
	*client
	w      *walkWorld
	number int64
	entry  string
	keys   int
}

// together has everybody join at once, and returns them by their numbers: who got
// which is left to chance, and tells nothing later.
func (w *walkWorld) together(all []*client) []*place {
	w.t.Helper()
	places := make([]*place, len(all))
	var joins sync.WaitGroup
	for i, c := range all {
		places[i] = &place{client: c, w: w}
		joins.Go(places[i].join)
	}
	joins.Wait()
	slices.SortFunc(places, func(a, b *place) int { return int(a.number - b.number) })
	for _, p := range places {
		w.say("number %d joined", p.number)
	}
	return places
}

// join joins, and again under the same key.
func (p *place) join() {
	var receipts [2]api.Receipt
	p.keys++
	p.key = fmt.Sprintf("a-key-of-a-place-%d", p.keys)
	for i := range receipts {
		p.do(http.MethodPost, api.PathEntries, api.Join{CampusCode: "993010", Subject: "1"}, &receipts[i], http.StatusCreated)
	}
	if receipts[0].EntryID != receipts[1].EntryID || receipts[0].Sequence != receipts[1].Sequence {
		p.t.Errorf("the same key got %+v and %+v", receipts[0], receipts[1])
	}
	p.number, p.entry, p.key = receipts[0].Sequence, receipts[0].EntryID, ""
}

func (p *place) cancel(reason string) {
	p.t.Helper()
	var receipt api.Receipt
	p.do(http.MethodPost, strings.Replace(api.PathCancellation, "{id}", p.entry, 1), api.Cancellation{Reason: reason}, &receipt, http.StatusOK)
	p.w.say("number %d cancelled: %s", p.number, receipt.State)
}

// look reads 报名信息 and 查看已完成候补.
func (p *place) look() (info api.Info) {
	p.t.Helper()
	var finished api.Finished
	p.do(http.MethodGet, api.PathRegistration, nil, &info, http.StatusOK)
	p.do(http.MethodGet, api.PathFinished, nil, &finished, http.StatusOK)
	for _, e := range slices.Concat(info.Entries, finished.Entries) {
		said, err := json.Marshal(e)
		p.w.must(err)
		p.w.say("number %d sees %s", p.number, random.ReplaceAllString(string(said), "#"))
	}
	return info
}

// student is who has a number.
func (w *walkWorld) student(number int) (id string) {
	w.t.Helper()
	w.must(w.db.Look(func(tx store.Tx) error {
		return tx.QueryRowContext(w.t.Context(), "SELECT student_id FROM entries WHERE sequence = $1", number).Scan(&id)
	}))
	return id
}

// random is what differs between two runs: ids, keys, tokens and hashes, all of them
// long, the numbers of orders' receipts, and who of all alike is meant.
var random = regexp.MustCompile(`P[0-9A-F]{8}-[0-9A-F]{4}|[A-Za-z0-9_-]{22,}|\$argon2id\S+|p\d@houbu\.test|E0000000\d|1390000000\d`)

// dump is every row of every table, without what is random.
func (w *walkWorld) dump() (all []string) {
	w.t.Helper()
	list := "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'goose_db_version' ORDER BY name"
	if storetest.Suite() {
		list = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'goose_db_version' ORDER BY tablename"
	}
	for _, table := range w.rows(list) {
		lines := w.rows("SELECT * FROM " + table)
		slices.Sort(lines)
		for i, line := range lines {
			all = append(all, table+" "+strconv.Itoa(i)+": "+line)
		}
	}
	return all
}

// rows are the rows of a query as text.
func (w *walkWorld) rows(query string) (all []string) {
	w.t.Helper()
	w.must(w.db.Read(w.t.Context(), func(tx store.Tx) error {
		rows, err := tx.QueryContext(w.t.Context(), query)
		if err != nil {
			return err
		}
		defer func() { _ = rows.Close() }() // it was read to its end
		columns, err := rows.Columns()
		if err != nil {
			return err
		}
		row, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		for rows.Next() {
			if err := rows.Scan(into...); err != nil {
				return err
			}
			all = append(all, random.ReplaceAllString(strings.Trim(fmt.Sprint(row), "[]"), "#"))
		}
		return rows.Err()
	}))
	return all
}
