package bench

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
)

var errMemory = errors.New("the system does not say how much memory the process has used")

// peakMemory is the largest resident size of a process, in MiB, as Linux keeps
// it; zero of process zero.
func peakMemory(pid int) (float64, error) { return memoryOf(pid, "VmHWM:") }

// memoryOf is a size of a process, in MiB, by its name in Linux.
func memoryOf(pid int, name string) (float64, error) {
	if pid == 0 {
		return 0, nil
	}
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, fmt.Errorf("%w: %w", errMemory, err)
	}
	for line := range strings.Lines(string(status)) {
		value, found := strings.CutPrefix(line, name)
		if !found {
			continue
		}
		kib, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 64)
		if err != nil {
			return 0, errMemory
		}
		return kib / 1024, nil
	}
	return 0, errMemory
}
