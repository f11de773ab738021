//go:build unix

package printer

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"houbu/slip"
)

// newPrinter makes a printer of a shell's script.
func newPrinter(t *testing.T, script string) *Printer {
	t.Helper()
	p, err := New("sh -c '"+script+"'", slip.Slip.Text)
	if err != nil {
		t.Fatal(err)
	}
	p.limit = time.Minute // nothing but what a test means to be killed takes that long
	t.Cleanup(p.Close)
	return p
}

func TestPrints(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "slip")
	p := newPrinter(t, "cat >> "+path)
	s := slip.Slip{Title: "候补提交成功", Notes: []string{strings.Repeat("多", 100_000)}} // more than a pipe holds
	for range 2 {
		if err := p.Print(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if want := string(s.Text()); err != nil || string(got) != want+want {
		t.Errorf("%d bytes were printed, want twice %d: %v", len(got), len(want), err)
	}
}

// TestCommandsThatGoWrong, none of which keeps anybody or shows what it writes.
func TestCommandsThatGoWrong(t *testing.T) {
	t.Parallel()
	big := slip.Slip{Notes: []string{strings.Repeat("多", 100_000)}}
	for name, test := range map[string]struct {
		script string
		fails  bool
	}{
		"fails":          {"cat > /dev/null; exit 3", true},
		"dies":           {"kill -9 $$", true},
		"reads nothing":  {"exec 0<&-; exit 0", false},
		"floods":         {"cat > /dev/null; head -c 50000000 /dev/zero; head -c 50000000 /dev/zero >&2", false},
		"floods, fails":  {"head -c 50000000 /dev/zero; exit 1", true},
		"no such helper": {"no-such-helper-of-houbu", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if err := newPrinter(t, test.script).Print(t.Context(), big); (err != nil) != test.fails {
				t.Errorf("got %v, want an error: %v", err, test.fails)
			}
		})
	}
}

// TestHangingCommandIsKilledWithItsChildren has a command that waits for a child.
// Both hold a pipe open, which ends when both are gone.
func TestHangingCommandIsKilledWithItsChildren(t *testing.T) {
	t.Parallel()
	path := pipe(t)
	p := newPrinter(t, "exec 3> "+path+"; sleep 3600 & wait")
	ctx, cancel := context.WithCancel(t.Context())
	ends := make(chan error, 1)
	go func() { ends <- p.Print(ctx, slip.Slip{}) }()
	held, err := os.Open(path) // waits until the command has opened it
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = held.Close() }() // only read
	cancel()
	if err := <-ends; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want canceled", err)
	}
	if _, err := io.ReadAll(held); err != nil {
		t.Error(err)
	}
}

// TestChildrenEndWithTheirCommand also when it ended well.
func TestChildrenEndWithTheirCommand(t *testing.T) {
	t.Parallel()
	path := pipe(t)
	p := newPrinter(t, "exec 3> "+path+"; sleep 3600 & exit 0")
	ends := make(chan error, 1)
	go func() { ends <- p.Print(t.Context(), slip.Slip{}) }()
	held, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = held.Close() }() // only read
	if err := <-ends; err != nil {
		t.Errorf("got %v", err)
	}
	if _, err := io.ReadAll(held); err != nil {
		t.Error(err)
	}
}

func TestTimeLimit(t *testing.T) {
	t.Parallel()
	p := newPrinter(t, "exec sleep 3600")
	p.limit = time.Millisecond
	if err := p.Print(t.Context(), slip.Slip{}); !errors.Is(err, ErrLimit) {
		t.Errorf("got %v, want that it took too long", err)
	}
}

// TestOneAtATimeAndFewWait: a command that would see another one running fails.
func TestOneAtATimeAndFewWait(t *testing.T) {
	t.Parallel()
	dir, gate := t.TempDir(), pipe(t)
	open, err := os.OpenFile(gate, os.O_RDWR, 0) // does not wait for a reader
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = open.Close() }()
	p := newPrinter(t, "mkdir "+dir+"/lock || exit 1; read go < "+gate+"; rmdir "+dir+"/lock")
	ends := make(chan error, 1+Waiting)
	for range 1 + Waiting {
		go func() { ends <- p.Print(t.Context(), slip.Slip{}) }()
	}
	await(t, func() bool { return len(p.places) == 1+Waiting })
	if err := p.Print(t.Context(), slip.Slip{}); !errors.Is(err, ErrFull) {
		t.Errorf("one more: %v, want that too many wait", err)
	}
	if _, err := open.WriteString(strings.Repeat("\n", 2+Waiting)); err != nil {
		t.Fatal(err)
	}
	for range 1 + Waiting {
		if err := <-ends; err != nil {
			t.Errorf("a slip that waited: %v", err)
		}
	}
	if err := p.Print(t.Context(), slip.Slip{}); err != nil {
		t.Errorf("after them: %v", err)
	}
}

// pipe makes a pipe with a name.
func pipe(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestCloseKillsAndRefuses: a kiosk that ends does not wait for its printer.
func TestCloseKillsAndRefuses(t *testing.T) {
	t.Parallel()
	begun := filepath.Join(t.TempDir(), "begun")
	p := newPrinter(t, "echo > "+begun+"; exec sleep 3600")
	ends := make(chan error, 2)
	for range 2 { // one is printed, one waits
		go func() { ends <- p.Print(t.Context(), slip.Slip{}) }()
	}
	await(t, func() bool { return exists(begun) && len(p.places) == 2 })
	p.Close()
	for range 2 {
		if err := <-ends; err == nil {
			t.Error("a slip was printed though the printer was closed")
		}
	}
	if err := p.Print(t.Context(), slip.Slip{}); !errors.Is(err, ErrClosed) {
		t.Errorf("afterwards: %v", err)
	}
	p.Close()
}

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	for _, command := range []string{"", "  ", "''", "sh -c 'x", `lp "`} {
		if _, err := New(command, slip.Slip.Text); !errors.Is(err, ErrCommand) {
			t.Errorf("%q: %v", command, err)
		}
	}
	if _, err := New("no-such-command-of-houbu", slip.Slip.Text); !errors.Is(err, exec.ErrNotFound) {
		t.Errorf("a command that is not there: %v", err)
	}
}

func TestSplit(t *testing.T) {
	t.Parallel()
	for command, want := range map[string][]string{
		"lp -d front":               {"lp", "-d", "front"},
		" lp\t -o 'a b'  \"c  d\" ": {"lp", "-o", "a b", "c  d"},
		`sh -c 'cat > "/dev/lp 0"'`: {"sh", "-c", `cat > "/dev/lp 0"`},
		`a b''c ""`:                 {"a", "bc", ""},
		"a $HOME `x` ; | \\ *":      {"a", "$HOME", "`x`", ";", "|", "\\", "*"},
	} {
		if got, err := split(command); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %q, %v; want %q", command, got, err, want)
		}
	}
}

// await waits for a state.
func await(t *testing.T, is func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !is() {
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatal("the state that is waited for never comes")
		}
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
