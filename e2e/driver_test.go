//go:build unix

package e2e

import (
	"testing"

	"houbu/api"
	"houbu/client"
)

// driver is another candidate, who needs no terminal: it calls the API as a
// script would.
type driver struct {
	t   *testing.T
	who person
	api *client.Client
}

// drive logs a candidate in.
func drive(t *testing.T, url string, who person) *driver {
	t.Helper()
	c, err := client.New(client.Options{
		Endpoints: []client.Endpoint{{Name: "公网", URL: url}},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	d := &driver{t: t, who: who, api: c}
	_, err = c.Login(t.Context(), who.account, who.password)
	d.must(err)
	return d
}

func (d *driver) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// goTo does the documented steps up to one, which is left to be done.
func (d *driver) goTo(step api.Progress) {
	d.t.Helper()
	ctx := d.t.Context()
	for {
		is, err := d.api.Candidate(ctx)
		d.must(err)
		if is.Next == step {
			return
		}
		switch is.Next {
		case api.NextAgreement:
			agreement, err := d.api.Agreement(ctx)
			d.must(err)
			d.must(d.api.Agree(ctx, agreement.Version))
		case api.NextIdentity:
			_, err := d.api.Identify(ctx, api.Identity{Type: "1", Number: d.who.number, Name: d.who.name})
			d.must(err)
		case api.NextReview:
			d.must(d.api.Confirm(ctx, api.Confirmation{RecordChecked: true, PhoneRight: true, StudentRight: true}))
		case api.NextWritten:
			d.join("993010", "1")
		case api.NextInfo:
			d.t.Fatalf("step %q is done already", step)
		}
	}
}

func (d *driver) join(campus, subject string) api.Receipt {
	d.t.Helper()
	receipt, err := d.api.Join(d.t.Context(), client.NewKey(), api.Join{CampusCode: campus, Subject: subject})
	d.must(err)
	return receipt
}

// cancel gives up what an entry has led to.
func (d *driver) cancel(entry string) {
	d.t.Helper()
	_, err := d.api.Cancel(d.t.Context(), client.NewKey(), entry, api.Cancellation{Reason: "not_taking"})
	d.must(err)
}

// info is 报名信息 as it is now.
func (d *driver) info() api.Info {
	d.t.Helper()
	info, _, _, err := d.api.Info(d.t.Context(), "")
	d.must(err)
	return info
}

// finished are the entries that have ended or led to a seat.
func (d *driver) finished() []api.Entry {
	d.t.Helper()
	list, err := d.api.Finished(d.t.Context())
	d.must(err)
	return list.Entries
}
