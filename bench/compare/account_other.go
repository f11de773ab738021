//go:build !unix

package main

import "os/exec"

// owner is the account that PostgreSQL runs as.
type owner struct{}

func findOwner() (*owner, error) { return nil, nil } //nolint:nilnil // no change of account

func (o *owner) detach(*exec.Cmd) {}

func (o *owner) own(string) error { return nil }
