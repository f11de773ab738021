// Package goldentest is test support: golden files are drawn under each environment
// in which a terminal program meets other widths. Shipped code never imports it.
package goldentest

import (
	"cmp"
	"flag"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"
)

var only = flag.String("only", "", "draw the golden files once, under an environment "+
	"in which go-runewidth takes ambiguous characters for: narrow, wide")

// Child tells whether this process was told its environment by UnderEach.
func Child() bool { return *only != "" }

// Check fails in a process that does not have the environment it was told.
func Check(t *testing.T) {
	t.Helper()
	wide := runewidth.DefaultCondition.EastAsianWidth
	if Child() && wide != (*only == "wide") {
		t.Fatalf("go-runewidth takes ambiguous characters for wide: %v, want them %s", wide, *only)
	}
}

// UnderEach runs the tests that match a pattern again in processes of their own,
// one for each environment: go-runewidth, and with it bubbles, goes by the locale
// or the variable, x/ansi by the variable alone, and both read them once, when a
// program starts. The environment of this process is left out: it has drawn the
// golden files itself. With update, those of wide characters are written anew.
func UnderEach(t *testing.T, pattern string, update bool) {
	t.Helper()
	for _, c := range []struct {
		locale, eastAsian string
		width             string // that go-runewidth gives to ambiguous characters
	}{
		{"en_US.UTF-8", "", "narrow"},
		{"zh_CN.UTF-8", "", "wide"},
		{"en_US.UTF-8", "1", "wide"},
	} {
		if c.locale == locale() && c.eastAsian == os.Getenv("RUNEWIDTH_EASTASIAN") {
			continue
		}
		t.Run(c.locale+" "+c.eastAsian, func(t *testing.T) {
			t.Parallel()
			args := []string{"-test.run=" + pattern, "-only=" + c.width}
			if update && c.eastAsian != "" { // the others draw what this process has drawn
				args = append(args, "-update")
			}
			child := exec.CommandContext(t.Context(), os.Args[0], args...)
			child.Env = append(slices.DeleteFunc(os.Environ(), setsWidth), "LC_ALL="+c.locale)
			if c.eastAsian != "" {
				child.Env = append(child.Env, "RUNEWIDTH_EASTASIAN="+c.eastAsian)
			}
			if out, err := child.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

// locale is the locale of this process.
func locale() string { return cmp.Or(os.Getenv("LC_ALL"), os.Getenv("LC_CTYPE"), os.Getenv("LANG")) }

// setsWidth tells whether a variable of the environment has a say in the width.
func setsWidth(variable string) bool {
	name, _, _ := strings.Cut(variable, "=")
	return name == "LANG" || name == "RUNEWIDTH_EASTASIAN" || strings.HasPrefix(name, "LC_")
}
