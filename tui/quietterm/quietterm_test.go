package quietterm

import (
	"go/parser"
	"go/token"
	"os"
	"slices"
	"testing"
)

// TestTermIsQuietUntilItIsRestored is not parallel: the environment is global.
func TestTermIsQuietUntilItIsRestored(t *testing.T) {
	for _, before := range []string{"xterm-256color", "", "dumb"} {
		t.Run(before, func(t *testing.T) {
			t.Setenv("TERM", before)
			terminal, isSet = quiet()
			if got := os.Getenv("TERM"); got != "dumb" {
				t.Errorf("TERM is %q meanwhile, want dumb", got)
			}
			Restore()
			if got, ok := os.LookupEnv("TERM"); got != before || !ok {
				t.Errorf("TERM is %q (set %v) afterwards, want %q", got, ok, before)
			}
		})
	}
}

func TestUnsetTermStaysUnset(t *testing.T) {
	t.Setenv("TERM", "") // puts it back after the test
	if err := os.Unsetenv("TERM"); err != nil {
		t.Fatal(err)
	}
	terminal, isSet = quiet()
	Restore()
	if got, ok := os.LookupEnv("TERM"); ok {
		t.Errorf("TERM is set to %q afterwards", got)
	}
}

// TestImportsOnlyOS: with any other import Go might initialise Bubble Tea first.
func TestImportsOnlyOS(t *testing.T) {
	t.Parallel()
	file, err := parser.ParseFile(token.NewFileSet(), "quietterm.go", nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var imports []string
	for _, spec := range file.Imports {
		imports = append(imports, spec.Path.Value)
	}
	if want := []string{`"os"`}; !slices.Equal(imports, want) {
		t.Errorf("the imports are %v, want %v", imports, want)
	}
}
