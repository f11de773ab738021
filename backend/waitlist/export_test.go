package waitlist

import (
	"context"

	"houbu/api"
	"houbu/backend/batch"
	"houbu/backend/receipt"
	"houbu/backend/store"
)

// Unlocked is the service with its lock on pools taken out.
func (s *Service) Unlocked() *Service {
	s.lock = ""
	return s
}

// ForgetfulRelease is ReleaseUnpaid as somebody would write it who does not know
// of change: a path on which a seat comes free and nothing allocates.
func (s *Service) ForgetfulRelease(ctx context.Context, tx store.Tx, registrationIDs []string) error {
	c := &change{Service: s, tx: tx, now: s.now().UTC(), marked: map[string][]int64{}}
	seats, err := c.enterSeats(ctx, registrationIDs)
	if err != nil {
		return err
	}
	return c.release(ctx, seats, ending{state: api.Cancelled, code: codeRefused, text: textRefused})
}

// JoinTogether is what a lane does with joins that have arrived together.
func (s *Service) JoinTogether(ctx context.Context, who []Caller, wants []api.Join) []batch.Answer[api.Receipt] {
	asks := make([]ask, len(who))
	for i, want := range wants {
		asks[i] = ask{Request: receipt.Request{
			AccountID: who[i].AccountID, Key: who[i].Key, Kind: api.ReceiptJoin,
			Fingerprint: receipt.Fingerprint(want.CampusCode, want.Subject),
		}, student: who[i].StudentID, want: want}
	}
	return s.joinTogether(ctx, asks)
}
