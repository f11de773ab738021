package main

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// onDisk refuses a folder in memory: durable commits cost nothing there.
func onDisk(dir string) error {
	var fs unix.Statfs_t
	if err := unix.Statfs(dir, &fs); err != nil {
		return fmt.Errorf("look at %s: %w", dir, err)
	}
	if fs.Type == unix.TMPFS_MAGIC || fs.Type == unix.RAMFS_MAGIC {
		return fmt.Errorf("%s is in memory: name a folder on a disk with --dir", dir)
	}
	return nil
}
