package httpapi

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestKindsCoverEveryCode reads api/codes.go, whose comments name the status of
// each code, and holds the table against it.
func TestKindsCoverEveryCode(t *testing.T) {
	t.Parallel()
	file, err := parser.ParseFile(token.NewFileSet(), "../../api/codes.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	table := map[string]kind{}
	for _, k := range kinds() {
		if _, twice := table[string(k.code)]; twice || k.title == "" {
			t.Errorf("%s: twice, or without a title", k.code)
		}
		table[string(k.code)] = k
	}
	shape := regexp.MustCompile(`^\s*([0-9/]+)`)
	count := 0
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 || !strings.HasPrefix(spec.Names[0].Name, "Code") {
			return true
		}
		count++
		literal, _ := spec.Values[0].(*ast.BasicLit)
		code, err := strconv.Unquote(literal.Value)
		if err != nil {
			t.Fatal(err)
		}
		documented := shape.FindString(spec.Comment.Text())
		k, ok := table[code]
		if !ok || !strings.Contains(documented, strconv.Itoa(k.status)) {
			t.Errorf("%s: status %d, documented as %s", code, k.status, documented)
		}
		return true
	})
	if count != len(table) || count == 0 {
		t.Errorf("%d codes, %d rows", count, len(table))
	}
}
