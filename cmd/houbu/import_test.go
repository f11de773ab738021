package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"houbu/backend/exam"
	"houbu/backend/roster"
)

const (
	testSeats = "学校代码,学校,校区代码,校区,科目代码,科目,容量\n99301,测试大学,993010,东校区,1,英语四级,30\n"
	testHead  = "账号,密码,手机号,证件类型,证件号码,姓名,学校代码,学校,校区代码,校区,资格科目,已报科目\n"
	testZhang = "demo1@houbu.test,Houbu2026!,13900000001,1,990101200501010010,张三,99301,测试大学,993010,东校区,1;2,\n"
	testLi    = "demo2@houbu.test,,13900000002,1,99010120050101007X,李四,99301,测试大学,993010,东校区,1;2,英语四级\n"
	testBad   = "demo3@houbu.test,short,13900000003,1,990101200602290023,王五,99301,测试大学,993010,东校区,无,\n"
)

// importText writes a roster and imports it, as houbu import would.
func importText(t *testing.T, dir, kind, text string, flags ...string) (stdout, stderr string, err error) {
	t.Helper()
	path := filepath.Join(dir, kind+".csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	cmd := newImportCmd()
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	cmd.SetOut(&out)
	cmd.SetErr(&errs)
	cmd.SetArgs(append([]string{
		kind, path, "--database", "sqlite:" + filepath.Join(dir, "houbu.db"),
		"--session", "../../docs/session.example.yaml",
	}, flags...))
	err = cmd.ExecuteContext(context.Background())
	return strings.ReplaceAll(out.String(), dir, "DIR"), strings.ReplaceAll(errs.String(), dir, "DIR"), err
}

func TestImportSeatsThenCandidates(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	out, errs, err := importText(t, dir, "seats", testSeats)
	if err != nil || errs != "" || out != "DIR/seats.csv：共 1 行，新增 1 行，更新 0 行，跳过 0 行。\n" {
		t.Fatalf("seats: %q, %q, %v", out, errs, err)
	}
	out, errs, err = importText(t, dir, "candidates", testHead+testZhang+testLi)
	if err != nil || errs != "" || out != "DIR/candidates.csv：共 2 行，新增 2 行，更新 0 行，跳过 0 行。\n" {
		t.Fatalf("candidates: %q, %q, %v", out, errs, err)
	}
	out, _, err = importText(t, dir, "candidates", testHead+testZhang+testLi)
	if err != nil || out != "DIR/candidates.csv：共 2 行，新增 0 行，更新 2 行，跳过 0 行。\n" {
		t.Errorf("again: %q, %v", out, err)
	}
}

func TestImportListsBadRows(t *testing.T) {
	t.Parallel()
	const table = `行  列        原因
3   密码      应为 8 到 128 个字符
3   证件号码  不是有效的身份证号码
`
	dir := t.TempDir()
	out, errs, err := importText(t, dir, "candidates", testHead+testZhang+testBad)
	want := table + "DIR/candidates.csv：有 1 行有错，什么都没有导入。请改正后再导入，或加 --skip-bad 跳过这些行。\n"
	if !errors.Is(err, errReported) || out != "" || errs != want {
		t.Errorf("import: %q, %q, %v", out, errs, err)
	}
	out, errs, err = importText(t, dir, "candidates", testHead+testZhang+testBad, "--skip-bad")
	if err != nil || errs != table || out != "DIR/candidates.csv：共 2 行，新增 1 行，更新 0 行，跳过 1 行。\n" {
		t.Errorf("skipping: %q, %q, %v", out, errs, err)
	}
}

// TestImportShowsNoControlCharacters has escape sequences in every place that
// the report may name.
func TestImportShowsNoControlCharacters(t *testing.T) {
	t.Parallel()
	const active = "\x1b[2J\x1b]0;title\a\u009b31m"
	head := strings.Replace(testHead, "账号,", "账号,备"+active+"注,", 1)
	row := strings.Replace(strings.Replace(testZhang, ",", ","+active+",", 1), "张三", "张"+active, 1)
	for name, text := range map[string]string{"header": head + row, "row": testHead + strings.ReplaceAll(testZhang, ",", active+",")} {
		out, errs, err := importText(t, t.TempDir(), "candidates", text)
		if !errors.Is(err, errReported) || out != "" || strings.ContainsFunc(errs, func(r rune) bool { return r != '\n' && unicode.IsControl(r) }) {
			t.Errorf("%s: %q, %q, %v", name, out, errs, err)
		}
		if want := "备␛[2J␛]0;title␇⟨U+009B⟩3"; name == "header" && !strings.Contains(errs, want) {
			t.Errorf("%s: %q, want %q", name, errs, want)
		}
	}
}

func TestImportRefusesWhatItCannotRead(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	_, _, err := importText(t, dir, "seats", "")
	var format *roster.FormatError
	if !errors.As(err, &format) || !strings.Contains(err.Error(), filepath.Join(dir, "seats.csv")) {
		t.Errorf("an empty file: %v", err)
	}
	session := filepath.Join(dir, "session.yaml")
	if err := os.WriteFile(session, []byte("id: x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var settings *exam.FileError
	if _, _, err := importText(t, dir, "seats", testSeats, "--session", session); !errors.As(err, &settings) {
		t.Errorf("a bad session file: %v", err)
	}
	cmd := newImportCmd()
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	cmd.SetArgs([]string{"seats", filepath.Join(dir, "missing.csv"), "--session", "../../docs/session.example.yaml"})
	if err := cmd.ExecuteContext(context.Background()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
}

func TestProgressBar(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	bar := &progressBar{w: &out, doing: "导入", percent: -1}
	bar.set(1, 300) // below a percent
	bar.set(2, 300)
	bar.set(300, 300)
	bar.clear()
	want := "\r导入 [" + strings.Repeat("-", 30) + "]   0% 1/300" +
		"\r导入 [" + strings.Repeat("#", 30) + "] 100% 300/300" +
		"\r" + strings.Repeat(" ", 50) + "\r"
	if out.String() != want {
		t.Errorf("bar %q, want %q", out.String(), want)
	}
	var plain bytes.Buffer
	bar = newProgressBar(&plain, "导入") // no terminal
	bar.set(1, 2)
	bar.clear()
	if plain.Len() != 0 {
		t.Errorf("%q was drawn on what is no terminal", plain.String())
	}
}
