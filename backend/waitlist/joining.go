package waitlist

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"houbu/api"
	"houbu/backend/exam"
	"houbu/backend/receipt"
	"houbu/backend/refusal"
	"houbu/backend/store"
)

// joining is a join on its way through a transaction.
type joining struct {
	ask
	answer
	subject api.Subject
	pool    string
	done    bool // it has its answer
}

// refuse ends a join with a code.
func (j *joining) refuse(code api.Code, detail string) {
	j.answer, j.done = answer{Err: refusal.New(code, detail)}, true
}

// pending are the joins that have no answer yet.
func pending(joins []*joining) []*joining {
	return slices.DeleteFunc(slices.Clone(joins), func(j *joining) bool { return j.done })
}

// joinIn is the body of a transaction of joins by different students: it replays
// what was done before, does the rest, and stores its receipts.
func (s *Service) joinIn(ctx context.Context, tx store.Tx, joins []*joining) error {
	requests := make([]receipt.Request, len(joins))
	for i, j := range joins {
		requests[i] = j.Request
	}
	stored, err := receipt.ReplayAll(ctx, tx, requests)
	if err != nil {
		return err
	}
	for i, j := range joins {
		if first := stored[i].Receipt; first != nil {
			j.Value, j.done = *first, true
		} else if stored[i].Refused != nil {
			j.Err, j.done = stored[i].Refused, true
		}
	}
	fresh := pending(joins)
	var unsure []*joining
	err = s.change(ctx, tx, func(c *change) (err error) {
		unsure, err = c.enqueue(ctx, fresh)
		return err
	})
	if err != nil {
		return err
	}
	fresh = pending(fresh)
	if err := readStates(ctx, tx, unsure); err != nil {
		return err
	}
	for _, j := range fresh {
		if err := j.behalf.also(ctx, tx, &j.Value); err != nil {
			return err
		}
	}
	return attest(ctx, tx, fresh)
}

// attest stores the receipts of joins that were done.
func attest(ctx context.Context, tx store.Tx, joins []*joining) error {
	requests, receipts := make([]receipt.Request, len(joins)), make([]api.Receipt, len(joins))
	for i, j := range joins {
		j.Value = j.Attest(j.Value)
		requests[i], receipts[i] = j.Request, j.Value
	}
	return receipt.SaveAll(ctx, tx, requests, receipts)
}

// readStates reads what the allocator has made of entries: they wait, or have
// been offered a seat.
func readStates(ctx context.Context, tx store.Tx, joins []*joining) error {
	byID := make(map[string]*joining, len(joins))
	ids := make([]string, len(joins))
	for i, j := range joins {
		byID[j.Value.EntryID], ids[i] = j, j.Value.EntryID
	}
	for part := range slices.Chunk(ids, chunk) {
		_, err := collect(ctx, tx, "read the entries joined", func(rows *sql.Rows) (bool, error) {
			var id string
			var state api.EntryState
			err := rows.Scan(&id, &state)
			if err == nil {
				byID[id].Value.State = state
			}
			return true, err
		}, "SELECT id, state FROM entries WHERE id IN "+store.In(1, len(part)), store.Args(part)...)
		if err != nil {
			return err
		}
	}
	return nil
}

// enqueue checks the rules for joins of different students, and inserts the
// entries of those that may join at the tails of their queues. It returns the
// joins whose entries the allocator may serve.
func (c *change) enqueue(ctx context.Context, joins []*joining) ([]*joining, error) {
	for _, j := range joins {
		var known bool
		j.subject, known = c.exam.Subject(j.want.Subject)
		j.pool = poolID(j.want.CampusCode, j.want.Subject)
		if !c.open(c.now) {
			j.refuse(api.CodeWindowClosed, "registration is not open")
		} else if !known {
			j.refuse(api.CodePoolNotFound, "no such subject")
		}
	}
	joins = pending(joins)
	if len(joins) == 0 {
		return nil, nil
	}
	if err := c.enterForJoins(ctx, joins); err != nil {
		return nil, err
	}
	pools, err := c.poolsAsOfNow(ctx, joins)
	if err != nil {
		return nil, err
	}
	all, err := c.standingsAsOfNow(ctx, studentsOf(joins))
	if err != nil {
		return nil, err
	}
	for _, j := range joins {
		c.judge(j, pools[j.pool], all[j.student])
	}
	joins = pending(joins)
	if err := c.insertEntries(ctx, joins, pools); err != nil {
		return nil, err
	}
	var unsure []*joining
	for _, j := range joins {
		if pools[j.pool].free() > 0 {
			c.mark(j.pool)
		}
		if _, marked := c.marked[j.pool]; marked {
			unsure = append(unsure, j)
		}
	}
	return unsure, nil
}

// judge applies the rules to a join, on the state as of now.
func (c *change) judge(j *joining, pool *poolRow, st *standing) {
	if pool == nil || pool.campusCode != j.want.CampusCode { // two codes can be joined to the key of a third pool
		j.refuse(api.CodePoolNotFound, "no such campus and subject")
	} else if !st.within(pool.school) {
		j.refuse(api.CodePoolNotFound, "the campus is of another school")
	} else if code := c.mayJoin(st, j.subject, c.now); code != "" {
		j.refuse(code, "subject "+j.subject.Code+" cannot be waitlisted")
	}
}

// enterForJoins locks the students whom the unique indexes do not keep apart, and
// enters the queues that a join to an oral pool rests on.
func (c *change) enterForJoins(ctx context.Context, joins []*joining) error {
	var locked, oral, pools []string
	for _, j := range joins {
		if j.subject.Kind == api.Oral {
			oral, pools = append(oral, j.student), append(pools, j.pool)
		}
		if j.subject.Kind == api.Oral || c.exam.Exclusive == exam.PerSession {
			locked = append(locked, j.student)
		}
	}
	if err := c.lockStudents(ctx, locked); err != nil || len(oral) == 0 {
		return err
	}
	return c.enterFor(ctx, oral, pools...)
}

// poolsAsOfNow locks the pools of joins, and applies every deadline that has
// passed in them.
func (c *change) poolsAsOfNow(ctx context.Context, joins []*joining) (map[string]*poolRow, error) {
	ids := make([]string, len(joins))
	for i, j := range joins {
		ids[i] = j.pool
	}
	pools, err := c.lockPools(ctx, ids)
	if err != nil {
		return nil, err
	}
	for part := range slices.Chunk(slices.Compact(slices.Sorted(slices.Values(ids))), chunk) {
		due, err := c.duePools(ctx, c.tx, c.now, "p.id IN "+store.In(2, len(part)), store.Args(part))
		if err != nil {
			return nil, err
		}
		for _, pool := range c.inLockOrder(due) {
			if err := c.settle(ctx, pool); err != nil {
				return nil, err
			}
		}
	}
	return pools, nil
}

func studentsOf(joins []*joining) []string {
	students := make([]string, len(joins))
	for i, j := range joins {
		students[i] = j.student
	}
	return students
}

// insertEntries gives each join the next number of its pool (promise 3) and
// inserts its entry, in the order of the joins.
func (c *change) insertEntries(ctx context.Context, joins []*joining, pools map[string]*poolRow) error {
	entries, first := make([][]any, len(joins)), make([]line, len(joins))
	taken := map[string]int64{}
	for i, j := range joins {
		id, err := uuid.NewV7()
		if err != nil {
			return fmt.Errorf("make an entry's id: %w", err)
		}
		pool := pools[j.pool]
		j.Value = api.Receipt{
			At: c.now, EntryID: id.String(), Sequence: pool.next + taken[j.pool],
			Pool: j.pool, Campus: pool.campus, Subject: j.subject.Code, State: api.Waiting,
		}
		taken[j.pool]++
		at := c.now.UnixNano()
		entries[i] = []any{id.String(), j.pool, j.student, j.Value.Sequence, string(j.subject.Kind), j.subject.Level, string(api.Waiting), at, at, 1}
		first[i] = line{entry: id.String(), no: 1}
	}
	if err := c.takeNumbers(ctx, taken); err != nil {
		return err
	}
	if err := store.Insert(ctx, c.tx, "insert entries", `INSERT INTO entries
		(id, pool_id, student_id, sequence, kind, level, state, joined_at, changed_at, events)`, entries); err != nil {
		return err
	}
	return c.record(ctx, first, eventJoined, "")
}
