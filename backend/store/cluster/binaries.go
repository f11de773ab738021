package cluster

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// ErrMissing says that there is no PostgreSQL, and how to get it.
var ErrMissing = errors.New("PostgreSQL is missing: install it (Debian and Ubuntu: apt-get install postgresql)")

// Binaries finds the folder of initdb, pg_ctl and more programs: that of the
// PATH, else the newest that Debian's packages installed.
func Binaries(more ...string) (dir string, err error) {
	folders, err := filepath.Glob("/usr/lib/postgresql/*/bin")
	if err != nil {
		return "", fmt.Errorf("find PostgreSQL: %w", err)
	}
	slices.SortFunc(folders, func(a, b string) int { return strings.Compare(version(b), version(a)) })
	if path, err := exec.LookPath("initdb"); err == nil {
		folders = append([]string{filepath.Dir(path)}, folders...)
	}
	for _, folder := range folders {
		if holds(folder, append([]string{"initdb", "pg_ctl"}, more...)) {
			return folder, nil
		}
	}
	return "", ErrMissing
}

func holds(folder string, programs []string) bool {
	return !slices.ContainsFunc(programs, func(program string) bool {
		_, err := os.Stat(filepath.Join(folder, program))
		return err != nil
	})
}

// version is the version in a path of Debian's, as a text that sorts as numbers.
func version(folder string) string { return fmt.Sprintf("%4s", filepath.Base(filepath.Dir(folder))) }
