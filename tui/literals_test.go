package tui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

// TestKeysAreSpelledInOnePlace: the key map is the only place that knows a key
// by its name or its constant, for all that runs in the terminal.
func TestKeysAreSpelledInOnePlace(t *testing.T) {
	t.Parallel()
	files := 0
	for _, root := range []string{".", "../screens"} {
		err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			files++
			found := spelledKeys(t, path, nil)
			if path == "keys.go" {
				if len(found) == 0 {
					t.Error("keys.go spells no key: the check sees nothing")
				}
				return nil
			}
			for _, what := range found {
				t.Errorf("%s: use the key map", what)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 50 {
		t.Errorf("only %d files were read", files)
	}
}

// TestSpelledKeysAreFound tries the check itself.
func TestSpelledKeysAreFound(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]int{
		`func f(m tea.KeyMsg) bool { return m.String() == "enter" }`:                       1,
		`func f(m tea.KeyMsg) bool { return "ctrl+c" != m.String() }`:                      1,
		`func f(m tea.KeyMsg) { switch m.String() { case "tab", "shift+tab", "x": } }`:     2,
		`var b = key.NewBinding(key.WithKeys("q"))`:                                        1,
		`func f(b key.Binding) { b.SetKeys("q", "w") }`:                                    1,
		`func f(m tea.KeyMsg) bool { return m.Type == tea.KeyEsc }`:                        1,
		`var s = "enter"; func f(m tea.KeyMsg, k key.Binding) { key.Matches(m, k); g(s) }`: 0,
		`func f(m tea.Msg) bool { _, ok := m.(tea.KeyMsg); return ok && s == "entered" }`:  0,
	} {
		if got := spelledKeys(t, "sample.go", "package p\n"+source); len(got) != want {
			t.Errorf("%s: found %v, want %d", source, got, want)
		}
	}
}

// spelledKeys finds where a file names keys: in a comparison, a case, a binding,
// or by a constant of Bubble Tea.
func spelledKeys(t *testing.T, path string, source any) []string {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	names := keyNames()
	var found []string
	note := func(node ast.Node, what string) {
		found = append(found, set.Position(node.Pos()).String()+": "+what)
	}
	compared := func(exprs ...ast.Expr) {
		for _, e := range exprs {
			if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if text, _ := strconv.Unquote(lit.Value); slices.Contains(names, text) {
					note(e, lit.Value)
				}
			}
		}
	}
	ast.Inspect(file, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.BinaryExpr:
			if node.Op == token.EQL || node.Op == token.NEQ {
				compared(node.X, node.Y)
			}
		case *ast.CaseClause:
			compared(node.List...)
		case *ast.SelectorExpr:
			name := node.Sel.Name
			of, _ := node.X.(*ast.Ident)
			isKey := of != nil && of.Name == "tea" && strings.HasPrefix(name, "Key") && name != "KeyMsg"
			if isKey || name == "WithKeys" || name == "SetKeys" {
				note(node, name)
			}
		}
		return true
	})
	return found
}

// keyNames are the names that Bubble Tea gives to keys, without the letters.
func keyNames() []string {
	var names []string
	for kind := tea.KeyType(-200); kind < 200; kind++ {
		if name := kind.String(); name != "" && name != "runes" && name != " " {
			names = append(names, name)
		}
	}
	return names
}
