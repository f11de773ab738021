package script

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestEveryFieldIsDocumented: docs/scripts.md names each field of each document.
func TestEveryFieldIsDocumented(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../docs/scripts.md")
	if err != nil {
		t.Fatal(err)
	}
	names := []string{
		"code", "exit", "message", "advice", "key", "next", "retry_after_seconds", // of an error
		codeUsage, codeOffline, codeTimeout, codeBadAnswer, codeInterrupted, codeUnknown, codeWait, codeNever, codeDeclined,
	}
	for _, document := range []any{Status{}, Exam{}, Entry{}, Event{}, History{}, Receipt{}, Order{}, OrderItem{}} {
		for field := range fields(reflect.TypeOf(document)) {
			names = append(names, field)
		}
	}
	if !slices.Contains(names, "cashier_url") {
		t.Fatal("no fields were found")
	}
	for _, name := range names {
		if !strings.Contains(string(page), "`"+name+"`") {
			t.Errorf("docs/scripts.md does not name `%s`", name)
		}
	}
}

// fields yields the names of a document's fields.
func fields(document reflect.Type) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for i := range document.NumField() {
			name, _, _ := strings.Cut(document.Field(i).Tag.Get("json"), ",")
			if !yield(name) {
				return
			}
		}
	}
}
