package exam

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"time"

	"go.yaml.in/yaml/v3"
)

// maxFile is the greatest size of a session file or agreement, in bytes.
const maxFile = 1 << 20

// Load reads the session file at path. An agreement kept in a file of its own
// is found relative to the session file. What is wrong with the content comes
// back as a *FileError with every problem in it.
func Load(path string) (*Exam, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open the session file: %w", err)
	}
	defer func() { _ = file.Close() }() // only read
	e, err := parse(file, reader{dir: filepath.Dir(path), files: true})
	var fe *FileError
	if errors.As(err, &fe) {
		fe.Path = path
	}
	return e, err
}

// Parse reads a session file that is no file on disk, such as the practice
// session's. Its times may be relative to base ("-24h", "+720h"), unless base is
// the zero time. Its agreement must stand in the text itself. What is wrong with
// the content comes back as a *FileError with every problem in it.
func Parse(r io.Reader, base time.Time) (*Exam, error) {
	return parse(r, reader{base: base})
}

func parse(from io.Reader, r reader) (*Exam, error) {
	text, err := io.ReadAll(io.LimitReader(from, maxFile+1))
	if err != nil {
		return nil, fmt.Errorf("read the session file: %w", err)
	}
	if len(text) > maxFile {
		return nil, &FileError{Problems: []Problem{{Text: "文件超过 1 MiB；请把协议全文之外的内容移走"}}}
	}
	root, problem := document(text)
	if problem != nil {
		return nil, &FileError{Problems: []Problem{*problem}}
	}
	e := r.exam(&mapping{r: &r, node: root})
	if len(r.problems) > 0 {
		slices.SortStableFunc(r.problems, func(a, b Problem) int { return cmp.Compare(a.Line, b.Line) })
		return nil, &FileError{Problems: r.problems}
	}
	return e, nil
}

// document returns the one mapping that a session file consists of.
func document(text []byte) (*yaml.Node, *Problem) {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	var doc yaml.Node
	if err := decoder.Decode(&doc); errors.Is(err, io.EOF) {
		return nil, &Problem{Text: "文件是空的；请参照 docs/session.example.yaml"}
	} else if err != nil {
		return nil, syntaxProblem(err)
	}
	if len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		return nil, &Problem{Line: doc.Line, Text: "应为“键: 值”的列表；请参照 docs/session.example.yaml"}
	}
	var more yaml.Node
	if err := decoder.Decode(&more); err == nil {
		return nil, &Problem{Line: more.Line, Text: "一个文件只能有一个考次；请删去“---”之后的内容"}
	} else if !errors.Is(err, io.EOF) {
		return nil, syntaxProblem(err)
	}
	return doc.Content[0], nil
}

var syntaxLine = regexp.MustCompile(`^yaml: line (\d+): `)

func syntaxProblem(err error) *Problem {
	p := &Problem{Text: "YAML 语法错误：" + err.Error()}
	if m := syntaxLine.FindStringSubmatch(err.Error()); m != nil {
		p.Line, _ = strconv.Atoi(m[1]) // digits; out of range gives the largest
	}
	return p
}
