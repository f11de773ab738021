package client

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestMain fails the run when a test leaves a connection or a request behind.
func TestMain(m *testing.M) {
	code := m.Run()
	if left := leftovers(); left != "" && code == 0 {
		fmt.Fprintln(os.Stderr, "goroutines left behind:\n"+left)
		code = 1
	}
	os.Exit(code)
}

// leftovers returns the stacks of goroutines of the network that are still
// there after they have had time to end.
func leftovers() string {
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	var left string
	for range 500 {
		if left = networkStacks(); left == "" {
			return ""
		}
		<-tick.C
	}
	return left
}

func networkStacks() string {
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	var left []string
	for stack := range strings.SplitSeq(string(stacks), "\n\n") {
		if strings.Contains(stack, "net/http.") || strings.Contains(stack, "resty") {
			left = append(left, stack)
		}
	}
	return strings.Join(left, "\n\n")
}
