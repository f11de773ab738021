package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"houbu/backend/store/storetest"
)

func TestBackupIsADatabase(t *testing.T) {
	t.Parallel()
	from, to := center(t), filepath.Join(t.TempDir(), "backup.db")
	var out, errs bytes.Buffer
	if code := run(context.Background(), []string{"backup", "--database", from, "--to", to}, &out, &errs); code != 0 || errs.Len() > 0 {
		t.Fatalf("exit code %d, %q", code, errs.String())
	}
	if want := "已把 " + strings.TrimPrefix(from, "sqlite:") + " 备份到 " + to + "。\n"; out.String() != want {
		t.Errorf("it says %q, want %q", out.String(), want)
	}
	storetest.Open(t, "sqlite:"+to)
}

func TestBackupSaysWhyNot(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	noise := filepath.Join(dir, "noise.db")
	if err := os.WriteFile(noise, bytes.Repeat([]byte("no database "), 500), 0o600); err != nil {
		t.Fatal(err)
	}
	from, to := center(t), filepath.Join(dir, "backup.db")
	ended, end := context.WithCancel(context.Background())
	end()
	for name, test := range map[string]struct {
		ctx  context.Context
		args []string
		want string
	}{
		"no file named":     {t.Context(), []string{"--database", from}, "请用 --to FILE"},
		"PostgreSQL":        {t.Context(), []string{"--database", "postgres://me:secret@db/x", "--to", to}, "PostgreSQL 请用 pg_dump"},
		"a file in the way": {t.Context(), []string{"--database", from, "--to", noise}, noise + " 已经存在：备份只写到新文件"},
		"a damaged file":    {t.Context(), []string{"--database", "sqlite:" + noise, "--to", to}, "数据文件 " + noise + " 已损坏"},
		"a missing file":    {t.Context(), []string{"--database", "sqlite:" + dir + "/none.db", "--to", to}, "不能使用数据文件 " + dir + "/none.db"},
		"an interruption":   {ended, []string{"--database", from, "--to", to}, "已被打断，没有备份"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out, errs bytes.Buffer
			code := run(test.ctx, append([]string{"backup"}, test.args...), &out, &errs)
			if code != 1 || out.Len() > 0 || !strings.Contains(errs.String(), test.want) || strings.Contains(errs.String(), "secret") {
				t.Errorf("exit code %d, %q, want %q", code, errs.String(), test.want)
			}
		})
	}
	if _, err := os.Stat(to); err == nil {
		t.Error("a backup was left")
	}
}
