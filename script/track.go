package script

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"houbu/api"
)

// tracker knows the entries that a wait is about.
type tracker struct {
	wait  Wait
	begun bool
	seen  map[string]bool // by identity: those that had not ended when last asked
}

// look finds an entry that has reached a state waited for; nil means not yet.
// When none can reach one any more it fails.
func (r *Runner) look(ctx context.Context, t *tracker, all []Entry) (reached *Entry, err error) {
	now := matching(all, t.wait.Entry)
	if reached = inState(now, t.wait.States); reached != nil {
		return reached, nil
	}
	gone, alive := t.seen, false
	t.seen = make(map[string]bool)
	for _, e := range now {
		t.seen[e.identity()] = true
		delete(gone, e.identity())
		alive = alive || e.State == api.Waiting || e.State == api.Offered
	}
	first := !t.begun
	t.begun = true
	if len(gone) > 0 || first && len(now) == 0 && t.wait.Entry != "" {
		reached, err = r.lookBack(ctx, t.wait, gone)
	}
	if err != nil { // they are looked for again
		t.begun = !first
		maps.Copy(t.seen, gone)
	}
	if reached != nil || err != nil || alive {
		return reached, err
	}
	words := r.Text.Script
	return nil, &Error{
		Exit: Never, Code: codeNever, Advice: words.Advice.Look,
		Message: fmt.Sprintf(words.NeverFormat, strings.Join(namesOf(t.wait.States), "、")),
	}
}

// lookBack finds among the finished entries how those ended that are gone; or,
// when none was there to begin with, the newest that was meant.
func (r *Runner) lookBack(ctx context.Context, w Wait, gone map[string]bool) (*Entry, error) {
	finished, err := r.API.Finished(ctx)
	if err != nil {
		return nil, err
	}
	var ended []Entry
	for _, e := range finished.Entries {
		switch entry := ofEntry(e); {
		case gone[entry.identity()]:
			ended = append(ended, entry)
		case len(gone) == 0 && len(ended) == 0 && entry.is(w.Entry):
			ended = append(ended, entry)
		}
	}
	if len(gone) == 0 && len(ended) == 0 {
		return nil, r.noEntry(w.Entry, nil)
	}
	return inState(ended, w.States), nil
}

// inState is the first entry in one of the states, or nil.
func inState(entries []Entry, states []api.EntryState) *Entry {
	for i := range entries {
		if slices.Contains(states, entries[i].State) {
			return &entries[i]
		}
	}
	return nil
}

// noEntry says that a name means no entry, and which there are.
func (r *Runner) noEntry(name string, there []Entry) error {
	var names []string
	for _, e := range there {
		names = append(names, e.SubjectName+"（"+e.identity()+"）")
	}
	t := r.Text.Script
	advice := t.Advice.Look
	if len(names) > 0 {
		advice = oneOf(r.Text, names)
	}
	return &Error{Exit: NotFound, Code: string(api.CodeNotFound), Message: fmt.Sprintf(t.EntryUnknown, name), Advice: advice}
}
