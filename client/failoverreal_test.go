package client_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"houbu/api"
	"houbu/client"
)

// TestLineGoesDownInTheMiddle has a real backend behind two lines, of which the
// one in use ends between two steps of a candidate: the login and what is asked
// for go on by the other, and a join stands once.
func TestLineGoesDownInTheMiddle(t *testing.T) {
	t.Parallel()
	center := newCenter(t)
	first := httptest.NewServer(center.server.Config.Handler)
	made, err := client.New(client.Options{Failover: true, Endpoints: []client.Endpoint{
		{Name: "公网", URL: first.URL}, {Name: "教育网", URL: center.server.URL},
	}})
	center.must(err)
	t.Cleanup(made.Close)
	ctx := t.Context()
	_, err = made.Login(ctx, "demo1@houbu.test", "Houbu2026!")
	center.must(err)
	if made.Line() != 0 {
		t.Fatalf("line %d is in use, want the first", made.Line())
	}
	first.Close()

	text, err := made.Agreement(ctx)
	center.must(err)
	if name := made.Endpoints()[made.Line()].Name; name != "教育网" {
		t.Errorf("%s is in use, want the other line", name)
	}
	center.must(made.Agree(ctx, text.Version))
	_, err = made.Identify(ctx, api.Identity{Type: "1", Number: "990101200501010010", Name: "张三"})
	center.must(err)
	center.must(made.Confirm(ctx, api.Confirmation{RecordChecked: true, PhoneRight: true, StudentRight: true}))
	receipt, err := made.Join(ctx, client.NewKey(), api.Join{CampusCode: "993010", Subject: "1"})
	center.must(err)
	info, _, _, err := made.Info(ctx, "")
	center.must(err)
	if held := len(info.Entries) + len(info.Written); held != 1 || receipt.Number == "" {
		t.Errorf("%d entries and seats, receipt %q; want one", held, receipt.Number)
	}
}

// TestReplyLostWithItsLine: the line breaks while the reply to a join is under
// way. The join goes by the other line with the same key, and is done once.
func TestReplyLostWithItsLine(t *testing.T) {
	t.Parallel()
	center := newCenter(t)
	handler := center.server.Config.Handler
	first := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != api.PathEntries {
			handler.ServeHTTP(w, r)
			return
		}
		handler.ServeHTTP(httptest.NewRecorder(), r)
		panic(http.ErrAbortHandler)
	}))
	t.Cleanup(first.Close)
	center.zhang(nil)
	made, err := client.New(client.Options{Failover: true, Endpoints: []client.Endpoint{
		{Name: "公网", URL: first.URL}, {Name: "教育网", URL: center.server.URL},
	}})
	center.must(err)
	t.Cleanup(made.Close)
	_, err = made.Login(t.Context(), "demo1@houbu.test", "Houbu2026!")
	center.must(err)
	receipt, err := made.Join(t.Context(), client.NewKey(), api.Join{CampusCode: "993010", Subject: "1"})
	center.must(err)
	info, _, _, err := made.Info(t.Context(), "")
	center.must(err)
	if held := len(info.Entries) + len(info.Written); held != 1 || receipt.Number == "" || made.Line() != 1 {
		t.Errorf("%d entries and seats, receipt %q, line %d; want one, by the other line", held, receipt.Number, made.Line())
	}
}
