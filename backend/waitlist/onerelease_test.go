package waitlist_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// writers are the functions that may do what frees or gives a seat. A new way
// out of a seat that writes these columns by itself forgets the allocator: it
// must call release instead.
var writers = []struct {
	what string
	sql  string
	only []string
}{
	{"takes a seat away", `(?is)UPDATE registrations\s+SET\s+(.*,\s*)?state = `, []string{"pay", "release"}},
	{"frees a seat", `(?i)state = 'released'`, []string{"release"}},
	{"deletes rows that hold seats", `(?i)DELETE FROM (registrations|seats|pools|entries)\b`, nil},
	{"counts a seat down", `(?i)UPDATE pools\b.*\bheld = held - `, []string{"release"}},
	{"counts a seat up", `(?i)UPDATE pools\b.*\bheld = held \+ `, []string{"register", "serve"}},
	{"gives a seat", `(?i)INSERT INTO registrations\b`, []string{"hold"}},
	{"raises a capacity", `(?i)UPDATE pools\b.*\bcapacity = `, []string{"resize"}},
	{"gives out a number", `(?i)next_sequence = `, []string{"takeNumbers"}},
	{"offers a seat", `(?i)UPDATE entries\b.*\bstate = 'offered'`, []string{"offer"}},
}

// callers are the functions that may call what gives a seat.
var callers = map[string][]string{
	"hold":     {"offer", "register"},
	"offer":    {"serve"},
	"serve":    {"allocate"},
	"allocate": {"allocateMarked"},
}

// function is what a function of the package says: its texts, with a ? for what
// is put between them, and whom it calls.
type function struct {
	texts []string
	calls map[string]bool
}

func TestOneFunctionFreesSeats(t *testing.T) {
	t.Parallel()
	all := functions(t)
	for _, rule := range writers {
		pattern := regexp.MustCompile(rule.sql)
		var found []string
		for name, f := range all {
			if slices.ContainsFunc(f.texts, pattern.MatchString) {
				found = append(found, name)
			}
		}
		slices.Sort(found)
		if !slices.Equal(found, rule.only) {
			t.Errorf("what %s: %v, want %v", rule.what, found, rule.only)
		}
	}
}

func TestOneFunctionGivesSeats(t *testing.T) {
	t.Parallel()
	all := functions(t)
	for callee, want := range callers {
		var found []string
		for name, f := range all {
			if f.calls[callee] {
				found = append(found, name)
			}
		}
		slices.Sort(found)
		if !slices.Equal(found, want) {
			t.Errorf("%s is called by %v, want %v", callee, found, want)
		}
	}
	for _, marked := range []string{"release", "resize", "enqueue", "wake"} {
		if !all[marked].calls["mark"] {
			t.Errorf("%s marks no pool for the allocator", marked)
		}
	}
	if !all["change"].calls["allocateMarked"] {
		t.Error("a change does not end with the allocator")
	}
}

// functions parses the package, without its tests.
func functions(t *testing.T) map[string]function {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]function{}
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			name := "" // of the declarations outside of functions
			if f, ok := decl.(*ast.FuncDecl); ok {
				name = f.Name.Name
			}
			all[name] = read(decl, all[name])
		}
	}
	for _, name := range slices.Concat(slices.Collect(maps.Keys(callers)), []string{"release", "resize", "enqueue", "wake", "change"}) {
		if _, ok := all[name]; !ok {
			t.Fatalf("the package has no function %s any more: bring this test up to date", name)
		}
	}
	return all
}

// read adds what a declaration says to what was found under its name.
func read(decl ast.Decl, f function) function {
	if f.calls == nil {
		f.calls = map[string]bool{}
	}
	ast.Inspect(decl, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.BasicLit, *ast.BinaryExpr:
			f.texts = append(f.texts, strings.Join(strings.Fields(text(node)), " "))
		case *ast.CallExpr:
			switch called := node.Fun.(type) {
			case *ast.Ident:
				f.calls[called.Name] = true
			case *ast.SelectorExpr:
				f.calls[called.Sel.Name] = true
			}
		}
		return true
	})
	return f
}

// text is a string that an expression puts together, as far as it is known.
func text(node ast.Node) string {
	switch node := node.(type) {
	case *ast.BasicLit:
		if value, err := strconv.Unquote(node.Value); err == nil && node.Kind == token.STRING {
			return value
		}
	case *ast.BinaryExpr:
		return text(node.X) + text(node.Y)
	}
	return "?"
}
