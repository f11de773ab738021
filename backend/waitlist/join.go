package waitlist

import (
	"context"
	"hash/fnv"
	"time"

	"houbu/api"
	"houbu/backend/batch"
	"houbu/backend/receipt"
	"houbu/backend/refusal"
	"houbu/backend/store"
)

const (
	// mostJoins is how many joins share a transaction.
	mostJoins = store.MostRows
	// joinTime bounds a transaction of joins. A client gives up earlier.
	joinTime = time.Minute
)

// ask is one request to join.
type ask struct {
	receipt.Request
	student string
	want    api.Join
	behalf  *Behalf
}

// answer is what becomes of an ask.
type answer = batch.Answer[api.Receipt]

// Join puts the caller into the queue of a pool (提交候补, steps 8, 9 and 14) and
// serves the queue: where a seat is free and nobody waits, the entry is offered
// it at once. Joins that arrive together share a transaction, and with it the
// cost of a durable commit. Refusals, in this order: api.CodeWindowClosed,
// CodePoolNotFound, CodeNotQualified (written), CodeWrittenRequired or
// CodeWrittenUnpaid (oral), CodeLevelTaken.
func (s *Service) Join(ctx context.Context, who Caller, want api.Join) (api.Receipt, error) {
	return s.laneOf(poolID(want.CampusCode, want.Subject)).Do(ctx, ask{
		Request: who.request(api.ReceiptJoin, want.CampusCode, want.Subject),
		student: who.StudentID, want: want, behalf: who.For,
	})
}

// lanes makes the lanes in which joins queue up: one for each transaction that
// may usefully run at the same time.
func (s *Service) lanes() []*batch.Lane[ask, api.Receipt] {
	all := make([]*batch.Lane[ask, api.Receipt], s.db.Writers())
	for i := range all {
		all[i] = batch.NewLane(mostJoins, joinTime, s.joinTogether)
	}
	return all
}

// laneOf returns the lane of a pool: joins to one pool would wait for each other
// in two.
func (s *Service) laneOf(pool string) *batch.Lane[ask, api.Receipt] {
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(pool)) // a hash never fails to write
	return s.joins[int(sum.Sum32()%uint32(len(s.joins)))]
}

// joinTogether answers joins that arrived together. What one of them is refused
// for does not touch the others.
func (s *Service) joinTogether(ctx context.Context, asks []ask) []answer {
	answers := make([]answer, len(asks))
	for _, round := range rounds(asks) {
		if len(round) > 1 && s.joinAll(ctx, asks, round, answers) == nil {
			continue
		}
		for _, i := range round { // what fails for one must not fail for all
			if err := s.joinAll(ctx, asks, []int{i}, answers); err != nil {
				answers[i] = answer{Err: err}
			}
		}
	}
	for i := range answers {
		if answers[i].Err == nil {
			continue
		}
		first, err := receipt.Overtaken(ctx, s.db, asks[i].Request, answers[i].Err)
		if answers[i].Err = err; err == nil {
			answers[i].Value = *first
		}
	}
	return answers
}

// rounds parts asks so that each student and each account comes once in a round:
// what the first of two leads to decides the second.
func rounds(asks []ask) (all [][]int) {
	nth := map[string]int{}
	for i := range asks {
		student, account := "student "+asks[i].student, "account "+asks[i].AccountID
		n := max(nth[student], nth[account])
		nth[student], nth[account] = n+1, n+1
		if n == len(all) {
			all = append(all, nil)
		}
		all[n] = append(all[n], i)
	}
	return all
}

// joinAll answers some of the asks in one transaction. With an error it has
// answered none of them.
func (s *Service) joinAll(ctx context.Context, asks []ask, which []int, answers []answer) error {
	joins := make([]*joining, len(which))
	err := s.db.Write(ctx, func(tx store.Tx) error {
		for i, at := range which {
			joins[i] = &joining{ask: asks[at]}
		}
		return s.joinIn(ctx, tx, joins)
	})
	if store.IsUnique(err) && len(which) == 1 {
		// A join to another pool of the level came between the check and the insert.
		err = refusal.New(api.CodeLevelTaken, "subject "+joins[0].want.Subject+" cannot be waitlisted")
	}
	if err != nil {
		return err
	}
	for i, at := range which {
		answers[at] = joins[i].answer
	}
	return nil
}
