package main

import (
	"os"
	"strings"
	"testing"

	"houbu/tui"
)

func TestCommittedFlowIsUpToDate(t *testing.T) {
	t.Parallel()
	committed, err := os.ReadFile("../../docs/flow.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(committed) != document() {
		t.Error("docs/flow.md is stale: run go generate ./tui")
	}
}

func TestReadmeIsUpToDate(t *testing.T) {
	t.Parallel()
	committed, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	if drawn, err := embed(string(committed)); err != nil || drawn != string(committed) {
		t.Errorf("the diagram in README.md is stale (%v): run go generate ./tui", err)
	}
	if _, err := embed("no marks"); err == nil {
		t.Error("a text without a place for the diagram was taken")
	}
}

func TestDocumentIsDeterministic(t *testing.T) {
	t.Parallel()
	first := document()
	for range 10 {
		if document() != first {
			t.Fatal("two drawings of one table differ")
		}
	}
}

// TestDiagramDrawsTheTable reads the arrows back: each transition is drawn once,
// and nothing else is.
func TestDiagramDrawsTheTable(t *testing.T) {
	t.Parallel()
	drawn := map[string]int{}
	for _, line := range strings.Split(document(), "\n") {
		line = strings.TrimSpace(line)
		from, rest, ok := strings.Cut(line, " ")
		parts := strings.Split(rest, "|")
		if !ok || len(parts) != 3 || !strings.HasSuffix(parts[0], "->") {
			continue
		}
		for _, event := range strings.Split(parts[1], ", ") {
			drawn[from+" "+event+" "+strings.TrimSpace(parts[2])]++
		}
	}
	for _, row := range tui.Table() {
		arrow := id(row.From) + " " + row.Event.String() + " " + id(row.To)
		if drawn[arrow] != 1 {
			t.Errorf("%q is drawn %d times", arrow, drawn[arrow])
		}
	}
	if len(drawn) != len(tui.Table()) {
		t.Errorf("%d arrows for %d transitions", len(drawn), len(tui.Table()))
	}
}

func TestDiagramHasEveryStep(t *testing.T) {
	t.Parallel()
	text := document()
	for _, place := range tui.Places() {
		if !strings.Contains(text, "    "+node(place)+"\n") {
			t.Errorf("the diagram has no box for %q", place.Name)
		}
	}
}
