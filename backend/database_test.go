package backend_test

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"houbu/api"
	"houbu/backend"
	"houbu/backend/practice"
	"houbu/backend/store"
)

// TestADatabaseStaysItsSessions starts backends of changed session files on one
// database: the id is what may not change.
func TestADatabaseStaysItsSessions(t *testing.T) {
	t.Parallel()
	c := newClock()
	config := centerConfig(t, c)
	wantMeta(t, config.Address, "")
	start := func(change func(config *backend.Config)) (name string, err error) {
		changed, settings := config, *config.Exam
		changed.Exam = &settings
		change(&changed)
		b, err := backend.Open(t.Context(), changed)
		if err != nil {
			return "", err
		}
		var public api.Exam
		(&client{t: t, to: b.Handler()}).do(http.MethodGet, api.PathExam, nil, &public, http.StatusOK)
		return public.Name, b.Close()
	}
	for _, step := range []struct {
		what   string
		change func(config *backend.Config)
		name   string // empty: refused
	}{
		{"the first start", func(*backend.Config) {}, config.Exam.Name},
		{"another session", func(c *backend.Config) { c.Exam.ID = "cet-2027-06" }, ""},
		{"a name and deadlines that changed", func(c *backend.Config) {
			c.Exam.Name, c.Exam.PayWindow, c.Exam.ClosesAt = "改过的名称", time.Hour, c.Exam.ClosesAt.Add(time.Hour)
		}, "改过的名称"},
		{"the same again", func(*backend.Config) {}, config.Exam.Name},
	} {
		name, err := start(step.change)
		if refused := errors.Is(err, store.ErrSession); refused != (step.name == "") || name != step.name || err != nil && !refused {
			t.Errorf("%s: %q, %v", step.what, name, err)
		}
		wantMeta(t, config.Address, config.Exam.ID)
	}
}

// TestAnOldPracticeFolderGoesOn opens a folder of a version that tied no database to
// a session, twice; no other session takes it over then.
func TestAnOldPracticeFolderGoesOn(t *testing.T) {
	t.Parallel()
	config := practiceConfig(t, newClock())
	wantMeta(t, config.Address, "")
	for range 2 {
		b, err := backend.Open(t.Context(), config)
		if err != nil {
			t.Fatal(err)
		}
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
		wantMeta(t, config.Address, "practice")
	}
	other := *config.Exam
	other.ID = "cet-2026-12"
	if _, err := backend.Open(t.Context(), backend.Config{Address: config.Address, Exam: &other}); !errors.Is(err, store.ErrSession) {
		t.Errorf("a center's session over practice data: %v", err)
	}
}

// TestThePracticeSessionTakesNoDatabaseOver opens it over data of a center, which an
// earlier version wrote: it is refused, and the database stays nobody's.
func TestThePracticeSessionTakesNoDatabaseOver(t *testing.T) {
	t.Parallel()
	config := practiceConfig(t, newClock())
	config.Address = "sqlite:" + filepath.Join(t.TempDir(), "houbu.db")
	db, err := store.Open(t.Context(), config.Address)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := backend.Open(t.Context(), config); !errors.Is(err, practice.ErrNotPractice) {
		t.Errorf("Open = %v, want ErrNotPractice", err)
	}
	wantMeta(t, config.Address, "")
}

// wantMeta checks which session a database is of; empty for none.
func wantMeta(t *testing.T, address, want string) {
	t.Helper()
	db, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	var got string
	err = db.Read(t.Context(), func(tx store.Tx) error {
		return tx.QueryRowContext(t.Context(), "SELECT COALESCE(max(value), '') FROM meta WHERE name = 'session'").Scan(&got)
	})
	if err := errors.Join(err, db.Close()); err != nil || got != want {
		t.Errorf("the database is of %q, %v; want %q", got, err, want)
	}
}

// TestHealthOfAFileThatIsTakenAway asks while the data file is elsewhere, and when it
// is back.
func TestHealthOfAFileThatIsTakenAway(t *testing.T) {
	t.Parallel()
	config := practiceConfig(t, newClock())
	c := &client{t: t, to: open(t, config).Handler()}
	path := strings.TrimPrefix(config.Address, "sqlite:")
	c.do(http.MethodGet, api.PathHealth, nil, nil, http.StatusOK)
	move := func(from, to string) {
		if err := os.Rename(from, to); err != nil {
			t.Fatal(err)
		}
	}
	move(path, path+".away")
	var no api.Problem
	c.do(http.MethodGet, api.PathHealth, nil, &no, http.StatusServiceUnavailable)
	if no.Code != api.CodeUnavailable {
		t.Errorf("the health is %+v", no)
	}
	move(path+".away", path)
	c.do(http.MethodGet, api.PathHealth, nil, nil, http.StatusOK)
}
