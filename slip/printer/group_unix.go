//go:build unix

package printer

import (
	"os/exec"
	"syscall"
)

// ownGroup gives the command a process group of its own, which takes the keyboard's
// signals away from it and lets all that it starts be killed at once.
func ownGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func killGroup(cmd *exec.Cmd) error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
