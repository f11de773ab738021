package main

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"houbu/backend/store/storetest"
)

const staffWord = "Long-Enough-2026"

// staffCommand runs houbu staff with a password on its input.
func staffCommand(dir, input string, args ...string) (stdout string, err error) {
	var out bytes.Buffer
	cmd := newStaffCmd()
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	cmd.SetIn(strings.NewReader(input))
	cmd.SetOut(&out)
	cmd.SetErr(&out)
	cmd.SetArgs(append(args, "--database", "sqlite:"+filepath.Join(dir, "houbu.db")))
	err = cmd.ExecuteContext(context.Background())
	return out.String(), err
}

func TestStaffAddListDisable(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	want := func(what, got string, err error, text string) {
		t.Helper()
		if err != nil {
			got += err.Error()
		}
		if got != text {
			t.Errorf("%s: %q, want %q", what, got, text)
		}
	}
	out, err := staffCommand(dir, staffWord, "add", "--role", "helper", "wang")
	path := filepath.Join(dir, "houbu.db")
	want("no database", out, err, "没有数据文件 "+path+"：请用 --database 写明 houbu serve 所用的数据库")
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v, want no database made", err)
	}
	storetest.Open(t, "sqlite:"+path)
	out, err = staffCommand(dir, "", "list")
	want("nobody", out, err, "还没有工作人员。可用 houbu staff add --role helper LOGIN 增加。\n")
	out, err = staffCommand(dir, staffWord+"\n", "add", "--role", "helper", "Wang")
	want("a helper", out, err, "已增加工作人员 wang（客服）。\n")
	out, err = staffCommand(dir, staffWord, "add", "--role", "manager", "zhao.li")
	want("a manager", out, err, "已增加工作人员 zhao.li（主管）。\n")
	out, err = staffCommand(dir, staffWord, "add", "--role", "helper", "wang")
	want("taken", out, err, "登录名 wang 已有人用；停用的登录名也不能再用")
	out, err = staffCommand(dir, "short\n", "add", "--role", "helper", "qian")
	want("a short password", out, err, "密码太短：至少 12 个字符")
	out, err = staffCommand(dir, staffWord, "add", "--role", "helper", "q")
	want("a short login", out, err, "登录名应为 2 到 64 个小写字母、数字、点、连字符或下划线")
	out, err = staffCommand(dir, staffWord, "add", "qian")
	want("no role", out, err, "请用 --role 写明角色：helper（客服）或 manager（主管）")
	out, err = staffCommand(dir, staffWord, "add", "--role", "admin", "qian")
	want("another role", out, err, "请用 --role 写明角色：helper（客服）或 manager（主管）")
	out, err = staffCommand(dir, staffWord, "add", "--role", "helper")
	want("no login", out, err, "请写一个登录名：staff add LOGIN")
	out, err = staffCommand(dir, "", "list")
	want("both", out, err, "wang     客服  可用\nzhao.li  主管  可用\n")
	out, err = staffCommand(dir, staffWord+"-2\n", "password", "WANG")
	want("another password", out, err, "已重设工作人员 wang 的密码，以前的登录已失效。\n")
	out, err = staffCommand(dir, "short\n", "password", "wang")
	want("a short one", out, err, "密码太短：至少 12 个字符")
	out, err = staffCommand(dir, staffWord, "password", "qian")
	want("nobody's", out, err, "没有登录名 qian；可用 houbu staff list 查看")
	out, err = staffCommand(dir, staffWord, "password")
	want("no login", out, err, "请写一个登录名：staff password LOGIN")
	out, err = staffCommand(dir, "", "disable", "WANG")
	want("disabled", out, err, "已停用工作人员 wang。\n")
	out, err = staffCommand(dir, "", "disable", "qian")
	want("unknown", out, err, "没有登录名 qian；可用 houbu staff list 查看")
	out, err = staffCommand(dir, staffWord, "password", "wang")
	want("of one that is disabled", out, err, "登录名 wang 已停用，不能再用；请用另一个登录名增加")
	out, err = staffCommand(dir, "", "list")
	if err != nil || !regexp.MustCompile(`^wang     客服  停用于 \d{4}-\d\d-\d\d \d\d:\d\d\nzhao`).MatchString(out) {
		t.Errorf("%q, %v", out, err)
	}
}
