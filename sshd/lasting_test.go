package sshd

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"houbu/api"
	"houbu/client"
)

const testKey = "key-00000001"

// slowBackend answers a join when it is let, and a receipt of what was joined.
type slowBackend struct {
	*httptest.Server
	came    chan struct{} // a join has come
	answer  chan int      // the status that it is answered with; 0: the connection breaks
	revoked atomic.Int32
	joined  atomic.Bool
}

func newSlowBackend(t *testing.T) *slowBackend {
	t.Helper()
	b := &slowBackend{came: make(chan struct{}, 8), answer: make(chan int, 8)}
	mux := http.NewServeMux()
	mux.HandleFunc("POST "+api.PathSessions, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusCreated)
		_ = json.NewEncoder(w).Encode(api.Session{Token: "token"})
	})
	mux.HandleFunc("DELETE "+api.PathSession, func(w http.ResponseWriter, _ *http.Request) {
		b.revoked.Add(1)
		w.WriteHeader(http.StatusNoContent)
	})
	mux.HandleFunc("POST "+api.PathEntries, func(w http.ResponseWriter, _ *http.Request) {
		b.came <- struct{}{}
		status := http.StatusOK
		if !b.joined.Load() { // else it is asked again, as net/http does by itself
			status = <-b.answer
		}
		if status == 0 {
			b.joined.Store(true) // done, and the reply is lost
			panic(http.ErrAbortHandler)
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(api.Receipt{Key: testKey})
	})
	mux.HandleFunc("GET "+api.PathReceipt, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if !b.joined.Load() {
			w.Header().Set("Content-Type", "application/problem+json")
			w.WriteHeader(http.StatusNotFound)
			_, _ = w.Write([]byte(`{"code":"not_found"}`))
			return
		}
		_ = json.NewEncoder(w).Encode(api.Receipt{Key: testKey})
	})
	b.Server = httptest.NewServer(mux)
	t.Cleanup(b.Close)
	return b
}

// joining is a session of which a join is under way.
type joining struct {
	*Lasting
	cancel context.CancelFunc // of the screen
	done   chan error
}

func (b *slowBackend) join(t *testing.T) *joining {
	t.Helper()
	own, err := client.New(client.Options{
		Endpoints: []client.Endpoint{{URL: b.URL}}, Retries: -1,
		Sleep: func(context.Context, time.Duration) error { return nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	j := &joining{Lasting: NewLasting(own), done: make(chan error, 1)}
	if _, err := j.Login(t.Context(), "somebody", "password"); err != nil {
		t.Fatal(err)
	}
	var ctx context.Context
	ctx, j.cancel = context.WithCancel(t.Context())
	go func() {
		_, err := j.Join(ctx, testKey, api.Join{CampusCode: "993010", Subject: "1"})
		j.done <- err
	}()
	<-b.came
	return j
}

// TestASubmissionOutlivesItsSession: it goes on to its end, and the login is given
// back after that.
func TestASubmissionOutlivesItsSession(t *testing.T) {
	t.Parallel()
	b := newSlowBackend(t)
	j := b.join(t)
	j.Leave()
	j.cancel()
	given := make(chan struct{})
	go func() {
		defer close(given)
		giveBack(j.Lasting)
	}()
	select {
	case <-given:
		t.Error("the login is given back before the submission has ended")
	case err := <-j.done:
		t.Errorf("the submission is given up: %v", err)
	default:
	}
	if b.revoked.Load() != 0 {
		t.Error("the login is revoked meanwhile")
	}
	b.answer <- http.StatusOK
	if err := <-j.done; err != nil {
		t.Error(err)
	}
	<-given
	if b.revoked.Load() != 1 || j.LoggedIn() {
		t.Error("the login is not given back")
	}
}

// TestALostReplyIsLookedUp also when nobody is there any more.
func TestALostReplyIsLookedUp(t *testing.T) {
	t.Parallel()
	b := newSlowBackend(t)
	j := b.join(t)
	j.Leave()
	j.cancel()
	b.answer <- 0
	if err := <-j.done; err != nil || !b.joined.Load() {
		t.Error(err)
	}
}

// TestGivingUpIsNotLeaving: a person who gives a submission up is obeyed.
func TestGivingUpIsNotLeaving(t *testing.T) {
	t.Parallel()
	b := newSlowBackend(t)
	j := b.join(t)
	j.cancel()
	var failure *client.Error
	if err := <-j.done; !errors.As(err, &failure) || failure.Kind != client.Canceled {
		t.Errorf("it goes on: %v", err)
	}
	b.answer <- http.StatusOK
}

// TestFinishIsBounded: what never ends is given up in the end.
func TestFinishIsBounded(t *testing.T) {
	t.Parallel()
	b := newSlowBackend(t)
	j := b.join(t)
	j.Leave()
	j.cancel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel() // the time is over
	j.Finish(ctx)
	if err := <-j.done; err == nil {
		t.Error("it succeeds without an answer")
	}
	b.answer <- http.StatusOK
}

// TestNothingBeginsAfterTheEnd of a session.
func TestNothingBeginsAfterTheEnd(t *testing.T) {
	t.Parallel()
	b := newSlowBackend(t)
	j := b.join(t)
	b.answer <- http.StatusOK
	if err := <-j.done; err != nil {
		t.Fatal(err)
	}
	j.Leave()
	_, join := j.Join(t.Context(), testKey, api.Join{})
	_, order := j.CreateOrder(t.Context(), testKey, api.NewOrder{})
	_, login := j.Login(t.Context(), "a", "b")
	for name, err := range map[string]error{"a join": join, "an order": order, "a login": login} {
		var failure *client.Error
		if !errors.As(err, &failure) || failure.Kind != client.Canceled {
			t.Errorf("%s: %v", name, err)
		}
	}
	if len(b.came) > 0 {
		t.Error("a join was sent")
	}
}
