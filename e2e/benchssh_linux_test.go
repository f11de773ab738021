package e2e

import (
	"encoding/json"
	"path/filepath"
	"testing"

	"houbu/bench"
)

// TestTheSSHBenchmark runs it as documented, small: everyone walks to the written
// registration and stays, and the costs of the server are read.
func TestTheSSHBenchmark(t *testing.T) {
	t.Parallel()
	const sessions = 6
	s := &server{t: t, dir: t.TempDir(), address: "127.0.0.1:0"}
	s.write("session.yaml", sessionFile(t))
	people := filepath.Join(s.dir, "bench.json")
	seed := append([]string{"bench", "seed", "--candidates", "6", "--pools", "2", "--out", people}, s.flags()...)
	if out, err := houbu(t, seed...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	s.start()
	t.Cleanup(s.kill)
	out, err := houbu(t, "bench", "ssh", "--server", s.url(), "--file", people,
		"--sessions", "6", "--rate", "100", "--rest", "0s", "--idle", "100ms", "--json").Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var report bench.Report
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatal(err)
	}
	first, walk := report.Row("first-frame"), report.Row("walk")
	if !report.OK() || first == nil || first.Done != sessions || walk == nil || walk.Done != sessions || walk.P50 < first.P50 {
		t.Errorf("measured %+v, %+v, checked %+v", first, walk, report.Checks)
	}
	if c := report.SSH; c == nil || c.Sessions != sessions || c.BeforeMiB <= 0 || c.PeakMiB < c.BeforeMiB || c.IdleFor < 0.1 {
		t.Errorf("costs %+v", report.SSH)
	}
}
