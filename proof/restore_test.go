package proof

import (
	"context"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"

	"houbu/api"
	"houbu/backend/store/storetest"
)

const (
	restorePools  = 2
	restoreSeats  = 3
	restorePeople = 16 // whose acknowledgements are older than the backup
	restoreLoad   = 6  // who come and go while it is made
	restoreNew    = restorePools
)

// TestABackupIsRestored makes a backup by the commands of docs/operations.md while
// candidates join, cancel and pay, and restores it by them. A backend on what was
// restored knows everything that was acknowledged before the backup began, keeps
// every promise, and gives the next number to the next who joins.
func TestABackupIsRestored(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		mustRestore(t, newOperator(t), "SQLite", "sqlite:houbu.db", "sqlite:restored.db")
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		o := onCluster(t, storetest.Start(t))
		o.do("make the database")
		mustRestore(t, o, "PostgreSQL", "postgres://houbu@db/houbu", "postgres://houbu@db/houbu_restored")
	})
}

func mustRestore(t *testing.T, o *operator, kind, from, to string) {
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	w := newWorld(t, o.database(from), 1, restorePools, restorePeople+restoreLoad+restoreNew, restoreSeats)
	acknowledged := before(ctx, w)
	underLoad(ctx, w, func() { o.do("back up " + kind) })
	w.servers[0].kill()
	o.do("restore " + kind)
	restored := &world{t: t, database: o.database(to), session: w.session, file: w.file}
	s := newServer(t, restored.flags()...)
	s.start()
	restored.servers = []*server{s}
	for _, a := range acknowledged {
		a.mustBeKnown(ctx, restored)
	}
	mustBePartOf(t, restored, w)
	mustGoOn(ctx, t, restored)
	mustHold(t, restored)
}

// acknowledgement is what a candidate was told, and saw after it.
type acknowledgement struct {
	who      int
	receipts []api.Receipt
	order    api.Order // without an id: none
	seen     look
}

// before has candidates do what can be done, to its end.
func before(ctx context.Context, w *world) (all []acknowledgement) {
	w.t.Helper()
	for n := range restorePeople {
		d := w.logIn(ctx, w.t, n)
		a := acknowledgement{who: n}
		receipt, _ := d.join(ctx)
		a.receipts = append(a.receipts, receipt)
		switch now := d.look(ctx); {
		case now.State == api.Offered && n%3 > 0:
			a.order = d.settleBill(ctx, now.Registration, n%3 == 1)
		case n%4 == 0:
			receipt, _ = d.cancel(ctx, now.Entry)
			a.receipts = append(a.receipts, receipt)
		}
		all = append(all, a)
	}
	for i := range all { // seats have moved on meanwhile
		all[i].seen = w.logIn(ctx, w.t, all[i].who).look(ctx)
	}
	states := map[api.EntryState]bool{}
	for _, a := range all {
		states[a.seen.State] = true
	}
	for _, state := range []api.EntryState{"", api.Waiting, api.Offered, api.Paid} {
		if !states[state] {
			w.t.Errorf("nobody is in the state %q before the backup", state)
		}
	}
	return all
}

// underLoad does something while others join and cancel. They have begun when it
// begins, and go on when it has ended. They never hold a seat, which would move
// those on whose acknowledgements are compared.
func underLoad(ctx context.Context, w *world, do func()) {
	w.t.Helper()
	b, over := new(book), new(atomic.Bool)
	var all sync.WaitGroup
	defer all.Wait()
	defer over.Store(true)
	began := b.next(3 * restoreLoad)
	for n := range restoreLoad {
		d := w.logIn(ctx, w.t, restorePeople+n)
		all.Go(func() { comeAndGo(ctx, d, b, over) })
	}
	mustCome(ctx, w, began)
	do()
	mustCome(ctx, w, b.next(restoreLoad))
}

func comeAndGo(ctx context.Context, d *device, b *book, over *atomic.Bool) {
	for !over.Load() && ctx.Err() == nil && !d.t.Failed() {
		receipt, code := d.join(ctx)
		b.join(d, receipt, code)
		_, code = d.cancel(ctx, receipt.EntryID)
		b.cancel(d, receipt, code, api.Waiting)
	}
}

func mustCome(ctx context.Context, w *world, what <-chan struct{}) {
	w.t.Helper()
	select {
	case <-what:
	case <-ctx.Done():
		w.t.Error("the candidates are stuck")
	}
}

// mustBeKnown looks at an acknowledgement on another database.
func (a acknowledgement) mustBeKnown(ctx context.Context, w *world) {
	w.t.Helper()
	d := w.logIn(ctx, w.t, a.who)
	for _, receipt := range a.receipts {
		found, err := d.client.Receipt(ctx, receipt.Key)
		if err != nil || found != receipt {
			w.t.Errorf("candidate %d: the receipt %+v is %+v, %v", a.who, receipt, found, err)
		}
	}
	if a.order.ID != "" {
		order, err := d.client.Order(ctx, a.order.ID)
		if err != nil || order.State != a.order.State {
			w.t.Errorf("candidate %d: the order is %q, %v; it was %q", a.who, order.State, err, a.order.State)
		}
	}
	now := d.look(ctx)
	if now.Number != a.seen.Number || now.State != a.seen.State || now.Entry != a.seen.Entry ||
		now.Registration != a.seen.Registration || now.Finished != a.seen.Finished {
		w.t.Errorf("candidate %d sees %+v, saw %+v", a.who, now, a.seen)
	}
}

// mustBePartOf compares what never changes of an entry with where it came from.
func mustBePartOf(t *testing.T, w, of *world) {
	t.Helper()
	const query = "SELECT id || ' ' || student_id || ' ' || pool_id || ' ' || sequence || ' ' || joined_at FROM entries ORDER BY id"
	all, err := texts(t.Context(), of.open(), query)
	if err != nil {
		t.Fatal(err)
	}
	some, err := texts(t.Context(), w.open(), query)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range some {
		if !slices.Contains(all, entry) {
			t.Errorf("%s comes from nowhere", entry)
		}
	}
	if len(some) <= restorePeople || len(some) >= len(all) {
		t.Errorf("%d of %d entries were restored: the backup was not made under load", len(some), len(all))
	}
}

// mustGoOn has somebody new join each pool.
func mustGoOn(ctx context.Context, t *testing.T, w *world) {
	t.Helper()
	for n := range restoreNew {
		d := w.logIn(ctx, t, restorePeople+restoreLoad+n)
		pool := w.file.Pools[w.poolOf(d.who)].Campus + "-" + w.file.Subject
		last, err := texts(ctx, w.open(), "SELECT max(sequence) || '' FROM entries WHERE pool_id = '"+pool+"'")
		if err != nil {
			t.Fatal(err)
		}
		receipt, code := d.join(ctx)
		if before := strconv.FormatInt(receipt.Sequence-1, 10); code != "" || before != last[0] {
			t.Errorf("the next to join %s got %d, %s; the last one had %s", pool, receipt.Sequence, code, last[0])
		}
	}
}
