//go:build unix

package cluster

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"strconv"
	"syscall"
)

// Detach has a command run in a session of its own, so that Ctrl+C reaches only
// who watches over it.
func Detach(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }

// asNobody detaches a command, and has it run as a user without rights when we
// are root: PostgreSQL refuses to run as root. The folder becomes that user's.
func asNobody(cmd *exec.Cmd, dir string) error {
	Detach(cmd)
	if os.Geteuid() != 0 {
		return nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		var other error
		if u, other = user.Lookup("nobody"); other != nil {
			return errors.Join(err, other)
		}
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return fmt.Errorf("user %s: %w", u.Username, err)
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return fmt.Errorf("user %s: %w", u.Username, err)
	}
	cmd.SysProcAttr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	return os.Chown(dir, int(uid), int(gid))
}
