package script

import (
	"context"

	"houbu/api"
)

// History prints the history of everything: what is waited for and held now
// (as F3 in 报名信息), then what has finished (step 12), the newest first.
func (r *Runner) History(ctx context.Context) error {
	ctx = r.telling(ctx)
	finished, err := r.API.Finished(ctx)
	if err != nil {
		return err
	}
	info, _, _, err := r.API.Info(ctx, "")
	if err != nil {
		return err
	}
	listed := make(map[string]bool)
	for _, e := range finished.Entries {
		listed[e.ID] = true
	}
	history := History{Entries: []Entry{}}
	for _, e := range entriesOf(info) {
		if e.ID == "" || !listed[e.ID] {
			history.Entries = append(history.Entries, e)
		}
	}
	seats := seatsOf(info)
	for _, e := range finished.Entries {
		entry := ofEntry(e)
		if seat, held := seats[e.ID]; held { // it led to a seat: what is due on it is said there
			entry.RegistrationID, entry.PayBy, entry.FeeFen, entry.CanPay = seat.RegistrationID, seat.PayBy, seat.FeeFen, seat.CanPay
		}
		history.Entries = append(history.Entries, entry)
	}
	return r.print(history, func() string { return r.historyTable(history) })
}

// seatsOf are the seats held, by the entry that they came from.
func seatsOf(info api.Info) map[string]Entry {
	seats := make(map[string]Entry)
	for _, e := range entriesOf(info) {
		if e.RegistrationID != "" && e.ID != "" {
			seats[e.ID] = e
		}
	}
	return seats
}
