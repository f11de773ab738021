package script

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"houbu/api"
)

// reasonLimit is the greatest number of characters of a reason's text.
const reasonLimit = 200

// Cancel is what houbu cancel asks for.
type Cancel struct {
	Entry  string // an id, or a subject
	Reason string // code or name of 取消候补原因
	Text   string // for a reason that takes one
	Key    string // of a run before, whose outcome was lost; empty: a fresh one
	Yes    bool   // nobody is asked
}

// Cancel is 取消候补 (step 11). It asks, cancels, and prints the receipt.
func (r *Runner) Cancel(ctx context.Context, c Cancel) error {
	key, err := r.key(c.Key)
	if err != nil {
		return err
	}
	exam, err := r.API.Exam(r.telling(ctx))
	if err != nil {
		return err
	}
	cancellation, err := r.cancellation(exam.CancelReasons, c)
	if err != nil {
		return err
	}
	info, _, _, err := r.API.Info(r.telling(ctx), "")
	if err != nil {
		return err
	}
	now := entriesOf(info)
	entry, err := r.toCancel(ctx, now, c)
	if err != nil {
		return err
	}
	if !c.Yes {
		if err := r.confirm(ctx, r.cancelQuestion(exam, now, entry)); err != nil {
			return err
		}
	}
	receipt, err := r.submit(ctx, key, func(ctx context.Context, key string) (api.Receipt, error) {
		return r.API.Cancel(ctx, key, entry.ID, cancellation)
	})
	if err != nil {
		return err
	}
	return r.printReceipt(receipt, entry.CampusCode, entry.Subject, r.Text.Cancel.Done)
}

// cancellation checks the reason as the screen does.
func (r *Runner) cancellation(reasons []api.CancelReason, c Cancel) (api.Cancellation, error) {
	t := r.Text.Script
	var names []string
	for _, reason := range reasons {
		if c.Reason != reason.Code && c.Reason != reason.Name {
			names = append(names, reason.Code+" "+reason.Name)
			continue
		}
		words := strings.TrimSpace(c.Text)
		switch {
		case reason.NeedsText && words == "":
			return api.Cancellation{}, Misused(r.Text, r.Text.Cancel.TextMissing, t.Advice.Reason)
		case !reason.NeedsText && words != "":
			return api.Cancellation{}, Misused(r.Text, fmt.Sprintf(t.TextNotTaken, reason.Name), "")
		case utf8.RuneCountInString(words) > reasonLimit:
			return api.Cancellation{}, Misused(r.Text, fmt.Sprintf(t.TextTooLong, reasonLimit), "")
		}
		return api.Cancellation{Reason: reason.Code, Text: words}, nil
	}
	return api.Cancellation{}, Misused(r.Text, fmt.Sprintf(t.ReasonUnknown, c.Reason), oneOf(r.Text, names))
}

// toCancel is the entry that is meant. One that has ended is found, too: the run
// that is repeated with its key may have ended it.
func (r *Runner) toCancel(ctx context.Context, now []Entry, c Cancel) (Entry, error) {
	meant := matching(now, c.Entry)
	if len(meant) > 0 && meant[0].ID != "" {
		return meant[0], nil
	}
	finished, err := r.API.Finished(r.telling(ctx))
	if err != nil {
		return Entry{}, err
	}
	for _, e := range finished.Entries {
		entry := ofEntry(e)
		byID := entry.ID == c.Entry
		if entry.ID != "" && (byID || c.Key != "" && entry.is(c.Entry) && entry.State == api.Cancelled) {
			return entry, nil
		}
	}
	return Entry{}, r.noEntry(c.Entry, cancellable(now))
}

// cancellable are the entries that can be cancelled now.
func cancellable(entries []Entry) []Entry {
	var out []Entry
	for _, e := range entries {
		if e.CanCancel {
			out = append(out, e)
		}
	}
	return out
}

// cancelQuestion is what the dialog of step 11 says.
func (r *Runner) cancelQuestion(exam api.Exam, now []Entry, e Entry) string {
	t := r.Text.Info
	lost := t.CancelAskPlace
	if e.State == api.Offered {
		lost = t.CancelAskSeat
	}
	question := fmt.Sprintf(t.CancelAskFormat, e.SubjectName, named(e.Campus, e.CampusCode)) + "\n" + lost
	if oral := restingOn(exam, now, e); oral != "" {
		question += "\n" + fmt.Sprintf(t.CancelAskOral, oral)
	}
	return question
}

// restingOn is the name of the oral subject that ends with a written seat, empty
// for none.
func restingOn(exam api.Exam, now []Entry, e Entry) string {
	if e.Kind != api.Written || e.State != api.Offered {
		return ""
	}
	subjects := make(map[string]api.Subject)
	for _, s := range exam.Subjects {
		subjects[s.Code] = s
	}
	for _, other := range now {
		oral := subjects[other.Subject]
		needs := oral.Requires == e.Subject || oral.Requires == "" && oral.Level == subjects[e.Subject].Level
		if oral.Kind == api.Oral && needs && other.State != api.Paid {
			return other.SubjectName
		}
	}
	return ""
}
