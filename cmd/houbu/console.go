package main

import (
	"os"
	"os/user"
	"strconv"

	"houbu/backend/audit"
)

// console is who works with a command on the backend's machine, for the audit trail:
// the system's user. One that has no name is named by its number.
func console() audit.Actor {
	name := strconv.Itoa(os.Getuid())
	if who, err := user.Current(); err == nil {
		name = who.Username
	}
	machine, err := os.Hostname()
	if err != nil {
		machine = "localhost"
	}
	return audit.Console(name, machine)
}
