package screens

import (
	"bytes"
	"context"
	"io"
	"io/fs"

	"houbu/api"
)

// fakeFiles are files in memory.
type fakeFiles map[string][]byte

func (f fakeFiles) Suggest(name string) string { return "/home/wang/" + name }

func (f fakeFiles) Read(_ context.Context, path string, most int64) ([]byte, error) {
	content, known := f[path]
	switch {
	case !known:
		return nil, fs.ErrNotExist
	case int64(len(content)) > most:
		return nil, ErrTooLarge
	}
	return content, nil
}

func (f fakeFiles) Save(_ context.Context, path string, write func(io.Writer) error) error {
	if _, known := f[path]; known {
		return fs.ErrExist
	}
	var content bytes.Buffer
	if err := write(&content); err != nil {
		return err
	}
	f[path] = content.Bytes()
	return nil
}

// fakeRosters is the part of a fakeDesk that takes and gives files.
type fakeRosters struct {
	begin    func(kind api.RosterKind, skipBad bool, note string, file []byte) (api.Import, error)
	progress func(id string) (api.Import, error)
	export   func(what, format string, to io.Writer) error
}

func (f *fakeRosters) StaffImport(_ context.Context, kind api.RosterKind, skipBad bool, note string, file []byte) (api.Import, error) {
	return or(f.begin != nil, func() (api.Import, error) { return f.begin(kind, skipBad, note, file) })
}

func (f *fakeRosters) StaffGetImport(_ context.Context, id string) (api.Import, error) {
	return or(f.progress != nil, func() (api.Import, error) { return f.progress(id) })
}

func (f *fakeRosters) StaffExport(_ context.Context, what, format string, to io.Writer) error {
	if f.export == nil {
		return errNotExpected
	}
	return f.export(what, format, to)
}
