package text

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"houbu/api"
)

func TestNoTextIsEmpty(t *testing.T) {
	t.Parallel()
	count := 0
	for path, words := range texts("Table", reflect.ValueOf(Chinese()).Elem()) {
		count++
		if strings.TrimSpace(words) == "" {
			t.Errorf("%s is empty", path)
		}
	}
	if count < 200 {
		t.Errorf("only %d texts", count)
	}
}

// texts are all texts in a value, by their paths.
func texts(path string, value reflect.Value) map[string]string {
	all := make(map[string]string)
	switch value.Kind() {
	case reflect.String:
		all[path] = value.String()
	case reflect.Struct:
		for i := range value.NumField() {
			addTexts(all, texts(path+"."+value.Type().Field(i).Name, value.Field(i)))
		}
	case reflect.Map:
		if value.Len() == 0 {
			all[path] = ""
		}
		for _, key := range value.MapKeys() {
			addTexts(all, texts(fmt.Sprintf("%s[%v]", path, key), value.MapIndex(key)))
		}
	case reflect.Slice, reflect.Array:
		if value.Len() == 0 {
			all[path] = ""
		}
		for i := range value.Len() {
			addTexts(all, texts(fmt.Sprintf("%s[%d]", path, i), value.Index(i)))
		}
	default:
		all[path] = "" // a table holds nothing else
	}
	return all
}

func addTexts(to, from map[string]string) {
	for path, words := range from {
		to[path] = words
	}
}

// TestEveryCodeHasWords reads the codes of the wire from their source, so that a
// new one is not forgotten here.
func TestEveryCodeHasWords(t *testing.T) {
	t.Parallel()
	complete(t, "Errors.ByCode", constants[api.Code](t, "codes.go", "Code"), Chinese().Errors.ByCode)
}

func TestEveryStateHasAName(t *testing.T) {
	t.Parallel()
	table := Chinese()
	complete(t, "Common.StateNames", constants[api.EntryState](t, "waitlist.go", "EntryState"), table.Common.StateNames)
	complete(t, "Platform.States", constants[api.OrderState](t, "payment.go", "OrderState"), table.Platform.States)
	complete(t, "Finished.Events", enum(t, reflect.TypeFor[api.EntryEvent](), "What"), table.Finished.Events)
	complete(t, "Desk.Roles", constants[api.Role](t, "staff.go", "Role"), table.Desk.Roles)
	complete(t, "Desk.Actions", constants[api.AuditAction](t, "audit.go", "AuditAction"), table.Desk.Actions)
	complete(t, "Desk.Audit.Subjects", constants[api.AuditSubject](t, "audit.go", "AuditSubject"), table.Desk.Audit.Subjects)
	complete(t, "Desk.Payments.NeedNames", constants[api.Need](t, "staff_payment.go", "Need"), table.Desk.Payments.NeedNames)
	complete(t, "Desk.Find.Bys", enum(t, reflect.TypeFor[api.StaffSearch](), "By"), table.Desk.Find.Bys)
	complete(t, "Home.Statuses", enum(t, reflect.TypeFor[api.Candidate](), "Status"), table.Home.Statuses)
}

// TestEveryReasonToBlockHasWords takes the codes that a pool can be blocked with
// from the wire's own list.
func TestEveryReasonToBlockHasWords(t *testing.T) {
	t.Parallel()
	field, ok := reflect.TypeFor[api.Pool]().FieldByName("Blocked")
	if !ok {
		t.Fatal("a pool has no field Blocked")
	}
	_, list, ok := strings.Cut(field.Tag.Get("doc"), ": ")
	if !ok {
		t.Fatal("the field's doc lists no codes")
	}
	var codes []api.Code
	for _, code := range strings.Split(list, ", ") {
		codes = append(codes, api.Code(code))
	}
	complete(t, "Written.Blocked", codes, Chinese().Written.Blocked)
}

// complete fails unless a map has words for all names and for nothing else.
func complete[K ~string](t *testing.T, table string, names []K, words map[K]string) {
	t.Helper()
	if len(names) == 0 {
		t.Errorf("%s: the wire has no names", table)
	}
	for _, name := range names {
		if words[name] == "" {
			t.Errorf("%s has no words for %q", table, name)
		}
	}
	for name := range words {
		if !slices.Contains(names, name) {
			t.Errorf("%s has words for %q, which the wire does not know", table, name)
		}
	}
}

// constants are the values of the constants of a type in a file of the wire.
func constants[K ~string](t *testing.T, file, typeName string) []K {
	t.Helper()
	source, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", "..", "api", file), nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var values []K
	ast.Inspect(source, func(node ast.Node) bool {
		spec, ok := node.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if name, ok := spec.Type.(*ast.Ident); !ok || name.Name != typeName {
			return true
		}
		for _, value := range spec.Values {
			literal, ok := value.(*ast.BasicLit)
			if !ok {
				t.Fatalf("a constant of %s is no literal", typeName)
			}
			text, err := strconv.Unquote(literal.Value)
			if err != nil {
				t.Fatal(err)
			}
			values = append(values, K(text))
		}
		return true
	})
	return values
}

// enum are the values that the wire allows for a field.
func enum(t *testing.T, of reflect.Type, field string) []string {
	t.Helper()
	f, ok := of.FieldByName(field)
	if !ok {
		t.Fatalf("%v has no field %s", of, field)
	}
	return strings.Split(f.Tag.Get("enum"), ",")
}
