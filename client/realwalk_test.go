package client_test

import (
	"errors"
	"net/http"
	"net/url"
	"testing"

	"houbu/api"
	"houbu/client"
)

func TestRealLogin(t *testing.T) {
	t.Parallel()
	c := newCenter(t)
	made, ctx := c.client(nil), t.Context()
	if _, err := made.Probe(ctx, 0); err != nil {
		t.Errorf("the line does not answer: %v", err)
	}
	exam, err := made.Exam(ctx)
	c.must(err)
	if exam.Practice == nil || len(exam.Subjects) != 11 {
		t.Errorf("practice %v with %d subjects, want all 11", exam.Practice, len(exam.Subjects))
	}
	_, err = made.Candidate(ctx)
	coded(t, err, api.CodeUnauthorized)
	for range 20 { // more than any setting allows
		if _, err = made.Login(ctx, "demo1@houbu.test", "wrong"); client.CodeOf(err) != api.CodeWrongPassword {
			break
		}
	}
	coded(t, err, api.CodeAccountLocked)
	_, err = made.Login(ctx, "demo1@houbu.test", "Houbu2026!")
	coded(t, err, api.CodeAccountLocked)
}

func TestRealIdentity(t *testing.T) {
	t.Parallel()
	c := newCenter(t)
	made, ctx := c.client(nil), t.Context()
	_, err := made.Login(ctx, "demo1@houbu.test", "Houbu2026!")
	c.must(err)
	zhang := api.Identity{Type: "1", Number: "990101200501010010", Name: "张三"}
	_, err = made.Identify(ctx, zhang)
	coded(t, err, api.CodeStepNotDone)
	coded(t, made.Agree(ctx, "an old version"), api.CodeAgreementOutdated)
	text, err := made.Agreement(ctx)
	c.must(err)
	c.must(made.Agree(ctx, text.Version))
	_, err = made.Identify(ctx, api.Identity{Type: "1", Number: "990101200602290023", Name: "张三"})
	coded(t, err, api.CodeBadRequest) // a right check digit, and no such day
	_, err = made.Identify(ctx, api.Identity{Type: "4", Number: "G12345678", Name: "张三"})
	coded(t, err, api.CodeStudentNotFound)
	_, err = made.Identify(ctx, api.Identity{Type: "1", Number: zhang.Number, Name: "李四"})
	coded(t, err, api.CodeNameMismatch)
	record, err := made.Identify(ctx, zhang)
	c.must(err)
	if record.Name != "张三" || len(record.Qualified) != 3 {
		t.Errorf("found %s with %d subjects, want 张三 with 3", record.Name, len(record.Qualified))
	}
	other := c.client(nil)
	_, err = other.Login(ctx, "demo3@houbu.test", "Houbu2026!")
	c.must(err)
	c.must(other.Agree(ctx, text.Version))
	_, err = other.Identify(ctx, zhang)
	coded(t, err, api.CodeBoundElsewhere)
	_, err = made.Identify(ctx, api.Identity{Type: "1", Number: "99010120050101007X", Name: "李四"})
	coded(t, err, api.CodeAccountBound)
}

func TestRealWaitlist(t *testing.T) {
	t.Parallel()
	c := newCenter(t)
	made, ctx := c.zhang(nil), t.Context()
	pools, err := made.Pools(ctx, api.Written)
	c.must(err)
	if len(pools.Pools) != 18 {
		t.Errorf("%d pools, want 9 subjects at 2 campuses", len(pools.Pools))
	}
	key, want := client.NewKey(), api.Join{CampusCode: "993010", Subject: "1"}
	first, err := made.Join(ctx, key, want)
	c.must(err)
	again, err := made.Join(ctx, key, want)
	if c.must(err); again != first {
		t.Errorf("the same key answers %+v, then %+v", first, again)
	}
	_, err = made.Join(ctx, key, api.Join{CampusCode: "993011", Subject: "1"})
	coded(t, err, api.CodeKeyReused)
	_, err = made.Join(ctx, client.NewKey(), api.Join{CampusCode: "993011", Subject: "3"})
	coded(t, err, api.CodeLevelTaken)
	_, err = made.Join(ctx, client.NewKey(), api.Join{CampusCode: "993010", Subject: "5"})
	coded(t, err, api.CodeNotQualified)

	info, tag, changed, err := made.Info(ctx, "")
	if c.must(err); !changed || len(info.Entries) != 1 || info.Entries[0].ID != first.EntryID || first.State != api.Waiting {
		t.Fatalf("after a join %+v, changed %v", info.Entries, changed)
	}
	if _, _, changed, err = made.Info(ctx, tag); err != nil || changed {
		t.Errorf("nothing happened: changed %v, %v", changed, err)
	}
	_, err = made.Cancel(ctx, client.NewKey(), first.EntryID, api.Cancellation{Reason: "no such reason"})
	coded(t, err, api.CodeReasonUnknown)
	_, err = made.Cancel(ctx, client.NewKey(), first.EntryID, api.Cancellation{Reason: "other"})
	coded(t, err, api.CodeReasonTextMissing)
	_, err = made.Cancel(ctx, client.NewKey(), first.EntryID, api.Cancellation{Reason: "other", Text: "病了"})
	c.must(err)
	if _, _, changed, err = made.Info(ctx, tag); err != nil || !changed {
		t.Errorf("an entry was cancelled: changed %v, %v", changed, err)
	}
	done, err := made.Finished(ctx)
	if c.must(err); len(done.Entries) != 1 || done.Entries[0].State != api.Cancelled || len(done.Entries[0].History) != 2 {
		t.Errorf("finished %+v", done.Entries)
	}
}

func TestRealLostReply(t *testing.T) {
	t.Parallel()
	c := newCenter(t)
	line := &forgetful{next: http.DefaultTransport}
	made, ctx := c.zhang(line), t.Context()
	key, want := client.NewKey(), api.Join{CampusCode: "993010", Subject: "1"}
	_, err := made.Join(ctx, key, want)
	var failure *client.Error
	if !errors.As(err, &failure) || !failure.Unknown() {
		t.Fatalf("the join says %v, want an unknown outcome", err)
	}
	if line.lost.Load() < 2 {
		t.Errorf("the join was sent %d times, want again under its key", line.lost.Load())
	}
	receipt, err := made.Outcome(ctx, key, nil) // the receipt is there: nothing is sent again
	c.must(err)
	info, _, _, err := made.Info(ctx, "")
	if c.must(err); len(info.Entries) != 1 || info.Entries[0].ID != receipt.EntryID {
		t.Errorf("waiting %+v after %d joins, want the one entry of the receipt", info.Entries, line.lost.Load())
	}
}

func TestRealPayment(t *testing.T) {
	t.Parallel()
	c := newCenter(t)
	made, ctx := c.li(), t.Context()
	info, _, _, err := made.Info(ctx, "")
	if c.must(err); len(info.Written) != 1 || info.Written[0].Paid {
		t.Fatalf("李四 holds %+v", info.Written)
	}
	seat := info.Written[0].ID
	_, err = made.ChooseReport(ctx, client.NewKey(), seat, api.ReportChoice{Type: "no such type"})
	coded(t, err, api.CodeReportUnknown)
	exam, err := made.Exam(ctx)
	c.must(err)
	_, err = made.ChooseReport(ctx, client.NewKey(), seat, api.ReportChoice{Type: exam.ReportTypes[1].Code})
	c.must(err)
	order, err := made.CreateOrder(ctx, client.NewKey(), api.NewOrder{Registrations: []string{seat}})
	c.must(err)
	same, err := made.CreateOrder(ctx, client.NewKey(), api.NewOrder{Registrations: []string{seat}})
	if c.must(err); same.ID != order.ID {
		t.Errorf("a second order %s over the same seat, beside %s", same.ID, order.ID)
	}
	c.cashier(order, "/pay", url.Values{"method": {exam.Methods[0].Code}})
	order, err = made.RefreshOrder(ctx, order.ID)
	if c.must(err); order.State != api.OrderPaid || order.Method != exam.Methods[0].Code || order.RefundDue {
		t.Errorf("the order is %+v", order)
	}
	_, err = made.CreateOrder(ctx, client.NewKey(), api.NewOrder{Registrations: []string{seat}})
	coded(t, err, api.CodeNothingToPay)
	info, _, _, err = made.Info(ctx, "")
	if c.must(err); len(info.Written) != 1 || !info.Written[0].Paid || info.Written[0].Report != exam.ReportTypes[1].Code {
		t.Errorf("李四 holds %+v", info.Written)
	}
	c.must(made.Logout(ctx))
	if made.LoggedIn() {
		t.Error("still logged in after the logout")
	}
}

func TestRealRefusedPayment(t *testing.T) {
	t.Parallel()
	c := newCenter(t)
	made, ctx := c.li(), t.Context()
	info, _, _, err := made.Info(ctx, "")
	c.must(err)
	order, err := made.CreateOrder(ctx, client.NewKey(), api.NewOrder{Registrations: []string{info.Written[0].ID}})
	c.must(err)
	c.cashier(order, "/refuse", url.Values{})
	order, err = made.Order(ctx, order.ID)
	if c.must(err); order.State != api.OrderRefused {
		t.Errorf("the order is %s, want refused", order.State)
	}
}
