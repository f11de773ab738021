package proof

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"houbu/backend/account"
	"houbu/backend/exam"
	"houbu/backend/store"
	"houbu/backend/store/storetest"
	"houbu/bench/seed"
)

// world is a database with candidates, and the backends on it.
type world struct {
	t        *testing.T
	database string
	session  string // file
	file     *seed.File
	servers  []*server
	closing  atomic.Bool // the last allocation is near or over
}

// onBoth runs a test on SQLite with one backend, and on PostgreSQL with two.
func onBoth(t *testing.T, fn func(t *testing.T, database string, backends int)) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		fn(t, "sqlite:"+filepath.Join(t.TempDir(), "houbu.db"), 1)
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		fn(t, storetest.Postgres(t), 2)
	})
}

// newWorld seeds a database with pools of one capacity, with candidates who have
// done the steps up to 7 spread over them, and starts backends on it.
func newWorld(t *testing.T, database string, backends, pools, people, capacity int) *world {
	t.Helper()
	return newWorldWith(t, nil, database, backends, pools, people, capacity)
}

// newWorldWith is newWorld with settings of the session that are others.
func newWorldWith(t *testing.T, settings map[string]string, database string, backends, pools, people, capacity int) *world {
	t.Helper()
	w := &world{t: t, database: database, session: filepath.Join(t.TempDir(), "session.yaml")}
	w.write(settings)
	w.seed(pools, people)
	w.resize(capacity, allOf(pools)...)
	for range backends {
		s := newServer(t, w.flags()...)
		s.start()
		w.servers = append(w.servers, s)
	}
	return w
}

// write writes the session file: the example, with deadlines out of reach, and with
// settings that are others.
func (w *world) write(settings map[string]string) {
	w.t.Helper()
	example, err := os.ReadFile(filepath.Join("..", "docs", "session.example.yaml"))
	w.must(err)
	all := map[string]string{}
	for key, at := range map[string]time.Duration{"opens": -24, "closes": 120, "payment_closes": 144, "last_allocation": 143} {
		all[key] = time.Now().Add(at * time.Hour).Format(time.RFC3339)
	}
	maps.Copy(all, settings)
	text := string(example)
	for key, value := range all {
		line := regexp.MustCompile(`(?m)^( *` + key + `:) +\S+`)
		if len(line.FindAllString(text, -1)) != 1 {
			w.t.Fatalf("the example session has not one line %q", key)
		}
		text = line.ReplaceAllString(text, "$1 "+value)
	}
	w.must(os.WriteFile(w.session, []byte(text), 0o600))
}

func (w *world) seed(pools, people int) {
	w.t.Helper()
	ctx := w.t.Context()
	session, err := exam.Load(w.session)
	w.must(err)
	hash, err := account.HashPassword(seed.Password)
	w.must(err)
	db, err := store.Open(ctx, w.database)
	w.must(err)
	w.file, err = seed.Write(ctx, db, session, seed.Plan{Pools: pools, Ready: people, Now: time.Now()})
	w.must(err)
	w.must(db.Write(ctx, func(tx store.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE accounts SET password_hash = $1", hash) // they log in as everybody does
		return err
	}))
	w.must(db.Close())
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) flags() []string { return []string{"--database", w.database, "--session", w.session} }

// poolOf is the pool of a candidate.
func (w *world) poolOf(n int) int { return w.file.Ready[n].Pool }

// resize sets the capacity of pools as the staff do: by importing a roster.
func (w *world) resize(capacity int, pools ...int) {
	w.t.Helper()
	text := "学校代码,学校,校区代码,校区,科目代码,科目,容量\n"
	for _, pool := range pools {
		campus := w.file.Pools[pool].Campus
		text += fmt.Sprintf("%s,大学,%s,校区,%s,英语四级,%d\n", campus[:5], campus, w.file.Subject, capacity)
	}
	path := filepath.Join(w.t.TempDir(), "seats.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		w.t.Error(err) // not Fatal: others act at the same time
		return
	}
	out, err := houbu(w.t, append([]string{"import", "seats", path}, w.flags()...)...).CombinedOutput()
	if err != nil {
		w.t.Errorf("import seats: %v\n%s", err, out)
	}
}

func allOf(n int) (all []int) {
	for i := range n {
		all = append(all, i)
	}
	return all
}

// transport reaches the backends by their names.
func (w *world) transport() *http.Transport {
	t := &http.Transport{DialContext: func(ctx context.Context, _, address string) (net.Conn, error) {
		host, _, err := net.SplitHostPort(address)
		if err != nil {
			return nil, err
		}
		n, err := strconv.Atoi(strings.TrimPrefix(host, "backend-"))
		if err != nil {
			return nil, err
		}
		return w.servers[n].dial(ctx)
	}}
	w.t.Cleanup(t.CloseIdleConnections)
	return t
}

// open opens the database for SQL of the test's own.
func (w *world) open() *sql.DB {
	w.t.Helper()
	driver, address := "pgx", w.database
	if path, is := strings.CutPrefix(w.database, "sqlite:"); is {
		driver, address = "sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?_pragma=busy_timeout(10000)&_txlock=immediate"
	}
	db, err := sql.Open(driver, address)
	w.must(err)
	w.t.Cleanup(func() {
		if err := db.Close(); err != nil {
			w.t.Error(err)
		}
	})
	return db
}
