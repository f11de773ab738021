package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// mustExist refuses a SQLite file that is not there, for commands that are about a
// backend's database: in a new one, made of a mistyped path, a login would be of no
// use, and a log would be empty.
func mustExist(database string) error {
	path, ok := strings.CutPrefix(database, "sqlite:")
	if !ok {
		return nil
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("没有数据文件 %s：请用 --database 写明 houbu serve 所用的数据库", path)
	}
	return nil
}
