package desk

import (
	"context"
	"strconv"

	"houbu/api"
	"houbu/backend/audit"
	"houbu/backend/store"
)

// Board returns every pool with its numbers, and a tag that changes with them.
func (s *Service) Board(ctx context.Context) (api.Board, string, error) {
	board, tag, err := s.waitlist.Board(ctx)
	return board, tag, err
}

// Queue returns the length of a pool's queue at so many instants.
func (s *Service) Queue(ctx context.Context, pool string, points int) (api.Queue, error) {
	return s.waitlist.QueueOverTime(ctx, pool, points)
}

// SetCapacity gives a pool another capacity. The note is the reason that those who
// are offered a seat by it read. Lowered below the holders it takes nobody's seat.
func (s *Service) SetCapacity(ctx context.Context, who Caller, pool string, want api.StaffCapacity) (api.Receipt, error) {
	return s.perform(ctx, who, deed{
		kind: api.ReceiptCapacity, content: []string{pool, strconv.Itoa(want.Capacity)},
		line: audit.Line{Action: api.AuditCapacity, Kind: api.AboutPool, Key: pool, Note: want.Note},
		do: func(ctx context.Context, tx store.Tx, line *audit.Line) (api.Receipt, error) {
			before, err := s.waitlist.SetCapacityIn(ctx, tx, pool, want.Capacity, line.Note)
			line.Before = map[string]string{"capacity": strconv.Itoa(before)}
			line.After = map[string]string{"capacity": strconv.Itoa(want.Capacity)}
			return api.Receipt{Pool: pool}, err
		},
	})
}
