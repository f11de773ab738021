package notice_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"houbu/backend/notice"
	"houbu/backend/store"
)

// TestWhatIsSent has one line for each kind of message.
func TestWhatIsSent(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 1)
	w.exec(`UPDATE registrations SET entry_id = NULL`) // a second seat by the same row: of the roster
	w.enqueue(notice.Notice{
		Kind: notice.ExpiryNear, RegistrationID: "r1", StudentID: "s1", PoolID: "993010-1", At: start, PayBy: payBy,
	})
	w.exec(`UPDATE registrations SET entry_id = 'e1'`)
	seat := about(notice.Closed, 1)
	seat.EntryID, seat.RegistrationID = "", "r1"
	w.enqueue(about(notice.Offer, 1), about(notice.Closed, 1), seat)
	to := &notifier{}
	w.deliver(w.worker(w.db, to, 0), notice.Round{Taken: 4, Sent: 4})
	slices.SortFunc(to.got, func(a, b notice.Message) int { return strings.Compare(a.ID, b.ID) })
	const where = `"campus_code":"993010","campus":"东校区","subject_code":"1","subject":"英语四级"`
	for i, want := range []string{
		`{"id":"closed_e1","type":"waitlist.closed","timestamp":"2026-09-01T01:00:00Z","data":{"phone":"138000001","text":"候补已结束：英语四级（东校区）。逾期未支付，座位已释放。","exam":"考次","entry_id":"e1",` + where + `,"outcome":"expired","reason":"逾期未支付，座位已释放"}}`,
		`{"id":"closed_r1","type":"waitlist.closed","timestamp":"2026-09-01T01:00:00Z","data":{"phone":"138000001","text":"报考已结束：英语四级（东校区）。逾期未支付，座位已释放。","exam":"考次","registration_id":"r1",` + where + `,"outcome":"expired","reason":"逾期未支付，座位已释放"}}`,
		`{"id":"expiry_near_r1","type":"waitlist.expiry_near","timestamp":"2026-09-01T01:00:00Z","data":{"phone":"138000001","text":"即将逾期：英语四级（东校区）尚未支付。请于 2026-09-02 09:00:00（北京时间）前支付，逾期座位将释放。","exam":"考次","registration_id":"r1",` + where + `,"pay_by":"2026-09-02T01:00:00Z"}}`,
		`{"id":"offer_e1","type":"waitlist.offer","timestamp":"2026-09-01T01:00:00Z","data":{"phone":"138000001","text":"候补成功，请支付：英语四级（东校区）。请于 2026-09-02 09:00:00（北京时间）前支付，逾期座位将释放。","exam":"考次","entry_id":"e1",` + where + `,"pay_by":"2026-09-02T01:00:00Z"}}`,
	} {
		got, err := json.Marshal(to.got[i])
		w.must(err)
		if string(got) != want {
			t.Errorf("message %d is\n%s\nwant\n%s", i, got, want)
		}
	}
}

// TestANoticeThatIsNoLongerTrue is evaluated when it falls due, in [offer, pay_by).
func TestANoticeThatIsNoLongerTrue(t *testing.T) {
	t.Parallel()
	closedLife := start.Add(72 * time.Hour)
	for name, test := range map[string]struct {
		kind  notice.Kind
		given string // SQL
		at    time.Time
		want  string
	}{
		"an offer":                       {notice.Offer, "", start, "sent|0|"},
		"an offer, just before the end":  {notice.Offer, "", payBy.Add(-1), "sent|0|"},
		"an offer, at the end":           {notice.Offer, "", payBy, "dropped|0|no_longer_held"},
		"an offer, after the end":        {notice.Offer, "", payBy.Add(1), "dropped|0|no_longer_held"},
		"an offer, paid":                 {notice.Offer, "UPDATE registrations SET state = 'paid'", start, "dropped|0|no_longer_held"},
		"a reminder":                     {notice.ExpiryNear, "", start, "sent|0|"},
		"a reminder, just before":        {notice.ExpiryNear, "", payBy.Add(-1), "sent|0|"},
		"a reminder, at the end":         {notice.ExpiryNear, "", payBy, "dropped|0|no_longer_held"},
		"a reminder, paid":               {notice.ExpiryNear, "UPDATE registrations SET state = 'paid'", start, "dropped|0|no_longer_held"},
		"a reminder, released":           {notice.ExpiryNear, "UPDATE registrations SET state = 'released'", start, "dropped|0|no_longer_held"},
		"an end, long ago":               {notice.Closed, "UPDATE registrations SET state = 'released'", closedLife.Add(-1), "sent|0|"},
		"an end, too long ago":           {notice.Closed, "UPDATE registrations SET state = 'released'", closedLife, "gave_up|0|too_late"},
		"an account without a phone":     {notice.Offer, "UPDATE accounts SET phone = ''", start, "failed|0|no_phone"},
		"a student without an account":   {notice.Closed, "UPDATE accounts SET student_id = NULL", start, "failed|0|no_phone"},
		"a pay deadline that was put on": {notice.Offer, "UPDATE registrations SET pay_by = 1", start, "dropped|0|no_longer_held"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, 1)
			w.enqueue(about(test.kind, 1))
			if test.given != "" {
				w.exec(test.given)
			}
			w.clock.Set(test.at)
			to := &notifier{}
			worker := w.worker(w.db, to, 0)
			_, err := worker.Deliver(t.Context())
			w.must(err)
			w.wantLog(string(test.kind) + "_e1|1|" + test.want)
			if sent := len(to.sent()) == 1; sent != strings.HasPrefix(test.want, "sent") {
				t.Errorf("sent: %v", to.sent())
			}
			w.deliver(worker, notice.Round{}) // it is done, one way or the other
		})
	}
}

// TestNothingBeforeItIsDue holds a reminder back to its time.
func TestNothingBeforeItIsDue(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 1)
	near := about(notice.ExpiryNear, 1)
	near.DueAt = payBy.Add(-2 * time.Hour)
	w.enqueue(near)
	to := &notifier{}
	worker := w.worker(w.db, to, 0)
	w.clock.Set(near.DueAt.Add(-1))
	w.deliver(worker, notice.Round{})
	w.clock.Set(near.DueAt)
	w.deliver(worker, notice.Round{Taken: 1, Sent: 1})
}

// TestSeveralWorkersShareTheWork has four workers on two handles of one database
// deliver 300 notices: each is sent once.
func TestSeveralWorkersShareTheWork(t *testing.T) {
	t.Parallel()
	const many = 300
	w := newWorld(t, many)
	w.enqueue(offers(many)...)
	to := &notifier{}
	other := w.open()
	var group sync.WaitGroup
	for i := range 4 {
		worker := w.worker([]*store.DB{w.db, other}[i%2], to, 0)
		group.Go(func() {
			for {
				round, err := worker.Deliver(t.Context())
				if err != nil {
					t.Error(err)
				}
				if round.Taken == 0 {
					return
				}
			}
		})
	}
	group.Wait()
	sent := to.sent()
	for _, n := range offers(many) {
		if times := sent["offer_"+n.EntryID]; times != 1 {
			t.Errorf("%s is sent %d times", n.EntryID, times)
		}
	}
	if got := w.list(1, "SELECT count(*) FROM deliveries WHERE outcome = 'sent' AND attempt = 1"); got[0] != "300" {
		t.Errorf("%s lines in the delivery log", got[0])
	}
}

// TestADeathBetweenSendingAndNoting closes a process's database while it sends:
// another process sends again, with the same id, when the lease is over.
func TestADeathBetweenSendingAndNoting(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 1)
	w.enqueue(about(notice.Offer, 1))
	dying := w.open()
	to := &notifier{answer: func(context.Context, notice.Message) error { return dying.Close() }}
	if _, err := w.worker(dying, to, 0).Deliver(t.Context()); err == nil {
		t.Fatal("a worker without a database noted what it sent")
	}
	to.answer = nil
	heir := w.worker(w.db, to, 0)
	w.clock.Set(start.Add(time.Minute))
	w.deliver(heir, notice.Round{}) // the lease still stands
	w.clock.Set(start.Add(2 * time.Minute))
	w.deliver(heir, notice.Round{Taken: 1, Sent: 1})
	if got := to.sent(); len(got) != 1 || got["offer_e1"] != 2 {
		t.Errorf("sent: %v", got)
	}
	w.wantLog("offer_e1|2|sent|0|")
}

// TestALateWorkerLeavesTheHeirAlone lets a lease run out while a worker sends,
// and another one take over and fail. What the first then says of a failure
// counts no more, what it says of a success does.
func TestALateWorkerLeavesTheHeirAlone(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		late error
		then notice.Round // the next try of the heir
	}{
		{nil, notice.Round{}},
		{errors.New("failed"), notice.Round{Taken: 1, Sent: 1}},
		{&notice.SendError{Class: "http", Status: 410, Permanent: true}, notice.Round{Taken: 1, Sent: 1}},
	} {
		w := newWorld(t, 1)
		w.enqueue(about(notice.Offer, 1))
		slow := &notifier{answer: func(context.Context, notice.Message) error {
			w.clock.Set(start.Add(2 * time.Minute))
			w.deliver(w.worker(w.db, failing(errors.New("down")), 0), notice.Round{Taken: 1, Retried: 1})
			return test.late
		}}
		_, err := w.worker(w.db, slow, 0).Deliver(t.Context())
		w.must(err)
		w.clock.Set(start.Add(3 * time.Minute))
		w.deliver(w.worker(w.db, &notifier{}, 0), test.then)
	}
}
