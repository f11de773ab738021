package roster

import (
	"errors"
	"fmt"
)

// ErrBadRows is returned when nothing was imported because of bad rows or a bad
// header; Report.Bad lists them.
var ErrBadRows = errors.New("the file has bad rows, nothing was imported")

// RowError is one thing that is wrong with a row.
type RowError struct {
	Line   int    // in the file, from 1; the header is a line, too
	Column string // the column's header
	Reason string // Chinese, what to put right; never the value itself
}

// String is the error on one line.
func (e RowError) String() string {
	return fmt.Sprintf("第 %d 行 %s：%s", e.Line, e.Column, e.Reason)
}

// FormatError says that a file cannot be read as a roster at all.
type FormatError struct {
	Line   int    // 0 when it concerns the whole file
	Reason string // Chinese, what to do
	Err    error  // the reader's error, free of cells; may be nil
}

// Error gives the line and the reason.
func (e *FormatError) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("第 %d 行：%s", e.Line, e.Reason)
	}
	return e.Reason
}

// Unwrap returns the reader's error.
func (e *FormatError) Unwrap() error { return e.Err }
