//go:build unix

package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"

	"houbu/api"
	"houbu/script"
)

// commands runs the commands for scripts as one candidate.
type commands struct {
	t     *testing.T
	url   string
	token string
}

// commandsOf logs a candidate in by houbu login, whose token a script takes from a
// pipe.
func commandsOf(t *testing.T, url string, who person) *commands {
	t.Helper()
	c := &commands{t: t, url: url}
	login := houbu(t, "login", "--print-token", "--server", url)
	login.Stdin = strings.NewReader(who.account + "\n" + who.password + "\n")
	out, err := login.Output()
	if err != nil || strings.Count(string(out), "\n") != 1 {
		t.Fatalf("login: %v, %d bytes", err, len(out))
	}
	c.token = strings.TrimSpace(string(out))
	return c
}

// command is a command with the token in its environment, and nowhere else.
func (c *commands) command(args ...string) *exec.Cmd {
	cmd := houbu(c.t, append(args, "--json", "--server", c.url)...)
	cmd.Env = append(cmd.Env, "HOUBU_TOKEN="+c.token)
	return cmd
}

// run runs a command to its end, checks its exit code, and returns the lines that
// it printed.
func (c *commands) run(want script.Exit, args ...string) []string {
	c.t.Helper()
	cmd := c.command(args...)
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	return c.ended(cmd, cmd.Run(), &out, &said, want)
}

// ended checks how a command ended.
func (c *commands) ended(cmd *exec.Cmd, err error, out, said *bytes.Buffer, want script.Exit) []string {
	c.t.Helper()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		c.t.Fatal(err)
	}
	if code := cmd.ProcessState.ExitCode(); code != int(want) {
		c.t.Fatalf("houbu %s: exit code %d, want %d\n%s%s", cmd.Args[1], code, want, out, said)
	}
	if (want == script.Done) != (said.Len() == 0) {
		c.t.Errorf("houbu %s says %q", cmd.Args[1], said)
	}
	for _, text := range []string{out.String(), said.String(), strings.Join(cmd.Args, " ")} {
		if strings.Contains(text, c.token) {
			c.t.Errorf("houbu %s tells the token", cmd.Args[1])
		}
	}
	return strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
}

// watch returns a channel that tells of requests for a path that come from now
// on.
func (p *proxy) watch(path string) <-chan struct{} {
	asked := make(chan struct{})
	p.breakBy(func(_ http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == path {
			select {
			case asked <- struct{}{}:
			default: // nobody waits for it
			}
		}
		return false
	})
	return asked
}

// await waits until a channel tells something.
func await(t *testing.T, told <-chan struct{}) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	select {
	case <-told:
	case <-ctx.Done():
		t.Fatal("nothing was told")
	}
}

// parsed reads a line that was printed.
func parsed[T any](t *testing.T, line string) (value T) {
	t.Helper()
	if err := json.Unmarshal([]byte(line), &value); err != nil {
		t.Fatalf("%v: %q", err, line)
	}
	return value
}

// begin starts a command that waits, and returns what to call for its lines.
func (c *commands) begin(args ...string) (lines func(want script.Exit) []string, cmd *exec.Cmd) {
	c.t.Helper()
	cmd = c.command(args...)
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	if err := cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	return func(want script.Exit) []string {
		c.t.Helper()
		return c.ended(cmd, cmd.Wait(), &out, &said, want)
	}, cmd
}

// TestAScriptWalks from the join to the payment. The backend is killed while it
// waits, and started again on its port.
func TestAScriptWalks(t *testing.T) {
	t.Parallel()
	s := serve(t, 2, seats{"993010", "1", 1})
	s.kill()
	s.address = fixedPort(t, portOfScript)
	s.start()
	first, seat := holder(t, s, 1)
	who := candidate(0)
	drive(t, s.url(), who).goTo(api.NextWritten)
	line := front(t, s.url())
	asked := line.watch(api.PathRegistration)
	c := commandsOf(t, line.url, who)

	receipt := parsed[script.Receipt](t, c.run(script.Done,
		"join", "--campus", "东校区", "--subject", "英语四级", "--yes", "--key", "walk-key-1")[0])
	if receipt.State != api.Waiting || receipt.Key != "walk-key-1" {
		t.Fatalf("the receipt is %+v", receipt)
	}
	wait, _ := c.begin("status", "--wait", "offered", "--entry", receipt.EntryID)
	await(t, asked)
	await(t, asked) // the first one was answered
	s.kill()
	await(t, asked) // in vain
	s.start()
	if again := parsed[script.Receipt](t, c.run(script.Done,
		"join", "--campus", "993010", "--subject", "1", "--yes", "--key", "walk-key-1")[0]); again != receipt {
		t.Errorf("the same key brought %+v, then %+v", receipt, again)
	}
	first.cancel(seat.EntryID)
	status := parsed[script.Status](t, wait(script.Done)[0])
	if len(status.Entries) != 1 || status.Entries[0].State != api.Offered || !status.Entries[0].CanPay || status.Entries[0].PayBy == "" {
		t.Fatalf("the status is %+v", status)
	}

	order := parsed[script.Order](t, c.run(script.Done, "pay", "--key", "walk-pay-1")[0])
	paying, _ := c.begin("pay", "--wait", "--key", "walk-pay-1")
	newPayer(t).pay(order.CashierURL, "支付宝", "¥30.00")
	lines := paying(script.Done)
	if paid := parsed[script.Order](t, lines[len(lines)-1]); paid.State != api.OrderPaid || paid.OrderID != order.OrderID {
		t.Errorf("the order is %+v", paid)
	}
	c.run(script.Conflict, "pay")
	c.run(script.Conflict, "cancel", "--entry", receipt.EntryID, "--reason", "not_taking", "--yes")
	history := parsed[script.History](t, c.run(script.Done, "history")[0])
	if len(history.Entries) != 1 || history.Entries[0].State != api.Paid {
		t.Errorf("the history is %+v", history)
	}
	c.run(script.Done, "logout")
	c.run(script.NoLogin, "status")
}

// TestAScriptIsInterrupted while it waits: it ends at once, with a code of its
// own.
func TestAScriptIsInterrupted(t *testing.T) {
	t.Parallel()
	s := serve(t, 1, seats{"993011", "1", 0})
	who := candidate(0)
	d := drive(t, s.url(), who)
	d.goTo(api.NextWritten)
	d.join("993011", "1")
	line := front(t, s.url())
	asked := line.watch(api.PathRegistration)
	c := commandsOf(t, line.url, who)
	wait, cmd := c.begin("status", "--wait", "offered")
	await(t, asked)
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if lines := wait(script.Interrupted); len(lines) != 1 || lines[0] != "" {
		t.Errorf("it printed %q", lines)
	}
}

// TestAScriptLosesAReply to its join, whose outcome it looks up; and one that it
// cannot look up, which it calls unknown, until the next run with the key.
func TestAScriptLosesAReply(t *testing.T) {
	t.Parallel()
	s := serve(t, 2, seats{"993010", "1", 0})
	for n := range 2 {
		drive(t, s.url(), candidate(n)).goTo(api.NextWritten)
	}
	args := []string{"join", "--campus", "993010", "--subject", "1", "--yes", "--key", "lost-key-1"}
	line := front(t, s.url())
	lose := func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method != http.MethodPost || r.URL.Path != api.PathEntries {
			return false
		}
		line.ServeHTTP(httptest.NewRecorder(), r)
		return reset(w, r)
	}
	found := commandsOf(t, line.url, candidate(0))
	line.breakBy(lose)
	if receipt := parsed[script.Receipt](t, found.run(script.Done, args...)[0]); receipt.State != api.Waiting {
		t.Errorf("the receipt is %+v", receipt)
	}

	line.breakBy(nil)
	open := commandsOf(t, line.url, candidate(1))
	line.breakBy(func(w http.ResponseWriter, r *http.Request) bool {
		if strings.HasPrefix(r.URL.Path, strings.TrimSuffix(api.PathReceipt, "{key}")) { // the login has ended meanwhile
			return says(http.StatusUnauthorized, "application/problem+json", `{"title":"x","status":401,"code":"unauthorized"}`)(w, r)
		}
		return lose(w, r)
	})
	cmd := open.command(args...)
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	open.ended(cmd, cmd.Run(), &out, &said, script.Unknown)
	if !strings.Contains(said.String(), `"code":"outcome_unknown"`) || !strings.Contains(said.String(), `"key":"lost-key-1"`) || out.Len() > 0 {
		t.Errorf("it says %q and prints %q", said.String(), out.String())
	}
	line.breakBy(nil)
	if receipt := parsed[script.Receipt](t, open.run(script.Done, args...)[0]); receipt.Key != "lost-key-1" || receipt.Sequence != 2 {
		t.Errorf("the receipt is %+v", receipt)
	}
}

// TestATokenIsNoArgument: there is no way to write it where others can read it.
func TestATokenIsNoArgument(t *testing.T) {
	t.Parallel()
	for _, command := range []string{"login", "logout", "status", "join", "cancel", "history", "pay"} {
		cmd := houbu(t, command, "--token", "x")
		out, err := cmd.CombinedOutput()
		if cmd.ProcessState.ExitCode() != int(script.Usage) || !strings.Contains(string(out), "unknown flag: --token") {
			t.Errorf("houbu %s --token: %v, %q", command, err, out)
		}
	}
}
