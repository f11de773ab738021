package bench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// SSHCost is what sessions take of the process that serves them. Zero where the
// system does not say.
type SSHCost struct {
	Sessions   int     `json:"sessions"`
	BeforeMiB  float64 `json:"before_rss_mib"`   // resident, without a session
	PeakMiB    float64 `json:"peak_rss_mib"`     // at most, while they came
	IdleMiB    float64 `json:"idle_rss_mib"`     // with all of them idle
	PeakKiB    float64 `json:"peak_session_kib"` // each, of the peak
	IdleKiB    float64 `json:"idle_session_kib"` // each, while idle
	IdleFor    float64 `json:"idle_seconds"`     // that the next was read for
	IdlePerCPU float64 `json:"idle_core_percent"`
}

// read waits until it is quiet, and reads the costs of sessions that are idle.
func (c *SSHCost) read(ctx context.Context, opts SSHOptions) error {
	if err := waitUntil(ctx, time.Now().Add(opts.Rest)); err != nil {
		return err
	}
	if opts.PID == 0 {
		return nil
	}
	used, err := cpuTime(opts.PID)
	if err != nil {
		return err
	}
	began := time.Now()
	if err := waitUntil(ctx, began.Add(opts.Idle)); err != nil {
		return err
	}
	after, err := cpuTime(opts.PID)
	if err != nil {
		return err
	}
	took := time.Since(began)
	c.IdleFor, c.IdlePerCPU = took.Seconds(), 100*float64(after-used)/float64(took)
	if c.IdleMiB, err = memoryOf(opts.PID, "VmRSS:"); err != nil {
		return err
	}
	if c.PeakMiB, err = peakMemory(opts.PID); err != nil {
		return err
	}
	const inMiB = 1024
	c.PeakKiB = (c.PeakMiB - c.BeforeMiB) * inMiB / float64(c.Sessions)
	c.IdleKiB = (c.IdleMiB - c.BeforeMiB) * inMiB / float64(c.Sessions)
	return nil
}

// String is the costs for people.
func (c *SSHCost) String() string {
	if c.IdleFor == 0 {
		return fmt.Sprintf("%d 个会话；没有 --pid，不知道服务器的内存和 CPU\n", c.Sessions)
	}
	return fmt.Sprintf("服务器内存：没有会话 %.1f MiB，峰值 %.1f MiB，空闲 %.1f MiB\n"+
		"每个会话：按峰值 %.0f KiB，空闲 %.0f KiB（%d 个会话）\n"+
		"空闲 %.0f 秒内的 CPU：一个核的 %.2f%%\n",
		c.BeforeMiB, c.PeakMiB, c.IdleMiB, c.PeakKiB, c.IdleKiB, c.Sessions, c.IdleFor, c.IdlePerCPU)
}

var errCPU = errors.New("the system does not say how much time the process has used")

// cpuTime is how much time of a core a process has used, as Linux counts it: in
// hundredths of a second, whatever the kernel's own tick (USER_HZ).
func cpuTime(pid int) (time.Duration, error) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, fmt.Errorf("%w: %w", errCPU, err)
	}
	// The name of the program, in brackets, may hold spaces. After it: the state, and
	// as the 12th and 13th the time in the program and in the kernel (proc(5)).
	_, rest, found := strings.Cut(string(stat), ") ")
	fields := strings.Fields(rest)
	const user, system = 11, 12
	if !found || len(fields) <= system {
		return 0, errCPU
	}
	var ticks int64
	for _, field := range []string{fields[user], fields[system]} {
		n, err := strconv.ParseInt(field, 10, 64)
		if err != nil {
			return 0, errCPU
		}
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond, nil
}
