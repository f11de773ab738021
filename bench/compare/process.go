package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// await waits for a command in the background.
func await(cmd *exec.Cmd) chan error {
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	return ended
}

// end asks a process to end, and kills it when it does not within a minute.
func end(cmd *exec.Cmd, ended <-chan error, with os.Signal) error {
	if err := cmd.Process.Signal(with); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return fmt.Errorf("stop %s: %w", filepath.Base(cmd.Path), err)
	}
	timer := time.NewTimer(time.Minute)
	defer timer.Stop()
	select {
	case err := <-ended:
		if err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(cmd.Path), err)
		}
		return nil
	case <-timer.C:
		return errors.Join(fmt.Errorf("%s did not stop", filepath.Base(cmd.Path)), cmd.Process.Kill())
	}
}
