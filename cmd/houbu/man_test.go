package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"houbu/script"
)

//go:generate go test -run ^TestManPages$ . -update

var update = flag.Bool("update", false, "write the man pages and other golden files anew")

const manFolder = "../../docs/man"

// TestManPages holds the man pages against the commands: they are generated from
// them, with "go generate ./cmd/houbu".
func TestManPages(t *testing.T) {
	t.Parallel()
	pages := make(map[string]string)
	manPages(t, newRootCmd(system()), pages)
	if *update {
		writePages(t, pages)
	}
	for name, want := range pages {
		got, err := os.ReadFile(filepath.Join(manFolder, name))
		if err != nil || string(got) != want {
			t.Errorf("docs/man/%s is not that of the command: run \"go generate ./cmd/houbu\" (%v)", name, err)
		}
	}
	there, err := filepath.Glob(filepath.Join(manFolder, "*"))
	if err != nil || len(there) != len(pages) {
		t.Errorf("docs/man has %d files, want %d (%v)", len(there), len(pages), err)
	}
}

func writePages(t *testing.T, pages map[string]string) {
	t.Helper()
	err := errors.Join(os.RemoveAll(manFolder), os.MkdirAll(manFolder, 0o750))
	for name, page := range pages {
		err = errors.Join(err, os.WriteFile(filepath.Join(manFolder, name), []byte(page), 0o600))
	}
	if err != nil && !errors.Is(err, fs.ErrExist) {
		t.Fatal(err)
	}
}

// manPages are the pages of a command and of those below it, by their file names.
func manPages(t *testing.T, cmd *cobra.Command, pages map[string]string) {
	t.Helper()
	cmd.DisableAutoGenTag = true // the same page each time it is made
	var page bytes.Buffer
	fixed := time.Unix(0, 0).UTC()
	header := doc.GenManHeader{Section: "1", Source: "Houbu", Manual: "Houbu", Date: &fixed}
	if err := doc.GenMan(cmd, &header, &page); err != nil {
		t.Fatal(err)
	}
	// A page that is generated has no date of its own.
	text := strings.Replace(page.String(), `"Jan 1970"`, `""`, 1)
	// Chinese has few spaces: filling lines up with them tears gaps. Both are given
	// back their defaults by .TH, so they come after it.
	text = strings.Replace(text, "\n\n.SH NAME\n", "\n.nh\n.ad l\n\n.SH NAME\n", 1)
	more := environment()
	if _, scripted := cmd.Annotations[forScripts]; scripted || !cmd.HasParent() {
		more += exits()
	}
	before, after, found := strings.Cut(text, ".SH SEE ALSO")
	if found {
		after = ".SH SEE ALSO" + after
	}
	pages[strings.ReplaceAll(cmd.CommandPath(), " ", "-")+".1"] = strings.TrimRight(before, "\n") + "\n\n" + more + after
	for _, child := range cmd.Commands() {
		if child.IsAvailableCommand() && !child.IsAdditionalHelpTopicCommand() {
			manPages(t, child, pages)
		}
	}
}

// exits is the section EXIT STATUS.
func exits() string {
	var section strings.Builder
	section.WriteString(".SH EXIT STATUS\n")
	for _, m := range script.Exits() {
		_, _ = fmt.Fprintf(&section, ".TP\n.B %d\n%s\n", m.Exit, m.Chinese) // a Builder never fails to write
	}
	return section.String()
}

// environment is the section ENVIRONMENT.
func environment() string {
	var section strings.Builder
	section.WriteString(".SH ENVIRONMENT\n")
	for _, variable := range [][2]string{
		{envToken, "登录令牌，先于系统密钥环使用"},
		{envData, "练习数据所在的目录，同 \\-\\-data"},
		{"NO_COLOR", "不为空则不用颜色"},
	} {
		_, _ = fmt.Fprintf(&section, ".TP\n.B %s\n%s\n", variable[0], variable[1]) // a Builder never fails to write
	}
	return section.String()
}

// TestScriptsAreDocumented holds the table of exit codes in docs/scripts.md against
// the one in the code.
func TestScriptsAreDocumented(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/scripts.md")
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	for _, m := range script.Exits() {
		_, _ = fmt.Fprintf(&table, "| %d | %s |\n", m.Exit, m.English) // a Builder never fails to write
	}
	if !strings.Contains(string(page), "| code | meaning |\n|---|---|\n"+table.String()+"\n") {
		t.Errorf("docs/scripts.md does not have this table:\n%s", table.String())
	}
}
