package screens

import (
	"context"
	"errors"
	"io"
	"io/fs"

	"houbu/client"
)

// Files are the files of the person at the support desk. Only the desk has them: it
// runs on the person's own machine.
type Files interface {
	// Suggest makes a path of a file's name, in a folder of the person's.
	Suggest(name string) string
	// Read returns a whole file: ErrTooLarge where it is larger than most bytes, an
	// error of io/fs where it cannot be read.
	Read(ctx context.Context, path string, most int64) ([]byte, error)
	// Save makes a new file, which only its owner can read, and has it written. When
	// that fails, or the file is there already (fs.ErrExist), nothing is left behind.
	Save(ctx context.Context, path string, write func(io.Writer) error) error
}

// ErrTooLarge is returned for a file that is larger than what is taken.
var ErrTooLarge = errors.New("the file is too large")

// fileProblem says what is wrong with a file, empty where that is none of the file's:
// the backend's errors are told by page.fail.
func (d *Deps) fileProblem(err error, otherwise string) string {
	var ofBackend *client.Error
	t := d.Text.Desk.Files
	switch {
	case err == nil, errors.As(err, &ofBackend), errors.Is(err, context.Canceled):
		return ""
	case errors.Is(err, fs.ErrExist):
		return t.Exists
	case errors.Is(err, fs.ErrNotExist):
		return t.NotFound
	case errors.Is(err, fs.ErrPermission):
		return t.NoAccess
	case errors.Is(err, ErrTooLarge):
		return t.TooLarge
	}
	return otherwise
}
