//go:build unix

package e2e

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// TestAFreshMachine runs the very command of the README, without an argument,
// where nothing of Houbu was before. The practice session is made in the user's
// data folder, or where HOUBU_DATA says and nowhere else; the next start goes on
// with it.
func TestAFreshMachine(t *testing.T) {
	t.Parallel()
	elsewhere := filepath.Join(t.TempDir(), "not there yet")
	for name, test := range map[string]struct {
		env    []string
		folder func(home string) string
	}{
		"no environment": {nil, userData},
		"HOUBU_DATA":     {[]string{"HOUBU_DATA=" + elsewhere}, func(string) string { return elsewhere }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			home, who := t.TempDir(), zhang()
			machine := console{env: append([]string{"HOME=" + home}, test.env...)}
			c := startOn(t, machine)
			c.waitFor("登录", "练习考次", "demo1@houbu.test 张三", "demo2@houbu.test 李四", "demo3@houbu.test 王五", "Houbu2026!")
			c.logIn(who)
			c.begin()
			c.agree()
			c.quit()

			folder := test.folder(home)
			if info, err := os.Stat(filepath.Join(folder, "houbu.db")); err != nil || info.Size() == 0 {
				t.Errorf("no practice session is kept in %s: %v", folder, err)
			}
			if entries, err := os.ReadDir(home); len(test.env) > 0 && (err != nil || len(entries) > 0) {
				t.Errorf("the home folder has %v, %v; want nothing", entries, err)
			}

			c = startOn(t, machine)
			c.logIn(who)
			c.waitFor("资格审核", "证件类型") // what was agreed to is known
			c.quit()
		})
	}
}

// userData is the folder in which Houbu keeps its data, where nobody says
// otherwise.
func userData(home string) string {
	if runtime.GOOS == "darwin" {
		return filepath.Join(home, "Library", "Application Support", "houbu")
	}
	return filepath.Join(home, ".local", "share", "houbu")
}
