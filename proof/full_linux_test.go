package proof

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"houbu/api"
	"houbu/client"
)

// TestNoRoom has the files of a running backend grow no more, as on a full disk or
// beyond a quota, and then grow again. The limit on the size of a process's files is
// the one of these that holds for root and for anybody else. Nothing acknowledged is
// lost, what cannot be done is refused, whoever repeats it succeeds when there is
// room, and all of it is there after a SIGKILL.
func TestNoRoom(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	const people = 6
	path := filepath.Join(t.TempDir(), "houbu.db")
	w, b := newWorld(t, "sqlite:"+path, 1, 1, people, 2), new(book)
	var devices []*device
	for n := range people {
		devices = append(devices, w.logIn(ctx, t, n))
	}
	early, late := devices[:people/2], devices[people/2:]
	for _, d := range early {
		receipt, code := d.join(ctx)
		b.join(d, receipt, code)
	}
	before := w.state()

	w.servers[0].mayWrite(t, 4096) // less than a page of the database or its journal needs
	keys := map[*device]string{}
	for _, d := range late {
		keys[d] = client.NewKey()
		_, err := d.client.Join(client.Once(ctx), keys[d], d.pool())
		wantNoRoom(t, "a join", err)
		if now := d.look(ctx); now.Entry != "" {
			t.Errorf("candidate %d waits: %+v", d.who, now)
		}
	}
	for _, d := range early {
		now := d.look(ctx)
		_, err := d.client.Cancel(client.Once(ctx), client.NewKey(), now.Entry, api.Cancellation{Reason: "not_taking"})
		wantNoRoom(t, "a cancellation", err)
	}
	if after := w.state(); after != before {
		t.Errorf("without room the database became\n%s\nfrom\n%s", after, before)
	}
	if log := w.servers[0].log.String(); !strings.Contains(log, "database "+path+": no room is left on the disk") {
		t.Errorf("the log does not say why:\n%s", log)
	}

	w.servers[0].mayWrite(t, unix.RLIM_INFINITY)
	for _, d := range late {
		receipt, err := d.client.Join(ctx, keys[d], d.pool()) // the same one
		b.join(d, receipt, client.CodeOf(err))
	}
	w.servers[0].kill()
	w.servers[0].start()
	for _, d := range devices {
		if now := d.look(ctx); now.Entry == "" {
			t.Errorf("candidate %d lost the place", d.who)
		}
	}
	mustHold(t, w)
	if found := w.state(); strings.Count(found, "\n") != people {
		t.Errorf("the database holds\n%s\nwant %d places", found, people)
	}
	for _, wrong := range b.wrong {
		t.Error(wrong)
	}
}

// wantNoRoom wants an answer that says to try again later.
func wantNoRoom(t *testing.T, what string, err error) {
	t.Helper()
	var failure *client.Error
	if !errors.As(err, &failure) || failure.Status != 503 || failure.Code != api.CodeUnavailable || failure.RetryAfter <= 0 {
		t.Errorf("%s without room: %v, want unavailable", what, err)
	}
}

// mayWrite limits the size of the files that the process writes.
func (s *server) mayWrite(t *testing.T, bytes uint64) {
	t.Helper()
	var was unix.Rlimit
	if err := unix.Prlimit(s.cmd.Process.Pid, unix.RLIMIT_FSIZE, nil, &was); err != nil {
		t.Fatal(err)
	}
	limit := unix.Rlimit{Cur: min(bytes, was.Max), Max: was.Max} // only root may raise the most
	if err := unix.Prlimit(s.cmd.Process.Pid, unix.RLIMIT_FSIZE, &limit, nil); err != nil {
		t.Fatal(err)
	}
}

// state is every entry of the database, and how it stands.
func (w *world) state() string {
	w.t.Helper()
	all, err := texts(w.t.Context(), w.open(), "SELECT sequence || ' ' || id || ' ' || state FROM entries ORDER BY sequence")
	w.must(err)
	return fmt.Sprintln(strings.Join(all, "\n"))
}
