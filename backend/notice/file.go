package notice

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// ErrNoRegularFile is returned for a path at which something else than a file is.
var ErrNoRegularFile = errors.New("not a regular file")

// FileNotifier appends each message to a file, as one line of JSON, and has it
// on the disk before it says that it is delivered. Several processes may write
// to the same file. The file is opened anew for each message, so it can be
// moved away at any time.
type FileNotifier struct {
	path string
}

// NewFile returns a notifier for the file at a path, and makes the file, which
// only its owner can read, when there is none.
func NewFile(path string) (*FileNotifier, error) {
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("open the file for notices: %w", ErrNoRegularFile)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("look at the file for notices: %w", err)
	}
	f := &FileNotifier{path: path}
	file, err := f.open()
	if err != nil {
		return nil, fmt.Errorf("open the file for notices: %w", err)
	}
	if err := file.Close(); err != nil {
		return nil, fmt.Errorf("close the file for notices: %w", err)
	}
	return f, nil
}

// Name is "file".
func (f *FileNotifier) Name() string { return "file" }

// Send appends a message and waits until it is on the disk.
func (f *FileNotifier) Send(_ context.Context, m Message) error {
	line, err := json.Marshal(m)
	if err != nil {
		return &SendError{Class: "encode", Permanent: true}
	}
	file, err := f.open()
	if err != nil {
		return &SendError{Class: "open"}
	}
	if err := appendLine(file, line); err != nil {
		_ = file.Close() // the first failure counts
		return &SendError{Class: "write"}
	}
	if err := file.Close(); err != nil {
		return &SendError{Class: "write"}
	}
	return nil
}

func (f *FileNotifier) open() (*os.File, error) {
	return os.OpenFile(f.path, os.O_CREATE|os.O_APPEND|os.O_RDWR, 0o600)
}

// appendLine writes a line with one call, so that lines of several processes do
// not mix, and syncs. A line that was cut off, by a full disk, is ended first;
// what another process is just writing can look like one, which makes an empty
// line between the two.
func appendLine(file *os.File, line []byte) error {
	info, err := file.Stat()
	if err != nil {
		return err
	}
	if last := []byte{'\n'}; info.Size() > 0 {
		if _, err := file.ReadAt(last, info.Size()-1); err != nil {
			return err
		}
		if last[0] != '\n' {
			line = append([]byte{'\n'}, line...)
		}
	}
	if _, err := file.Write(append(line, '\n')); err != nil {
		return err
	}
	return file.Sync()
}
