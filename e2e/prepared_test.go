//go:build unix

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// prepared are the databases that houbu import has made in this run of the tests.
var prepared = rosters{made: map[string]*roster{}}

// rosters keeps the database of each pair of rosters, since most tests have the same
// and to import takes two processes.
type rosters struct {
	mu   sync.Mutex // guards made
	made map[string]*roster
}

// roster is one pair: whoever comes first imports it, and the others wait.
type roster struct {
	mu   sync.Mutex // guards data
	data []byte     // of the database; nil: not imported yet
}

// of returns the roster of two files.
func (r *rosters) of(seats, candidates string) *roster {
	r.mu.Lock()
	defer r.mu.Unlock()
	key := seats + "\n" + candidates
	if r.made[key] == nil {
		r.made[key] = &roster{}
	}
	return r.made[key]
}

// database gives a server the database that its rosters make: houbu import's, or a
// copy of it.
func (r *rosters) database(s *server, people int, pools []seats) {
	s.t.Helper()
	seats, candidates := seatsFile(pools), candidatesFile(people)
	one, path := r.of(seats, candidates), filepath.Join(s.dir, "houbu.db")
	one.mu.Lock()
	defer one.mu.Unlock()
	if one.data != nil {
		s.write("houbu.db", string(one.data))
		return
	}
	s.imports("seats", seats, len(pools))
	s.imports("candidates", candidates, people)
	if left, err := filepath.Glob(path + "-*"); err != nil || len(left) > 0 {
		s.t.Fatalf("houbu import left %v, %v", left, err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		s.t.Fatal(err)
	}
	one.data = data
}

// imports has houbu import a roster with so many rows, all of them new.
func (s *server) imports(kind, text string, rows int) {
	s.t.Helper()
	s.write(kind+".csv", text)
	out, err := houbu(s.t, append([]string{"import", kind, filepath.Join(s.dir, kind+".csv")}, s.flags()...)...).CombinedOutput()
	if done := fmt.Sprintf("共 %d 行，新增 %d 行，更新 0 行，跳过 0 行", rows, rows); err != nil || !strings.Contains(string(out), done) {
		s.t.Fatalf("import %s: %v\n%s", kind, err, out)
	}
}
