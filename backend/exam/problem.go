package exam

import (
	"fmt"
	"strings"
)

// Problem is one thing that is wrong with a session file, and what to do.
type Problem struct {
	Line int    // in the file, from 1; 0 when it concerns the whole file
	Path string // such as subjects[2].fee
	Text string // Chinese, for the operator
}

// String is the problem on one line.
func (p Problem) String() string {
	var b strings.Builder
	if p.Line > 0 {
		fmt.Fprintf(&b, "第 %d 行 ", p.Line)
	}
	if p.Path != "" {
		b.WriteString(p.Path + "：")
	}
	return b.String() + p.Text
}

// FileError lists everything that is wrong with a session file.
type FileError struct {
	Path     string // the file; empty when it was no file
	Problems []Problem
}

// Error names the file and gives a line to each problem.
func (e *FileError) Error() string {
	lines := make([]string, 0, len(e.Problems)+1)
	lines = append(lines, strings.TrimSpace("考次设置文件 "+e.Path)+" 有误：")
	for _, p := range e.Problems {
		lines = append(lines, "  "+p.String())
	}
	return strings.Join(lines, "\n")
}
