package roster

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
)

// maxFile is the greatest size of a file, in bytes.
const maxFile = 256 << 20

// Table is what a file holds: a header and the rows below it that are not
// blank.
type Table struct {
	Header Row
	Rows   []Row
	fixed  bool // every row must have as many cells as the header (CSV)
}

// Row is a row of a file.
type Row struct {
	Line  int // where it begins, from 1
	Cells []string
}

// Read reads a whole file. The format is found by the content, not by a name.
// A file that is no table comes back as a *FormatError.
func Read(r io.Reader) (*Table, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		return nil, fmt.Errorf("read the roster: %w", err)
	}
	var rows []Row
	isCSV := false
	switch {
	case len(data) > maxFile:
		return nil, tooLarge(maxFile)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		rows, err = readXLSX(data)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return nil, &FormatError{Reason: "这是旧版 .xls 或加密的工作簿；请去掉密码并另存为 .xlsx"}
	default:
		isCSV = true
		rows, err = readCSV(data)
	}
	if err != nil {
		return nil, err
	}
	rows = slices.DeleteFunc(rows, blank)
	if len(rows) == 0 {
		return nil, &FormatError{Reason: "文件是空的"}
	}
	return &Table{Header: rows[0], Rows: rows[1:], fixed: isCSV}, nil
}

func tooLarge(limit int) error {
	return &FormatError{Reason: fmt.Sprintf("文件（解压后）超过 %d MiB；请拆成几个文件，或改用 CSV", limit>>20)}
}

func blank(row Row) bool {
	return !slices.ContainsFunc(row.Cells, func(cell string) bool { return strings.TrimSpace(cell) != "" })
}
