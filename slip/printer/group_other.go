//go:build !unix

package printer

import "os/exec"

func ownGroup(*exec.Cmd) {}

// killGroup ends the command itself: there are no process groups here.
func killGroup(cmd *exec.Cmd) error { return cmd.Process.Kill() }
