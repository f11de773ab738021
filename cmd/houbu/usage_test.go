package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestBadUsageSaysWhatToDo(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	empty := filepath.Join(dir, "empty.yaml")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	missing := filepath.Join(dir, "missing.yaml")
	for args, want := range map[string]string{
		"bogus":                       "没有命令 \"bogus\"：用 houbu --help",
		"--bogus":                     "选项有误",
		"version 1":                   "多余的参数 \"1\"：用 houbu version --help",
		"practice bogus":              "没有命令 \"bogus\"：用 houbu practice --help",
		"import bogus":                "没有命令 \"bogus\"：用 houbu import --help",
		"completion tcsh":             "没有命令 \"tcsh\"：用 houbu completion --help",
		"serve":                       "--session FILE",
		"serve --session " + missing:  "不能打开考次文件 " + missing,
		"serve --session " + empty:    "文件是空的",
		"serve --trusted-proxy proxy": "--trusted-proxy \"proxy\" 不是 IP 地址或网段",
		"notices bogus":               "多余的参数",
		"notices --database x":        "sqlite:路径",
		"serve --session ../../docs/session.example.yaml --notify-webhook https://a.example": "--notify-secret-file",
		"import seats":       "请给出一个文件",
		"import seats x.csv": "--session FILE",
		"--server foo":       "不是网址",
		"import seats a.csv --session " + missing: "不能打开考次文件",
	} {
		var out, errs bytes.Buffer
		exit := 1
		if slices.Contains([]string{"bogus", "--bogus", "version 1", "practice bogus", "import bogus", "completion tcsh", "import seats", "notices bogus"}, args) {
			exit = 2 // the command line itself
		}
		if code := run(context.Background(), strings.Fields(args), &out, &errs); code != exit {
			t.Errorf("houbu %s exits with %d, want %d", args, code, exit)
		}
		if !strings.Contains(errs.String(), want) || strings.Count(errs.String(), "\n") > 3 {
			t.Errorf("houbu %s says %q, want %q", args, errs.String(), want)
		}
	}
}

func TestHelpAndVersion(t *testing.T) {
	t.Parallel()
	for args, want := range map[string]string{
		"--help":          "serve",
		"import":          "candidates",
		"practice":        "reset",
		"version":         "houbu ",
		"completion bash": "bash completion",
	} {
		var out, errs bytes.Buffer
		if code := run(context.Background(), strings.Fields(args), &out, &errs); code != 0 || errs.Len() > 0 {
			t.Errorf("houbu %s exits with %d and says %q", args, code, errs.String())
		}
		if !strings.Contains(out.String(), want) {
			t.Errorf("houbu %s prints no %q", args, want)
		}
	}
}
