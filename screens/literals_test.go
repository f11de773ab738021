package screens

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// TestChineseStandsInTheTextTables looks for text of the product outside of the
// tables: string literals with Chinese characters or punctuation in the code of
// the screens and the machine. Comments do not count.
func TestChineseStandsInTheTextTables(t *testing.T) {
	t.Parallel()
	tables := map[string]bool{
		filepath.Join("..", "tui", "chrome.go"):          true,
		filepath.Join("..", "tui", "kiosktext.go"):       true,
		filepath.Join("..", "tui", "desktext.go"):        true,
		filepath.Join("..", "tui", "widget", "texts.go"): true,
		filepath.Join("..", "tui", "table.go"):           true, // names the documented steps, and shows nothing
	}
	seen := 0
	for _, root := range []string{".", filepath.Join("..", "tui")} {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case path == "text", entry.Name() == "testdata":
				return filepath.SkipDir
			case entry.IsDir(), !strings.HasSuffix(path, ".go"), strings.HasSuffix(path, "_test.go"):
				return nil
			}
			seen++
			if tables[path] {
				delete(tables, path)
				return nil
			}
			for _, found := range chineseLiterals(t, path) {
				t.Errorf("%s belongs into a table of texts", found)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if seen < 50 || len(tables) > 0 {
		t.Errorf("looked at %d files, and did not find the tables %v", seen, tables)
	}
}

// chineseLiterals are the string and character literals of a file that hold
// Chinese, with their places.
func chineseLiterals(t *testing.T, path string) []string {
	t.Helper()
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	return literalsOf(files, file)
}

func literalsOf(files *token.FileSet, file *ast.File) []string {
	var found []string
	ast.Inspect(file, func(node ast.Node) bool {
		literal, ok := node.(*ast.BasicLit)
		if !ok || (literal.Kind != token.STRING && literal.Kind != token.CHAR) {
			return true
		}
		text := literal.Value
		if value, err := strconv.Unquote(text); err == nil {
			text = value
		}
		if strings.ContainsFunc(text, isChinese) {
			found = append(found, files.Position(literal.Pos()).String()+": "+literal.Value)
		}
		return true
	})
	return found
}

// isChinese tells whether a character belongs to a Chinese text: also its
// punctuation and the full-width forms.
func isChinese(r rune) bool {
	return unicode.Is(unicode.Han, r) || (r >= 0x3000 && r <= 0x303f) || (r >= 0xff00 && r <= 0xffef)
}

// TestChineseLiteralsAreFound shows the test above what it must find.
func TestChineseLiteralsAreFound(t *testing.T) {
	t.Parallel()
	const source = `package x // 注释
/* 注释 */
const a, b, c, d, e = "abc", "提交", ` + "`候补`" + `, '。', "\u5019"
`
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, "x.go", source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	if found := literalsOf(files, file); len(found) != 4 {
		t.Errorf("found %q, want four literals", found)
	}
}
