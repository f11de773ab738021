package main

import (
	"bytes"
	"strings"
	"testing"

	"houbu/bench/opening"
)

func TestShow(t *testing.T) {
	t.Parallel()
	plan, err := read([]string{"--candidates", "1000", "--hour", "30m", "--join-backend", "1ms"}, t.Output())
	if err != nil || plan.Candidates != 1000 || plan.Costs[opening.Join].Backend.Microseconds() != 1000 {
		t.Fatalf("%+v, %v", plan, err)
	}
	var out bytes.Buffer
	if err := show(&out, plan, opening.Run(plan)); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 1+15+3+2 || !strings.Contains(lines[0], "refused/s") || !strings.Contains(lines[len(lines)-1], "of 1000 joined") {
		t.Errorf("the table is\n%s", out.String())
	}
}

func TestReadRefusesRubbish(t *testing.T) {
	t.Parallel()
	var said bytes.Buffer
	if _, err := read([]string{"--candidates", "viele"}, &said); err == nil || !strings.Contains(said.String(), "candidates") {
		t.Errorf("%v, %q", err, said.String())
	}
}
