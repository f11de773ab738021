package account_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"houbu/api"
	"houbu/backend/account"
	"houbu/backend/refusal"
)

func TestRequire(t *testing.T) {
	t.Parallel()
	steps := []api.Progress{api.NextAgreement, api.NextIdentity, api.NextReview, api.NextWritten}
	for done, who := range []account.Identity{
		{}, {Agreed: true}, {Agreed: true, StudentID: "s"}, {Agreed: true, StudentID: "s", Confirmed: true},
	} {
		for i, step := range steps {
			err := who.Require(step)
			if i <= done {
				if err != nil {
					t.Errorf("%d steps done, %s: %v", done, step, err)
				}
				continue
			}
			var no *refusal.Error
			if !errors.As(err, &no) || no.Code != api.CodeStepNotDone || no.Next != steps[done] {
				t.Errorf("%d steps done, %s: %v", done, step, err)
			}
		}
	}
	outdated := account.Identity{StudentID: "s", Confirmed: true}
	if codeOf(outdated.Require(api.NextReview)) != api.CodeStepNotDone {
		t.Error("a new version of the agreement is not asked for")
	}
}

func TestAgree(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := context.Background()
	who := w.identity("a")
	if got, err := w.service.Agreement(ctx, who); err != nil || got.AgreedAt != nil || got.Text != "协议" {
		t.Errorf("before: %+v, %v", got, err)
	}
	_, err := w.service.Agree(ctx, who, api.Consent{Version: "2025-1"})
	w.wantCode("another version", err, api.CodeAgreementOutdated)
	first := w.clock.Now()
	for range 2 {
		got, err := w.service.Agree(ctx, who, api.Consent{Version: version})
		if err != nil || got.AgreedAt == nil || !got.AgreedAt.Equal(first) {
			t.Errorf("%+v, %v: want the first time kept", got, err)
		}
		w.clock.Set(w.clock.Now().Add(time.Hour))
	}
}

func TestConfirm(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := context.Background()
	all := api.Confirmation{RecordChecked: true, PhoneRight: true, StudentRight: true}
	_, err := w.service.Confirm(ctx, w.agreed("a"), all)
	w.wantCode("before step 4", err, api.CodeStepNotDone)
	_, err = w.service.Record(ctx, w.identity("a"))
	w.wantCode("the record before step 4", err, api.CodeStepNotDone)

	who := w.bound("a", zhangSan, "张三")
	record, err := w.service.Record(ctx, who)
	if err != nil || len(record.Qualified) != 2 || record.Qualified[0] != "英语四级" || record.Phone != "13800000000" || record.Confirmed {
		t.Errorf("%d qualified, confirmed %v, %v", len(record.Qualified), record.Confirmed, err)
	}
	for _, c := range []api.Confirmation{
		{}, {RecordChecked: true, PhoneRight: true}, {RecordChecked: true, StudentRight: true}, {PhoneRight: true, StudentRight: true},
	} {
		_, err := w.service.Confirm(ctx, who, c)
		w.wantCode("not all confirmed", err, api.CodeBadRequest)
	}
	first := w.clock.Now().UnixNano()
	for range 2 {
		if got, err := w.service.Confirm(ctx, who, all); err != nil || !got.Confirmed {
			t.Errorf("Confirm: %v, %v", got.Confirmed, err)
		}
		w.clock.Set(w.clock.Now().Add(time.Hour))
	}
	if at := w.number("SELECT confirmed_at FROM accounts WHERE id = 'a'"); at != first {
		t.Error("confirming again changed the time")
	}
	_, err = w.service.Confirm(ctx, w.bound("c", wangWu, "王五"), all)
	w.wantCode("资格科目 is 无", err, api.CodeNotQualified)
}

// TestASeatOfTheRosterIsSeenOnceTheStudentIsKnown has the school register one who
// has not been here yet. Before step 4 nobody knows whose account it is.
func TestASeatOfTheRosterIsSeenOnceTheStudentIsKnown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	payBy := w.clock.Now().Add(24 * time.Hour)
	w.exec("INSERT INTO pools (id, school_code, school, campus_code, campus, subject, capacity) VALUES ('p', '', '', 'c', '', '1', 1), ('q', '', '', 'c', '', '2', 1)")
	w.exec("INSERT INTO seats (pool_id, no) VALUES ('p', 1), ('q', 1)")
	w.exec(`INSERT INTO registrations (id, pool_id, seat_no, student_id, kind, level, state, created_at, pay_by)
		VALUES ('r', 'p', 1, 's1', 'written', 4, 'held', 0, $1), ('q', 'q', 1, 's1', 'written', 6, 'held', 0, $2)`,
		payBy.Add(time.Hour).UnixNano(), payBy.UnixNano())
	want := func(what string, next api.Progress, status string, payBy time.Time) {
		t.Helper()
		got, err := w.service.Candidate(t.Context(), "a")
		if err != nil || got.Next != next || got.Status != status || (got.PayBy == nil) != payBy.IsZero() ||
			got.PayBy != nil && !got.PayBy.Equal(payBy) {
			t.Errorf("%s: %+v, %v; want %s %s, to pay by %v", what, got, err, next, status, payBy)
		}
	}
	want("nothing done", api.NextAgreement, api.StatusNotRegistered, time.Time{})
	w.agreed("a")
	want("agreed", api.NextIdentity, api.StatusNotRegistered, time.Time{})
	who := w.bound("a", zhangSan, "张三")
	want("identified", api.NextReview, api.StatusConfirmed, payBy)
	_, err := w.service.Confirm(t.Context(), who, api.Confirmation{RecordChecked: true, PhoneRight: true, StudentRight: true})
	if err != nil {
		t.Fatal(err)
	}
	want("confirmed", api.NextInfo, api.StatusConfirmed, payBy)
	w.clock.Set(payBy)
	want("the first deadline is now", api.NextInfo, api.StatusConfirmed, payBy.Add(time.Hour))
	w.exec("UPDATE registrations SET state = 'paid' WHERE id = 'r'")
	want("paid", api.NextInfo, api.StatusConfirmed, time.Time{})
	w.exec("UPDATE registrations SET state = 'released'")
	want("released", api.NextWritten, api.StatusNoSubject, time.Time{})
}

func TestCandidateKnowsTheFirstStepNotDone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	want := func(what string, next api.Progress, status string) {
		t.Helper()
		got, err := w.service.Candidate(context.Background(), "a")
		if err != nil || got.Next != next || got.Status != status {
			t.Errorf("%s: %s %s, %v; want %s %s", what, got.Next, got.Status, err, next, status)
		}
	}
	want("nothing done", api.NextAgreement, api.StatusNotRegistered)
	w.agreed("a")
	want("agreed", api.NextIdentity, api.StatusNotRegistered)
	who := w.bound("a", zhangSan, "张三")
	want("identified", api.NextReview, api.StatusNotRegistered)
	_, err := w.service.Confirm(context.Background(), who, api.Confirmation{RecordChecked: true, PhoneRight: true, StudentRight: true})
	if err != nil {
		t.Fatal(err)
	}
	want("confirmed", api.NextWritten, api.StatusNoSubject)

	w.exec("INSERT INTO pools (id, school_code, school, campus_code, campus, subject, capacity) VALUES ('p', '', '', 'c', '', '1', 1)")
	w.exec("INSERT INTO seats (pool_id, no) VALUES ('p', 1)")
	w.exec(`INSERT INTO entries (id, pool_id, student_id, sequence, kind, level, state, joined_at, changed_at)
		VALUES ('e', 'p', 's1', 1, 'written', 4, 'waiting', 0, 0)`)
	want("waiting", api.NextInfo, api.StatusConfirmed)
	w.exec("UPDATE entries SET state = 'cancelled'")
	want("cancelled", api.NextWritten, api.StatusNoSubject)

	payBy := w.clock.Now().Add(time.Hour)
	w.exec(`INSERT INTO registrations (id, pool_id, seat_no, student_id, kind, level, state, created_at, pay_by)
		VALUES ('r', 'p', 1, 's1', 'written', 4, 'held', 0, $1)`, payBy.UnixNano())
	w.clock.Set(payBy.Add(-1))
	want("held", api.NextInfo, api.StatusConfirmed)
	w.clock.Set(payBy)
	want("held, and the pay deadline is now", api.NextWritten, api.StatusNoSubject)
	w.exec("UPDATE registrations SET state = 'paid'")
	want("paid", api.NextInfo, api.StatusConfirmed)

	w.exam.Agreement.Version = "2026-3"
	want("a new agreement", api.NextAgreement, api.StatusConfirmed)
}
