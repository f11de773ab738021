package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"houbu/screens"
)

func TestDeskSavesNewFilesOnly(t *testing.T) {
	t.Parallel()
	files := deskFiles{home: t.TempDir()}
	write := func(to io.Writer) error {
		_, err := io.WriteString(to, "一行")
		return err
	}
	typed := "~" + string(filepath.Separator) + "a.csv"
	if err := files.Save(t.Context(), typed, write); err != nil {
		t.Fatal(err)
	}
	saved, err := os.Stat(files.Suggest("a.csv"))
	if err != nil || saved.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v: others can read it", saved, err)
	}
	if err := files.Save(t.Context(), typed, write); !errors.Is(err, fs.ErrExist) {
		t.Errorf("saving it again = %v", err)
	}
	content, err := files.Read(t.Context(), typed, 6)
	if err != nil || string(content) != "一行" {
		t.Errorf("read %q, %v", content, err)
	}
	if _, err := files.Read(t.Context(), typed, 5); !errors.Is(err, screens.ErrTooLarge) {
		t.Errorf("reading more than is taken = %v", err)
	}
}

func TestDeskLeavesNoHalfAFile(t *testing.T) {
	t.Parallel()
	files, broken := deskFiles{home: t.TempDir()}, errors.New("broken")
	err := files.Save(t.Context(), files.Suggest("a.csv"), func(to io.Writer) error {
		_, _ = io.WriteString(to, "half")
		return broken
	})
	if !errors.Is(err, broken) {
		t.Errorf("Save = %v", err)
	}
	if left, err := os.ReadDir(files.home); err != nil || len(left) > 0 {
		t.Errorf("%v, %v is left behind", left, err)
	}
	if err := files.Save(t.Context(), files.Suggest("no/a.csv"), nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Save into a folder that is not there = %v", err)
	}
}
