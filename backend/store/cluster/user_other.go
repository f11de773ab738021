//go:build !unix

package cluster

import "os/exec"

// Detach leaves a command as it is: it may get the Ctrl+C of who watches over it.
func Detach(*exec.Cmd) {}

// asNobody leaves the user as it is: only Unix has a root.
func asNobody(*exec.Cmd, string) error { return nil }
