package tui

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// deskRows are the transitions of the desk's table from a step.
func deskRows(from Step) []Transition {
	var out []Transition
	for _, row := range DeskTable() {
		if row.From == from {
			out = append(out, row)
		}
	}
	return out
}

// mustBeDeskPlace fails unless a step is one of the desk's.
func mustBeDeskPlace(t *testing.T, step Step) {
	t.Helper()
	if !slices.ContainsFunc(DeskPlaces(), func(place Place) bool { return place.Step == step }) {
		t.Errorf("%v has no place", step)
	}
}

func TestDeskPlacesAreTheSteps(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for i, place := range DeskPlaces() {
		if want := firstDesk + Step(i); place.Step != want {
			t.Errorf("place %d is %v, want step %d: each step once, in order", i, place.Step, want)
		}
		if place.Name == "" || names[place.Name] || place.Step.String() != place.Name {
			t.Errorf("%v has no name of its own: %q", place.Step, place.Name)
		}
		names[place.Name] = true
	}
	if got := DeskPlaces()[len(DeskPlaces())-1].Step; got != DeskExport {
		t.Errorf("the last place is %v, want the last step", got)
	}
}

// TestDeskAndCandidateShareNoStep: a row of one table must not lead into the other.
func TestDeskAndCandidateShareNoStep(t *testing.T) {
	t.Parallel()
	for _, place := range DeskPlaces() {
		if slices.ContainsFunc(Places(), func(p Place) bool { return p.Step == place.Step }) {
			t.Errorf("%v is a step of both", place.Step)
		}
	}
	for _, row := range DeskTable() {
		mustBeDeskPlace(t, row.From)
		mustBeDeskPlace(t, row.To)
	}
}

func TestDeskTableHasNoDuplicates(t *testing.T) {
	t.Parallel()
	type key struct {
		from  Step
		event Event
	}
	seen := map[key]bool{}
	for _, row := range DeskTable() {
		if k := (key{row.From, row.Event}); seen[k] {
			t.Errorf("at %v, %v leads to two steps", row.From, row.Event)
		} else {
			seen[k] = true
		}
	}
}

func TestEveryDeskEventIsUsedAndNamed(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for event := WantFind; event <= WantExport; event++ {
		if !slices.ContainsFunc(DeskTable(), func(row Transition) bool { return row.Event == event }) {
			t.Errorf("%v is used nowhere", event)
		}
		if name := event.String(); strings.HasPrefix(name, "event") || names[name] {
			t.Errorf("event %d has no name of its own: %q", int(event), name)
		} else {
			names[name] = true
		}
	}
	for got, want := range map[string]string{
		WantFind.String(): "WantFind", WantExport.String(): "WantExport", (WantExport + 1).String(): "event 114",
	} {
		if got != want {
			t.Errorf("the name is %q, want %q", got, want)
		}
	}
	for _, row := range DeskTable() {
		if row.Event == LoggedOut {
			t.Error("LoggedOut has a row; it leads to the login from anywhere")
		}
	}
}

// deskReachable are the steps that the desk's table leads to from one.
func deskReachable(from Step) map[Step]bool {
	seen := map[Step]bool{from: true}
	for queue := []Step{from}; len(queue) > 0; queue = queue[1:] {
		for _, row := range deskRows(queue[0]) {
			if !seen[row.To] {
				seen[row.To] = true
				queue = append(queue, row.To)
			}
		}
	}
	return seen
}

func TestEveryDeskStepIsReachedAndLeft(t *testing.T) {
	t.Parallel()
	reached := deskReachable(DeskLogin)
	for _, place := range DeskPlaces() {
		if !reached[place.Step] {
			t.Errorf("%v cannot be reached from the login", place.Step)
		}
		if place.Step == DeskLogin || place.Step == DeskHome {
			continue // their way back is to log out
		}
		back := Back
		if place.Over != 0 {
			back = Declined
		}
		if !slices.ContainsFunc(deskRows(place.Step), func(row Transition) bool { return row.Event == back }) {
			t.Errorf("%v has no way back", place.Step)
		}
		if !deskReachable(place.Step)[DeskHome] {
			t.Errorf("from %v no way leads home", place.Step)
		}
	}
}

// TestDeskOverlaysLieOverTheirScreen: what is done at the desk is asked about once,
// and either answer leads back to the screen that asked.
func TestDeskOverlaysLieOverTheirScreen(t *testing.T) {
	t.Parallel()
	for _, place := range DeskPlaces() {
		if place.Over == 0 {
			continue
		}
		want := []Transition{{place.Step, Confirmed, place.Over}, {place.Step, Declined, place.Over}}
		if got := deskRows(place.Step); !slices.Equal(got, want) {
			t.Errorf("%v is left by %v, want %v", place.Step, got, want)
		}
		for _, row := range DeskTable() {
			if row.To == place.Step && (row.From != place.Over || row.Event != Chosen) {
				t.Errorf("%v leads to %v, a dialog over another screen", row.From, place.Step)
			}
		}
	}
}

// deskRig is a machine with the desk's table.
func deskRig(t *testing.T) *rig {
	t.Helper()
	r := newRig(t)
	r.machine = New(Options{
		Factory: r.make, Keys: r.keys, Theme: plainTheme(), Text: DeskChrome(),
		Login: DeskLogin, Table: DeskTable(), Places: DeskPlaces(),
		Progress: Trail(DeskPlaces(), backWay, Step.String),
	})
	t.Cleanup(r.machine.Close)
	return r
}

func TestDeskStartsAndEndsAtItsLogin(t *testing.T) {
	t.Parallel()
	r := deskRig(t)
	r.start()
	r.isAt(DeskLogin)
	r.emit(LoggedIn)
	r.emit(WantFind)
	r.isAt(DeskFind)
	r.press(r.keys.Quit)
	r.sees("退出服务台", "▸[ 继续工作 ]")
	r.press(r.keys.Activate)
	r.emit(LoggedOut)
	r.isAt(DeskLogin)
	r.press(r.keys.Quit)
	if !r.quit {
		t.Error("Ctrl+C does not quit on the login")
	}
}

// backWay is the way that Back leads from a step.
func backWay(step Step) (way []Step) {
	for {
		rows := slices.DeleteFunc(deskRows(step), func(row Transition) bool { return row.Event != Back })
		if len(rows) == 0 {
			return way
		}
		step = rows[0].To
		way = append(way, step)
	}
}

func TestTrailSaysTheWayThere(t *testing.T) {
	t.Parallel()
	trail := Trail(DeskPlaces(), backWay, Step.String)
	for step, want := range map[Step]string{
		DeskLogin:     " ●desk login",
		DeskHome:      " ●desk home",
		DeskCancel:    " desk home › desk find › desk person › ●desk cancellation",
		DeskCancelAsk: " desk home › desk find › desk person › ●desk cancellation",
	} {
		if got := ansi.Strip(trail(plainTheme(), step, 80)); got != want {
			t.Errorf("at %v the line is %q, want %q", step, got, want)
		}
	}
	if got := Width(trail(plainTheme(), DeskCancel, 30)); got > 30 {
		t.Errorf("%d cells in a room of 30", got)
	}
}
