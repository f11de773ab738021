//go:build unix

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// rows are enough for every percent of a progress bar to be drawn. They have no
// passwords, whose hashes would take long.
const rows = 3000

// TestTheProgressOfAnImport imports a large roster on a terminal, where a bar
// shows how far it is and makes room for the outcome, and then once more into a
// pipe, where a bar would be rubbish.
func TestTheProgressOfAnImport(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	roster, session := filepath.Join(dir, "candidates.csv"), filepath.Join(dir, "session.yaml")
	for path, text := range map[string]string{roster: manyCandidates(), session: sessionFile(t)} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	args := []string{"import", "candidates", roster, "--session", session, "--database", "sqlite:" + filepath.Join(dir, "houbu.db")}

	c := startOn(t, console{width: 200, height: 24}, args...)
	if code := c.exit(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	c.restored(fmt.Sprintf("%s：共 %d 行，新增 %d 行，更新 0 行，跳过 0 行。", roster, rows, rows))
	c.mustNotShow("导入 [")
	mustProgress(t, c.raw.String())

	out, err := houbu(t, args...).CombinedOutput()
	if want := fmt.Sprintf("%s：共 %d 行，新增 0 行，更新 %d 行，跳过 0 行。\n", roster, rows, rows); err != nil || string(out) != want {
		t.Errorf("into a pipe: %v, %q, want %q", err, out, want)
	}
}

// mustProgress checks that each percent was drawn, one after another.
func mustProgress(t *testing.T, written string) {
	t.Helper()
	bars := regexp.MustCompile(`\r导入 \[(#*)-*\] +(\d+)% (\d+)/(\d+)`).FindAllStringSubmatch(written, -1)
	if len(bars) != 101 {
		t.Fatalf("%d bars were drawn, want one for each percent:\n%q", len(bars), written)
	}
	for percent, bar := range bars {
		done := strconv.Itoa(max(1, percent*rows/100)) // the first row is drawn, as no percent
		if len(bar[1]) != percent*30/100 || bar[2] != strconv.Itoa(percent) || bar[3] != done || bar[4] != strconv.Itoa(rows) {
			t.Errorf("bar %d is %q", percent, bar[0])
		}
	}
}

// manyCandidates is a roster of people with made-up passports.
func manyCandidates() string {
	var file strings.Builder
	file.WriteString("账号,手机号,证件类型,证件号码,姓名,学校代码,学校,校区代码,校区,资格科目\n")
	for n := range rows {
		_, _ = fmt.Fprintf(&file, "many%d@houbu.test,1390000%04d,4,E%08d,练习甲,99301,练习大学,993010,东校区,英语四级\n", n, n, n) // a Builder never fails to write
	}
	return file.String()
}
