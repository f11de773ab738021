package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"houbu/backend/store"
	"houbu/backend/transfer"
)

// center is the address of a database with one student.
func center(t *testing.T) string {
	t.Helper()
	address := "sqlite:" + filepath.Join(t.TempDir(), "houbu.db")
	db, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Write(t.Context(), func(tx store.Tx) error {
		_, err := tx.ExecContext(t.Context(), "INSERT INTO students (id, document_type, document_number, name) VALUES ('s', '4', 'E00000001', '张三')")
		return err
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	return address
}

func TestMigrateSaysWhatWasMoved(t *testing.T) {
	t.Parallel()
	from, to := center(t), "sqlite:"+filepath.Join(t.TempDir(), "new.db")
	var out, errs bytes.Buffer
	if code := run(context.Background(), []string{"migrate", "--from", from, "--to", to}, &out, &errs); code != 0 || errs.Len() > 0 {
		t.Fatalf("exit code %d, %q", code, errs.String())
	}
	for _, want := range []string{
		`(?m)^students +1 行  校验和 [0-9a-f]{16}$`, `(?m)^meta +0 行`,
		"已把 \\d+ 张表、1 行从 " + regexp.QuoteMeta(from) + " 搬到 " + regexp.QuoteMeta(to) + "，逐表核对无误。\n下一步：用新的 --database 启动 houbu serve。",
	} {
		if !regexp.MustCompile(want).MatchString(out.String()) {
			t.Errorf("it says\n%s\nwant %s", out.String(), want)
		}
	}
}

func TestMigrateSaysWhyNot(t *testing.T) {
	t.Parallel()
	noise := filepath.Join(t.TempDir(), "noise.db")
	if err := os.WriteFile(noise, bytes.Repeat([]byte("no database "), 500), 0o600); err != nil {
		t.Fatal(err)
	}
	const full = "FULL" // each has its own: one that is used by two is refused
	fresh := "sqlite:" + filepath.Join(t.TempDir(), "fresh.db")
	for name, test := range map[string]struct {
		args []string
		want string
	}{
		"no addresses":         {nil, "请用 --from 和 --to 写明两个数据库"},
		"one address":          {[]string{"--from", full}, "请用 --from 和 --to 写明两个数据库"},
		"an argument":          {[]string{"x"}, "多余的参数 \"x\""},
		"the same twice":       {[]string{"--from", full, "--to", full}, "--from 和 --to 是同一个数据库\n什么都没有搬"},
		"a missing source":     {[]string{"--from", "sqlite:/nowhere/houbu.db", "--to", fresh}, "来源 sqlite:/nowhere/houbu.db：不能使用数据文件 /nowhere/houbu.db"},
		"a damaged source":     {[]string{"--from", "sqlite:" + noise, "--to", fresh}, "来源 sqlite:" + noise + "：数据文件 " + noise + " 已损坏"},
		"a damaged target":     {[]string{"--from", full, "--to", "sqlite:" + noise}, "目标 sqlite:" + noise + "：数据文件 " + noise + " 已损坏"},
		"a target with rows":   {[]string{"--from", full, "--to", center(t)}, "已有数据（表 students）：请换一个空的数据库\n什么都没有搬"},
		"another scheme":       {[]string{"--from", full, "--to", "mysql://me:secret@x/y?password=secret"}, "目标 mysql://me@x/y 不是数据库地址"},
		"a server not there":   {[]string{"--from", full, "--to", "postgres://me:secret@127.0.0.1:1/y"}, "目标 postgres://me@127.0.0.1:1/y："},
		"an address in bits":   {[]string{"--from", full, "--to", "postgres://me:secret@:x y"}, "目标 （地址写法有误）"},
		"a target in no place": {[]string{"--from", full, "--to", "sqlite:" + noise + "/houbu.db"}, "不能使用数据文件 " + noise + "/houbu.db"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out, errs bytes.Buffer
			args, address := []string{"migrate"}, center(t)
			for _, arg := range test.args {
				args = append(args, strings.Replace(arg, full, address, 1))
			}
			code := run(context.Background(), args, &out, &errs)
			exit := 1
			if name == "an argument" {
				exit = 2 // the command line itself
			}
			if code != exit || out.Len() > 0 || !strings.Contains(errs.String(), test.want) || strings.Contains(errs.String(), "secret") {
				t.Errorf("exit code %d, %q, want %q", code, errs.String(), test.want)
			}
		})
	}
}

// TestUnmoved has every reason of a transfer in the user's words.
func TestUnmoved(t *testing.T) {
	t.Parallel()
	for reason, want := range map[error]string{
		transfer.ErrBusy:     "目标 postgres://db/houbu 正被其他程序使用：请先停止使用它的所有 houbu serve",
		transfer.ErrNothing:  "里没有数据：请检查 --from",
		transfer.ErrSchemas:  "两个数据库的表不同（表 notes）",
		transfer.ErrDiffers:  "写入的内容与来源不同（表 notes）：请检查磁盘",
		context.Canceled:     "已被打断",
		transfer.ErrNotEmpty: "已有数据（表 notes）",
		transfer.ErrSame:     "同一个数据库",
	} {
		got := unmoved(&transfer.Error{Target: true, Table: "notes", Err: reason}, "sqlite:a.db", "postgres://db/houbu").Error()
		if !strings.Contains(got, want) || !strings.HasSuffix(got, "\n什么都没有搬：目标没有新的数据，来源没有改动。") || strings.Contains(got, reason.Error()) {
			t.Errorf("%v: %q, want %q", reason, got, want)
		}
	}
}
