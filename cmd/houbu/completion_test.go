package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"houbu/script"
)

// TestCompletionScripts are made for each shell; those of the shells that are
// installed are read by them.
func TestCompletionScripts(t *testing.T) {
	t.Parallel()
	for shell, words := range map[string]string{
		"bash": "__start_houbu", "zsh": "#compdef houbu", "fish": "complete -c houbu", "powershell": "Register-ArgumentCompleter",
	} {
		var out, said bytes.Buffer
		if code := run(context.Background(), []string{"completion", shell}, &out, &said); code != 0 || !strings.Contains(out.String(), words) {
			t.Errorf("%s: exit code %d, %q", shell, code, said.String())
		}
		path, err := exec.LookPath(shell)
		if err != nil || shell == "powershell" {
			continue // it is not installed, or has no such option
		}
		check := exec.CommandContext(t.Context(), path, "-n")
		check.Stdin = &out
		if said, err := check.CombinedOutput(); err != nil {
			t.Errorf("%s cannot read it: %v\n%s", shell, err, said)
		}
	}
}

// TestBashCompletes: the script works in the shell, not only its syntax.
func TestBashCompletes(t *testing.T) {
	t.Parallel()
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Fatal("bash is not installed")
	}
	var made, said bytes.Buffer
	if code := run(context.Background(), []string{"completion", "bash"}, &made, &said); code != 0 {
		t.Fatal(said.String())
	}
	// What the shell does at Tab after "houbu status --wait of". The program's own
	// answer is put in its place.
	made.WriteString(`
houbu() { printf 'offered\n:4\n'; }
COMP_WORDS=(houbu status --wait of) COMP_CWORD=3 COMP_LINE="houbu status --wait of" COMP_POINT=22
_get_comp_words_by_ref() { cur=of prev=--wait words=("${COMP_WORDS[@]}") cword=3; }
compopt() { :; }
__start_houbu
printf '%s\n' "${COMPREPLY[@]}"
`)
	shell := exec.CommandContext(t.Context(), bash, "--norc", "--noprofile")
	shell.Stdin, shell.Dir = &made, filepath.Clean(t.TempDir())
	shell.Env = append(os.Environ(), "LC_ALL=C") // bash warns of a locale that is not installed
	out, err := shell.CombinedOutput()
	if err != nil || strings.TrimSpace(string(out)) != "offered" {
		t.Errorf("%v, %q", err, out)
	}
}

// TestCompletions asks for what a flag can be, with and without a server and a
// login.
func TestCompletions(t *testing.T) {
	t.Parallel()
	s := newShell(t, "")
	url := practiceCenter(t)
	confirmed(t, url)
	complete := func(want string, not string, args ...string) {
		t.Helper()
		s.run(script.Done, append([]string{"__complete"}, args...)...)
		if !strings.Contains(s.out, want) || not != "" && strings.Contains(s.out, not) {
			t.Errorf("%q is completed with\n%s\nwant %q", args, s.out, want)
		}
	}
	complete("offered\n", "", "status", "--wait", "")
	complete(":4", "英语四级", "join", "--subject", "")
	complete("1\t英语四级\n", "", "join", "--server", url, "--subject", "")
	complete("\t其他\n", "", "cancel", "--server", url, "--reason", "")
	complete(":4", "东校区", "join", "--server", url, "--campus", "")
	complete(":4", "英语四级", "join", "--server", "http://127.0.0.1:1", "--subject", "")
	s.in = credentials
	s.run(script.Done, "login", "--server", url)
	complete("993010\t", "", "join", "--server", url, "--campus", "")
	s.run(script.Done, "join", "--server", url, "--campus", "993010", "--subject", "1", "--yes")
	complete("\t英语四级\n", "", "cancel", "--server", url, "--entry", "")
}
