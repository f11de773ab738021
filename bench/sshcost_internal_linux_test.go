package bench

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"
)

// TestCosts reads those of this process, and of one that there is not.
func TestCosts(t *testing.T) {
	t.Parallel()
	for range 1_000_000 { // uses more than nothing
		_ = strings.ToUpper("a")
	}
	used, err := cpuTime(os.Getpid())
	if err != nil || used < 0 || used > time.Hour {
		t.Errorf("used %v, %v", used, err)
	}
	now, err := memoryOf(os.Getpid(), "VmRSS:")
	peak, peakErr := peakMemory(os.Getpid())
	if err != nil || peakErr != nil || now <= 0 || peak < now/2 {
		t.Errorf("memory %v, %v; peak %v, %v", now, err, peak, peakErr)
	}
	const none = 1 << 30
	if _, err := cpuTime(none); !errors.Is(err, errCPU) {
		t.Errorf("of no process: %v", err)
	}
	if _, err := memoryOf(os.Getpid(), "VmNothing:"); !errors.Is(err, errMemory) {
		t.Errorf("of no kind: %v", err)
	}
}

// TestSSHCostInWords says what is known.
func TestSSHCostInWords(t *testing.T) {
	t.Parallel()
	known := SSHCost{Sessions: 200, BeforeMiB: 20, PeakMiB: 70, IdleMiB: 60, PeakKiB: 256, IdleKiB: 204.8, IdleFor: 30, IdlePerCPU: 1.256}
	want := "服务器内存：没有会话 20.0 MiB，峰值 70.0 MiB，空闲 60.0 MiB\n" +
		"每个会话：按峰值 256 KiB，空闲 205 KiB（200 个会话）\n" +
		"空闲 30 秒内的 CPU：一个核的 1.26%\n"
	if got := known.String(); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := (&SSHCost{Sessions: 2}).String(); !strings.Contains(got, "没有 --pid") {
		t.Errorf("%q", got)
	}
}
