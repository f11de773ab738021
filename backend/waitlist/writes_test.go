package waitlist_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// written are all statements of the module that write the rows of the queues and
// of the seats: by which function, to which table, which columns. A new path that
// frees or gives a seat has a statement of its own and is not in this list, or it
// calls what is, which marks the pool. Before a line is added here, ask whether
// what it writes can make a seat or an entry allocatable: it must then be release,
// or mark the pool.
var written = []string{
	"payment: billFor: update registrations state",
	"waitlist: AddPool: insert pools campus,school,school_code",
	"waitlist: Renew: update registrations pay_by",
	"waitlist: chooseReport: update registrations report_type",
	"waitlist: closeQueue: update entries changed_at,ended_at,events,left_at,reason_code,reason_text,state",
	"waitlist: closeQueue: update pools moved,waiting",
	"waitlist: finish: update entries changed_at,ended_at,events,left_at,reason_code,reason_text,state",
	"waitlist: hold: insert registrations ",
	"waitlist: insertEntries: insert entries ",
	"waitlist: leave: update pools moved,waiting",
	"waitlist: offer: update entries changed_at,events,left_at,pay_by,state",
	"waitlist: passOver: update entries events",
	"waitlist: pay: update registrations paid_at,state",
	"waitlist: register: update pools held",
	"waitlist: release: update pools held",
	"waitlist: release: update registrations release_why,released_at,state",
	"waitlist: resize: insert seats ",
	"waitlist: resize: update pools capacity",
	"waitlist: serve: update pools held,moved,served_at,served_to,waiting",
	"waitlist: takeNumbers: update pools next_sequence,waiting",
}

// unnamed are the functions whose statements may leave the table open.
var unnamed = []string{
	"store: repeats",   // compares the verb of a statement, and writes none
	"transfer: insert", // fills an empty database with the rows of another: nobody waits in it yet
}

// scope are the folders whose code works on the database of a session. The
// benchmarks fill databases of their own.
var scope = []string{"backend", "cmd"}

const queueTables = `(registrations|seats|pools|entries)`

var (
	writeTo  = regexp.MustCompile(`\b(update(?: or \w+)?(?: only)?|insert(?: or \w+)? into|replace into|delete from|truncate(?: table)?|merge into) (?:\w+\.)?["` + "`" + `\[]?` + queueTables + `\b`)
	setPart  = regexp.MustCompile(`\bset (.*?)(?: where | from | returning |$)`)
	column   = regexp.MustCompile(`(?:^|, ?|\()\s*(\w+)\)? ?=`)
	pieced   = regexp.MustCompile(`(?:^|[;)] ?)(update|insert into|delete from|replace into)( only)? ?(\?|%\w|$)`)
	triggers = regexp.MustCompile(`(?i)create\s+(or\s+replace\s+)?(constraint\s+)?(temp\s+)?(trigger|rule|function)`)
)

// TestEveryWriteOfASeatIsKnown finds a statement that is new, wherever it stands:
// in a constant, in another package, in two parts, in other letters or spaces.
func TestEveryWriteOfASeatIsKnown(t *testing.T) {
	t.Parallel()
	found := map[string]bool{}
	for name, texts := range sources(t) {
		for write, columns := range writes(texts) {
			found[name+": "+write+" "+strings.Join(columns, ",")] = true
		}
		for _, words := range texts {
			if pieced.MatchString(plain(words)) && !slices.Contains(unnamed, name) {
				t.Errorf("%s puts the name of a table into a statement: it cannot be found here", name)
			}
		}
	}
	got := slices.Sorted(maps.Keys(found))
	for _, line := range got {
		if !slices.Contains(written, line) {
			t.Errorf("a new write: %q", line)
		}
	}
	for _, line := range written {
		if !slices.Contains(got, line) {
			t.Errorf("no longer written: %q", line)
		}
	}
}

// TestTheSchemaMovesNothingByItself: a trigger would be a path that no code shows.
func TestTheSchemaMovesNothingByItself(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../store/migrations/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal("no migrations", err)
	}
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if found := triggers.Find(text); found != nil {
			t.Errorf("%s has a %s", path, found)
		}
		if strings.Contains(plain(string(text)), "on delete cascade") {
			t.Errorf("%s deletes rows by itself", path)
		}
	}
}

// TestWritesAreFound is a test of the test: ways to free a seat past release.
func TestWritesAreFound(t *testing.T) {
	t.Parallel()
	for _, sneaky := range []string{
		`const q = "UPDATE registrations SET state='released' WHERE id = $1"`,
		"func f() { exec(`update\n\tregistrations\n set\n\t report_type = $2,state=$1`) }",
		`func f() { store.Update(ctx, tx, "", "UPDATE pools SET held=held-1 FROM", "AS n", nil, rows) }`,
		`func f() { exec("UPDATE " + "registrations" + " SET state = $1") }`,
		`func f() { exec("WITH gone AS (SELECT 1) DELETE FROM registrations WHERE id = $1") }`,
		`func f() { exec("INSERT OR REPLACE INTO registrations VALUES ($1)") }`,
		`func f() { exec("UPDATE \"registrations\" SET state = $1") }`,
		`var q = map[string]string{"free": "UPDATE public.registrations AS r SET (state, paid_at) = ($1, $2)"}`,
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "x.go", "package x\n"+sneaky, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		if len(writes(read(file.Decls[0], function{}).texts)) == 0 {
			t.Errorf("not found: %s", sneaky)
		}
	}
	for _, sneaky := range []string{
		`func f(table string) { exec("UPDATE " + table + " SET state = $1") }`,
		`func f(table string) { exec(fmt.Sprintf("DELETE FROM %s", table)) }`,
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "x.go", "package x\n"+sneaky, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(read(file.Decls[0], function{}).texts, func(words string) bool { return pieced.MatchString(plain(words)) }) {
			t.Errorf("not found: %s", sneaky)
		}
	}
}

// writes are the statements in texts that write to the tables of the queues, with
// the columns that they set.
func writes(texts []string) map[string][]string {
	all := map[string][]string{}
	for _, words := range texts {
		words = plain(words)
		for _, at := range writeTo.FindAllStringSubmatchIndex(words, -1) {
			verb, _, _ := strings.Cut(words[at[2]:at[3]], " ")
			write := verb + " " + words[at[4]:at[5]]
			columns := all[write]
			if set := setPart.FindStringSubmatch(words[at[1]:]); set != nil {
				for _, name := range column.FindAllStringSubmatch(set[1], -1) {
					columns = append(columns, name[1])
				}
			}
			slices.Sort(columns)
			all[write] = slices.Compact(columns)
		}
	}
	return all
}

// plain writes a statement in small letters with single spaces.
func plain(words string) string { return strings.Join(strings.Fields(strings.ToLower(words)), " ") }

// sources are the texts of each function in scope, by package and name; those
// outside of functions have none.
func sources(t *testing.T) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	for _, folder := range scope {
		err := filepath.WalkDir(filepath.Join("..", "..", folder), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			if err != nil {
				return fmt.Errorf("read the source: %w", err)
			}
			for _, decl := range file.Decls {
				name := filepath.Base(filepath.Dir(path)) + ": "
				if f, ok := decl.(*ast.FuncDecl); ok {
					name += f.Name.Name
				}
				all[name] = append(all[name], read(decl, function{}).texts...)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}
