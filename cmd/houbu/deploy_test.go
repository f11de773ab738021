package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestKioskUnitsCallWhatThereIs takes the command lines out of the units and parses
// them with the flags that the program has, with the settings of kiosk.env.
func TestKioskUnitsCallWhatThereIs(t *testing.T) {
	t.Parallel()
	folder := filepath.Join("..", "..", "deploy", "kiosk")
	settings := settingsOf(t, filepath.Join(folder, "kiosk.env"))
	units, err := filepath.Glob(filepath.Join(folder, "*.service"))
	if err != nil || len(units) != 2 {
		t.Fatalf("%d units: %v", len(units), err)
	}
	command := regexp.MustCompile(`/usr/bin/houbu (kiosk .*)`)
	for _, unit := range units {
		text := read(t, unit)
		found := command.FindStringSubmatch(text)
		if found == nil {
			t.Fatalf("%s starts no kiosk", unit)
		}
		mustParse(t, "kiosk", found[1], settings)
		for _, must := range []string{"Restart=always", "StartLimitIntervalSec=0", "LimitCORE=0", "houbu-kiosk"} {
			if !strings.Contains(text, must) {
				t.Errorf("%s has no %s", unit, must)
			}
		}
	}
}

// TestSSHUnitCallsWhatThereIs does the same with the unit of houbu ssh.
func TestSSHUnitCallsWhatThereIs(t *testing.T) {
	t.Parallel()
	folder := filepath.Join("..", "..", "deploy", "ssh")
	settings := settingsOf(t, filepath.Join(folder, "ssh.env"))
	settings["CREDENTIALS_DIRECTORY"] = "/run/credentials/houbu-ssh.service" // from systemd
	text := read(t, filepath.Join(folder, "houbu-ssh.service"))
	found := regexp.MustCompile(`/usr/bin/houbu (ssh .*)`).FindStringSubmatch(strings.ReplaceAll(text, "\\\n", ""))
	if found == nil {
		t.Fatal("the unit starts no houbu ssh")
	}
	mustParse(t, "ssh", found[1], settings)
	for _, must := range []string{"User=houbu-ssh", "LoadCredential=host_key:", "NoNewPrivileges=yes", "ProtectSystem=strict",
		"CapabilityBoundingSet=\n", "SystemCallFilter=@system-service", "LimitCORE=0", "Restart=always"} {
		if !strings.Contains(text, must) {
			t.Errorf("the unit has no %s", must)
		}
	}
}

// settingsOf reads a file of settings for systemd.
func settingsOf(t *testing.T, path string) map[string]string {
	t.Helper()
	settings := map[string]string{}
	for line := range strings.Lines(read(t, path)) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), "="); ok && !strings.HasPrefix(line, "#") {
			settings[name] = value
		}
	}
	return settings
}

// mustParse parses the command line of a unit with the flags that there are.
func mustParse(t *testing.T, name, line string, settings map[string]string) {
	t.Helper()
	line = os.Expand(line, func(name string) string {
		if settings[name] == "" {
			t.Errorf("nothing sets %s", name)
		}
		return settings[name]
	})
	root := newRootCmd(system())
	command, rest, err := root.Find(strings.Fields(line))
	if err != nil || command.Name() != name {
		t.Fatalf("%s: %v", line, err)
	}
	ran := false
	command.RunE = func(*cobra.Command, []string) error { ran = true; return nil }
	root.SetArgs(append([]string{name}, rest...))
	if err := root.Execute(); err != nil || !ran {
		t.Errorf("%s: %v", line, err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
