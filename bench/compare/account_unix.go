//go:build unix

package main

import (
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"strconv"
	"syscall"
)

// owner is the account that PostgreSQL runs as: it refuses root.
type owner struct{ uid, gid int }

// findOwner is nobody in particular unless this runs as root.
func findOwner() (*owner, error) {
	if os.Geteuid() != 0 {
		return nil, nil //nolint:nilnil // no change of account is the normal case
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err := strconv.Atoi(u.Uid)
		if err != nil {
			continue
		}
		gid, err := strconv.Atoi(u.Gid)
		if err == nil && uid != 0 {
			return &owner{uid, gid}, nil
		}
	}
	return nil, fmt.Errorf("PostgreSQL does not run as root, and there is no account postgres or nobody")
}

// detach keeps a command from getting the terminal's Ctrl+C: it is stopped in
// order. With an owner it runs as that account.
func (o *owner) detach(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if o != nil {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: uint32(o.uid), Gid: uint32(o.gid)}
	}
}

func (o *owner) own(dir string) error {
	if o == nil {
		return nil
	}
	return os.Chown(dir, o.uid, o.gid) //nolint:wrapcheck // the caller says what was being done
}
