package main

import (
	"errors"
	"fmt"
	"io/fs"

	"houbu/backend/exam"
)

var errNoSession = errors.New("请用 --session FILE 指定考次文件；样例见 docs/session.example.yaml")

// loadSession reads the file that --session names.
func loadSession(path string) (*exam.Exam, error) {
	if path == "" {
		return nil, errNoSession
	}
	session, err := exam.Load(path)
	var file *fs.PathError
	if errors.As(err, &file) {
		return nil, fmt.Errorf("不能打开考次文件 %s：%w", path, file.Err)
	}
	return session, err //nolint:wrapcheck // it names the file and every problem in it
}
