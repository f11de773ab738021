package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"houbu/backend/practice"
	"houbu/backend/store"
)

// TestExplain shows that what can be wrong with a data file is told in Chinese,
// with the path and what to do.
func TestExplain(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		err  error
		want []string
	}{
		{store.ErrCorrupt, []string{"已损坏", "没有被改动", "houbu practice reset", "备份"}},
		{store.ErrLocked, []string{"正被另一个程序占用", "没有被改动", "--data"}},
		{practice.ErrNotPractice, []string{"不是练习考次", "没有被改动", "--data", "houbu serve"}},
		{practice.ErrLeftover, []string{"不见了", "放回原处", "houbu practice reset"}},
		{store.ErrNewer, []string{"新版本", "没有被改动", "备份"}},
		{store.ErrFull, []string{"磁盘已满", "没有丢失", "腾出空间"}},
		{store.ErrGone, []string{"被删除或替换", "没有保存", "放回原处", "-wal"}},
		{&store.SessionError{Of: "cet-a", Asked: "cet-b"}, []string{"属于考次 cet-a，", "是考次 cet-b 的", "没有被改动", "--session"}},
		{fs.ErrPermission, []string{"不能使用数据文件", "读写权限"}},
	} {
		wrapped := fmt.Errorf("start: %w", &store.FileError{Path: "/data/houbu.db", Err: test.err})
		got := explain(wrapped)
		for _, word := range append(test.want, "/data/houbu.db") {
			if !strings.Contains(got, word) {
				t.Errorf("%v: %q lacks %q", test.err, got, word)
			}
		}
		if !errors.Is(test.err, fs.ErrPermission) && strings.Contains(got, test.err.Error()) {
			t.Errorf("%v: %q has words for engineers", test.err, got)
		}
	}
	if got := explain(store.ErrScheme); !strings.Contains(got, "sqlite:路径") {
		t.Errorf("a wrong address: %q", got)
	}
}

// TestExplainServer does the same for a database server.
func TestExplainServer(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		err  error
		want []string
	}{
		{store.ErrUnreachable, []string{"连不上", "已启动", "端口"}},
		{store.ErrDenied, []string{"用户或密码", "--database"}},
		{store.ErrNoDatabase, []string{"没有这个库", "createdb"}},
		{store.ErrNewer, []string{"新版本", "没有被改动", "备份"}},
		{store.ErrFull, []string{"磁盘已满", "没有丢失", "腾出空间"}},
		{store.ErrLost, []string{"断开", "没有保存"}},
		{&store.SessionError{Of: "cet-a", Asked: "cet-b"}, []string{"属于考次 cet-a，", "是考次 cet-b 的", "没有被改动", "--database"}},
	} {
		got := explain(fmt.Errorf("start: %w", &store.ServerError{Server: "db:5432/houbu", Err: test.err}))
		for _, word := range append(test.want, "db:5432/houbu") {
			if !strings.Contains(got, word) {
				t.Errorf("%v: %q lacks %q", test.err, got, word)
			}
		}
		if strings.Contains(got, test.err.Error()) {
			t.Errorf("%v: %q has words for engineers", test.err, got)
		}
	}
	if got := explain(fmt.Errorf("start: %w: and why", store.ErrAddress)); !strings.Contains(got, "%40") || !strings.Contains(got, "pool_max_conns") {
		t.Errorf("an address that cannot be read: %q", got)
	}
}
