package script

import (
	"context"
	"slices"

	"houbu/api"
)

// Status prints how far the candidate is, and what they wait for and hold (step
// 10). With a wait it prints that once the state is reached.
func (r *Runner) Status(ctx context.Context, wait Wait) error {
	ctx = r.telling(ctx)
	var reached *Entry
	var info api.Info
	if wait.Asked() {
		var err error
		if info, reached, err = r.follow(ctx, wait); err != nil {
			return err
		}
	}
	exam, err := r.API.Exam(ctx)
	if err != nil {
		return err
	}
	candidate, err := r.API.Candidate(ctx)
	if err != nil {
		return err
	}
	// Nobody holds anything who has not confirmed their record.
	if !wait.Asked() && (candidate.Next == api.NextInfo || candidate.Next == api.NextWritten) {
		if info, _, _, err = r.API.Info(ctx, ""); err != nil {
			return err
		}
	}
	status := Status{At: stamp(exam.Now), Exam: Exam{exam.ID, exam.Name}, Next: candidate.Next}
	if !info.Now.IsZero() {
		status.At = stamp(info.Now)
	}
	status.Entries = withoutEvents(withReached(entriesOf(info), reached))
	return r.print(status, func() string { return r.statusTable(status) })
}

// withReached adds the entry that reached the state waited for, where it has
// ended and is not listed any more.
func withReached(entries []Entry, reached *Entry) []Entry {
	if reached == nil || slices.ContainsFunc(entries, func(e Entry) bool { return e.identity() == reached.identity() }) {
		return entries
	}
	return append(entries, *reached)
}
