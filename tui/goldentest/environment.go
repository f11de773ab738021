// Package goldentest is test support: golden files are drawn under each environment
// in which a terminal program meets other widths. Shipped code never imports it.
package goldentest

import (
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

// Widths are the widths of ambiguous characters that the golden files are
// drawn with, whether go-runewidth, and with it bubbles, takes them for wide. A
// process that is told its environment has the one of that, and no other.
func Widths(t *testing.T) []bool {
	t.Helper()
	if !Child() {
		return []bool{false, true}
	}
	wide := runewidth.DefaultCondition.EastAsianWidth
	if wide != (*only == "wide") {
		t.Fatalf("go-runewidth takes ambiguous characters for wide: %v, want them %s", wide, *only)
	}
	return []bool{wide}
}

// UnderEach runs the tests that match a pattern again in processes of their own,
// one for each environment: go-runewidth goes by the locale or the variable,
// x/ansi by the variable alone, and both read them once, when a program starts.
// With update, the golden files of wide characters are written anew.
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

// setsWidth tells whether a variable of the environment has a say in the width.
func setsWidth(variable string) bool {
	name, _, _ := strings.Cut(variable, "=")
	return name == "LANG" || name == "RUNEWIDTH_EASTASIAN" || strings.HasPrefix(name, "LC_")
}
