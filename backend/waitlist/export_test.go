package waitlist

import (
	"context"

	"houbu/api"
	"houbu/backend/batch"
	"houbu/backend/receipt"
)

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
