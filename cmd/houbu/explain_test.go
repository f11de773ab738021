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
