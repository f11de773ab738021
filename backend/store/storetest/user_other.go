//go:build !unix

package storetest

import "os/exec"

// asNobody leaves the user as it is: only Unix has a root.
func asNobody(*exec.Cmd, string) error { return nil }
