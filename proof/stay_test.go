package proof

import (
	"context"
	"math/rand/v2"

	"houbu/api"
)

// stay is a candidate whose places may also end by the clock. They look until they
// know how each ended.
type stay struct {
	*device
	book    *book
	random  *rand.Rand
	entry   string // the place whose end is not known yet
	decided string // the place whose offer was decided on
	givenUp string // the place whose payment was given up
}

// run joins, cancels, pays and lets offers run out until a seat is paid or nobody
// can join any more.
func (s *stay) run(ctx context.Context) {
	defer func() { s.book.lost(s.unheard.Load()) }()
	for ctx.Err() == nil && !s.t.Failed() {
		switch now := s.look(ctx); {
		case s.entry == "":
			if over := s.comes(ctx); over {
				return
			}
		case now.State == api.Paid:
			return
		case now.Entry != s.entry:
			s.learn(ctx)
		case now.State == api.Offered:
			s.decide(ctx, now)
		case s.random.IntN(20) == 0:
			s.leave(ctx, now)
		}
	}
}

// comes joins; over says that the time for it is over.
func (s *stay) comes(ctx context.Context) (over bool) {
	s.book.begin()
	receipt, code := s.join(ctx)
	if code == api.CodeWindowClosed && s.w.closing.Load() {
		return true
	}
	s.book.join(s.device, receipt, code)
	s.entry = receipt.EntryID
	return false
}

// decide pays an offer, gives it up, or lets it run out.
func (s *stay) decide(ctx context.Context, now look) {
	if s.decided == now.Entry {
		return
	}
	s.decided = now.Entry
	switch s.random.IntN(6) {
	case 0:
		s.settles(ctx, now, s.book.count(paid) < mostPaid)
	case 1:
		s.settles(ctx, now, false)
	case 2:
		s.leave(ctx, now)
	}
}

// settles orders a seat and pays, or gives it up. The next look tells whether that
// was in time: what is given up at the cashier may be heard of after the seat has
// expired.
func (s *stay) settles(ctx context.Context, now look, pay bool) {
	s.book.begin()
	order := s.settleBill(ctx, now.Registration, pay)
	if order.State == api.OrderPaid {
		s.book.bill(s.device, s.entry, order)
	}
	if order.State == api.OrderRefused {
		s.givenUp = s.entry
	}
}

// leave cancels. A place that ended by the clock meanwhile is left to the next look.
func (s *stay) leave(ctx context.Context, now look) {
	s.book.begin()
	receipt, code := s.cancel(ctx, s.entry)
	if code == api.CodeEntryFinished {
		return
	}
	s.book.cancel(s.device, receipt, code, now.State)
	s.entry = ""
}

// learn finds out how a place that is gone ended.
func (s *stay) learn(ctx context.Context) {
	s.until(ctx, "read 查看已完成候补", func() error {
		finished, err := s.client.Finished(ctx)
		if err != nil {
			return err
		}
		var how api.EntryState
		for i := range finished.Entries {
			if finished.Entries[i].ID == s.entry {
				how = finished.Entries[i].State
			}
		}
		if how == api.Cancelled && s.givenUp == s.entry {
			s.book.bill(s.device, s.entry, api.Order{State: api.OrderRefused})
		} else {
			s.book.timed(s.device, s.entry, how)
		}
		s.entry = ""
		return nil
	})
}
