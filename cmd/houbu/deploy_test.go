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
	settings := map[string]string{}
	for line := range strings.Lines(read(t, filepath.Join(folder, "kiosk.env"))) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), "="); ok && !strings.HasPrefix(line, "#") {
			settings[name] = value
		}
	}
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
		line := os.Expand(found[1], func(name string) string {
			if settings[name] == "" {
				t.Errorf("%s: kiosk.env has no %s", unit, name)
			}
			return settings[name]
		})
		root := newRootCmd(system())
		kiosk, rest, err := root.Find(strings.Fields(line))
		if err != nil || kiosk.Name() != "kiosk" {
			t.Fatalf("%s: %v", unit, err)
		}
		ran := false
		kiosk.RunE = func(*cobra.Command, []string) error { ran = true; return nil }
		root.SetArgs(append([]string{"kiosk"}, rest...))
		if err := root.Execute(); err != nil || !ran {
			t.Errorf("%s: %s: %v", unit, line, err)
		}
		for _, must := range []string{"Restart=always", "StartLimitIntervalSec=0", "LimitCORE=0", "houbu-kiosk"} {
			if !strings.Contains(text, must) {
				t.Errorf("%s has no %s", unit, must)
			}
		}
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
