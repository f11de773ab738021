package tui

import (
	"slices"
	"testing"
)

// documented is the number of the documented steps.
const documented = 17

// rows are the transitions of the table from a step.
func rows(from Step) []Transition {
	var out []Transition
	for _, row := range Table() {
		if row.From == from {
			out = append(out, row)
		}
	}
	return out
}

func placeOf(t *testing.T, step Step) Place {
	t.Helper()
	for _, place := range Places() {
		if place.Step == step {
			return place
		}
	}
	t.Fatalf("%v has no place", step)
	return Place{}
}

func TestPlacesCoverTheDocumentedSteps(t *testing.T) {
	t.Parallel()
	covered := map[int]bool{}
	for _, place := range Places() {
		if len(place.Doc) == 0 {
			t.Errorf("%v covers no documented step", place.Step)
		}
		for _, n := range place.Doc {
			if n < 1 || n > documented {
				t.Errorf("%v covers step %d, which is not documented", place.Step, n)
			}
			covered[n] = true
		}
	}
	for n := 1; n <= documented; n++ {
		if !covered[n] {
			t.Errorf("the documented step %d has no place", n)
		}
	}
}

func TestPlacesAreTheSteps(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for i, place := range Places() {
		if want := Step(i + 1); place.Step != want {
			t.Errorf("place %d is %v, want step %d: each step once, in order", i, place.Step, want)
		}
		if place.Name == "" || place.Label == "" || names[place.Name] {
			t.Errorf("%v has no name or label of its own: %q, %q", place.Step, place.Name, place.Label)
		}
		names[place.Name] = true
	}
	if got := Places()[len(Places())-1].Step; got != StepPlatform {
		t.Errorf("the last place is %v, want the last step", got)
	}
}

func TestTableHasNoDuplicates(t *testing.T) {
	t.Parallel()
	type key struct {
		from  Step
		event Event
	}
	seen := map[key]bool{}
	for _, row := range Table() {
		if k := (key{row.From, row.Event}); seen[k] {
			t.Errorf("at %v, %v leads to two steps", row.From, row.Event)
		} else {
			seen[k] = true
		}
		placeOf(t, row.From)
		placeOf(t, row.To)
	}
}

func TestEveryEventIsUsed(t *testing.T) {
	t.Parallel()
	for event := LoggedIn; event <= LoggedOut; event++ {
		used := slices.ContainsFunc(Table(), func(row Transition) bool { return row.Event == event })
		if event == LoggedOut {
			if used {
				t.Error("LoggedOut has a row; it leads to the login from anywhere")
			}
			continue
		}
		if !used {
			t.Errorf("%v is used nowhere", event)
		}
	}
}

// reachable are the steps that the table leads to from one, in any number of events.
func reachable(from Step) map[Step]bool {
	seen := map[Step]bool{from: true}
	for queue := []Step{from}; len(queue) > 0; queue = queue[1:] {
		for _, row := range rows(queue[0]) {
			if !seen[row.To] {
				seen[row.To] = true
				queue = append(queue, row.To)
			}
		}
	}
	return seen
}

func TestEveryStepIsReachedAndLeft(t *testing.T) {
	t.Parallel()
	fromLogin := reachable(StepLogin)
	for _, place := range Places() {
		if !fromLogin[place.Step] {
			t.Errorf("%v cannot be reached from the login", place.Step)
		}
		if place.Step == StepLogin {
			continue
		}
		out := reachable(place.Step)
		if !out[StepHome] && !out[StepInfo] {
			t.Errorf("from %v no way leads to the home or the info", place.Step)
		}
		back := Back
		if place.Over != 0 {
			back = Declined
		}
		if place.Step == StepHome {
			continue // its way back is to log out
		}
		if !slices.ContainsFunc(rows(place.Step), func(row Transition) bool { return row.Event == back }) {
			t.Errorf("%v has no way back", place.Step)
		}
	}
}

// TestOverlaysLieOverTheirScreen holds the rules that the machine counts on: a
// dialog is asked for by its own screen or by the dialog before it, and is left
// to its screen, to the next dialog over it, or on to another screen.
func TestOverlaysLieOverTheirScreen(t *testing.T) {
	t.Parallel()
	for _, place := range Places() {
		if place.Over == 0 {
			continue
		}
		if below := placeOf(t, place.Over); below.Over != 0 {
			t.Errorf("%v lies over %v, which is no screen", place.Step, place.Over)
		}
		ends := map[Event]Step{}
		for _, row := range rows(place.Step) {
			ends[row.Event] = row.To
		}
		if len(ends) != 2 || ends[Confirmed] == 0 || ends[Declined] != place.Over {
			t.Errorf("%v is left by %v, want Confirmed, and Declined to %v", place.Step, ends, place.Over)
		}
		if next := placeOf(t, ends[Confirmed]); next.Over != 0 && next.Over != place.Over {
			t.Errorf("%v leads to %v, a dialog over another screen", place.Step, next.Step)
		}
		for _, row := range Table() {
			if row.To == place.Step && row.From != place.Over && placeOf(t, row.From).Over != place.Over {
				t.Errorf("%v leads to %v, a dialog over another screen", row.From, place.Step)
			}
		}
	}
}

func TestNamesOfStepsAndEvents(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for event := LoggedIn; event <= LoggedOut; event++ {
		if name := event.String(); name == "" || seen[name] {
			t.Errorf("event %d has no name of its own: %q", int(event), name)
		} else {
			seen[name] = true
		}
	}
	for got, want := range map[string]string{
		StepStudentRecord.String(): "student record", Step(0).String(): "step 0", Step(99).String(): "step 99",
		WantOral.String(): "WantOral", Event(0).String(): "event 0", (LoggedOut + 1).String(): "event 27",
	} {
		if got != want {
			t.Errorf("the name is %q, want %q", got, want)
		}
	}
}

func TestEveryStepHasItsStage(t *testing.T) {
	t.Parallel()
	last := StageLogin
	for _, place := range Places() {
		stage, _ := StageOf(place.Step)
		if stage < last {
			t.Errorf("%v is at stage %d, before the step in front of it", place.Step, stage)
		}
		last = stage
	}
	if last != StageCount-1 {
		t.Errorf("the last step is at stage %d of %d", last, StageCount)
	}
	if stage, at := StageOf(StepHome); stage != StageAgreement || at {
		t.Errorf("the home is at stage %d (%v), want just before the agreement", stage, at)
	}
}
