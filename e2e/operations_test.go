//go:build unix

package e2e

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// elsewhere are the failures that a test cannot bring about from outside of the
// program, with the test that has them.
var elsewhere = map[string]string{
	"Disk full (SQLite)":     "backend/store/full_test.go TestAFullDisk",
	"Disk full (PostgreSQL)": "cmd/houbu/explain_test.go TestExplainServer",
	"Connection lost":        "backend/store/restart_test.go TestAServerThatGoesAndComes",
	"Clock jumped":           "backend/waitlist/clock_test.go TestTheClockJumpsBackOverADeadline",

	"File deleted or replaced (SQLite)": "backend/store/watch_test.go TestAFileThatIsTakenAway",
	"Another session's file":            "cmd/houbu/session_test.go TestADatabaseOfAnotherSession",
	"Another session's database":        "backend/database_test.go TestADatabaseStaysItsSessions",
}

// TestEveryFailureInTheOperationsPage brings about each failure that the page
// lists, with the real program, and finds in what it says the message that the
// operator looks up.
func TestEveryFailureInTheOperationsPage(t *testing.T) {
	t.Parallel()
	provoked := failures()
	seen := map[string]bool{}
	for _, row := range failureRows(t) {
		symptom, message := row[0], row[1]
		seen[symptom] = true
		if where, has := elsewhere[symptom]; has {
			mustExist(t, where)
			continue
		}
		provoke, has := provoked[symptom]
		if !has {
			t.Errorf("no test has the failure %q", symptom)
			continue
		}
		t.Run(symptom, func(t *testing.T) {
			t.Parallel()
			said := provoke(t)
			if message != "–" && !pattern(message).MatchString(said) {
				t.Errorf("it says\n%s\nwant %s", said, message)
			}
		})
	}
	for symptom := range provoked {
		if !seen[symptom] {
			t.Errorf("docs/operations.md does not list %q", symptom)
		}
	}
}

// failureRows are the rows of the page's last table, by cells.
func failureRows(t *testing.T) (rows [][]string) {
	t.Helper()
	page, err := os.ReadFile(filepath.Join("..", "docs", "operations.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, after, found := strings.Cut(string(page), "| Symptom | Message | Cause | What to do |\n|---|---|---|---|\n")
	for line := range strings.Lines(after) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), " | ")
		if len(cells) != 4 {
			break
		}
		rows = append(rows, []string{strings.TrimSpace(cells[0]), strings.Trim(strings.TrimSpace(cells[1]), "`")})
	}
	if !found || len(rows) == 0 {
		t.Fatal("docs/operations.md has no table of failures")
	}
	return rows
}

// pattern finds a message of the page, with something in place of its
// placeholders.
func pattern(message string) *regexp.Regexp {
	text := regexp.QuoteMeta(message)
	for _, placeholder := range []string{"FILE", "SERVER", "ADDRESS"} {
		text = strings.ReplaceAll(text, placeholder, `\S+`)
	}
	return regexp.MustCompile(strings.ReplaceAll(text, " N ", ` \d+ `))
}

// mustExist looks for a test: its file, and its name in it.
func mustExist(t *testing.T, where string) {
	t.Helper()
	file, name, _ := strings.Cut(where, " ")
	source, err := os.ReadFile(filepath.Join("..", filepath.FromSlash(file)))
	if err != nil || !bytes.Contains(source, []byte("func "+name+"(")) {
		t.Errorf("there is no %s in %s (%v)", name, file, err)
	}
}

// refused runs houbu serve, which has to end at once, and returns what it says.
func refused(t *testing.T, flags ...string) string {
	t.Helper()
	cmd := houbu(t, append([]string{"serve", "--listen", "127.0.0.1:0"}, flags...)...)
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	err := cmd.Run()
	if code := cmd.ProcessState.ExitCode(); code != 1 || out.Len() > 0 {
		t.Errorf("houbu serve %q: %v, exit code %d, want 1 and nothing but an error", flags, err, code)
	}
	return said.String()
}

// center is a folder with a session file, after changes, and the flags that name
// it and a database file that is not there.
func center(t *testing.T, changes ...string) (dir string, flags []string) {
	t.Helper()
	dir = t.TempDir()
	text := sessionFile(t)
	for i := 1; i < len(changes); i += 2 {
		if strings.Count(text, changes[i-1]) != 1 {
			t.Fatalf("the session file has not one %q", changes[i-1])
		}
		text = strings.Replace(text, changes[i-1], changes[i], 1)
	}
	path := filepath.Join(dir, "session.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir, []string{"--session", path, "--database", "sqlite:" + filepath.Join(dir, "houbu.db")}
}
