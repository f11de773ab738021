//go:build unix

package e2e

import (
	"net/http"
	"syscall"
	"testing"

	"houbu/api"
)

// revocations are the logins that are given back through a proxy.
func revocations(line *proxy) <-chan string {
	revoked := make(chan string, 512)
	line.ModifyResponse = func(answer *http.Response) error {
		if answer.Request.Method == http.MethodDelete && answer.StatusCode == http.StatusNoContent {
			revoked <- answer.Request.Header.Get("Authorization")
		}
		return nil
	}
	return revoked
}

// TestTheWalkOverSSH does the documented steps up to a cancellation at the far end
// of SSH, resizes on the way, and leaves. The login is revoked then.
func TestTheWalkOverSSH(t *testing.T) {
	t.Parallel()
	s, who := serve(t, 1, seats{"993010", "1", 0}), candidate(0)
	line := front(t, s.url())
	revoked := revocations(line)
	far := serveSSH(t, line.url)
	c := far.connect("")
	c.logIn(who)
	c.begin()
	c.agree()
	c.resize(100, 30)
	c.identify(who)
	c.resize(80, 24)
	c.review()
	c.pick()
	c.submit()
	c.cancel("去看海")
	c.press("Ctrl+C")
	c.open("退出")
	c.answer("退出", "退出")
	c.restored("")
	if status := asCandidate(t, s.url(), <-revoked); status != http.StatusUnauthorized {
		t.Errorf("the login still works: status %d", status)
	}
	far.log.waitFor(t, "session ended")
	if known(who, []byte(far.log.String())) || known(who, []byte(s.log.String())) {
		t.Errorf("a log knows the candidate:\n%s", far.log)
	}
}

// TestHostileTextsOverSSH has the backend send escape sequences in names.
func TestHostileTextsOverSSH(t *testing.T) {
	t.Parallel()
	s, who := serve(t, 1, seats{"993010", "1", 0}), candidate(0)
	drive(t, s.url(), who).goTo(api.NextWritten)
	line := front(t, s.url(),
		"四、六级考试", `\u001b[2J\u001b]0;title\u0007考试\u202e`, "东校区", `东\u009b31m校\r区\u0000`, who.name, who.name+`\u001bc`)
	c := serveSSH(t, line.url).connect("")
	c.waitFor("考试", " ms")
	c.send(who.account + "\t" + who.password + "\r")
	c.atWritten()
	c.mustShow("东⟨U+009B⟩31m校␍区␀", who.name+"␛c")
}

// TestADisconnectWhileSubmitting: the connection breaks while a submission is under
// way. It comes to its end all the same, the next login shows the outcome, and the
// first login is revoked after it.
func TestADisconnectWhileSubmitting(t *testing.T) {
	t.Parallel()
	s, who := serve(t, 1, seats{"993010", "1", 0}), candidate(0)
	drive(t, s.url(), who).goTo(api.NextWritten)
	line := front(t, s.url())
	revoked := revocations(line)
	came, goOn := make(chan string, 8), make(chan struct{})
	line.breakBy(func(_ http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodPost && r.URL.Path == api.PathEntries {
			came <- r.Header.Get("Authorization")
			<-goOn
		}
		return false
	})
	far := serveSSH(t, line.url)
	c := far.connect("")
	c.logIn(who)
	c.pick()
	c.activate("提交候补")
	c.answer("确认提交候补", "确定")
	login := <-came
	c.kill()
	far.log.waitFor(t, "session ended")
	if status := asCandidate(t, s.url(), login); status != http.StatusOK {
		t.Errorf("the login has ended before the submission: status %d", status)
	}
	close(goOn)
	if got := <-revoked; got != login {
		t.Error("another login was revoked")
	}
	again := far.connect("")
	again.logIn(who)
	again.atInfo()
	again.mustShow("正在候补")
}

// TestTheBackendIsKilledBehindSSH and started again: the session is still there,
// with all that was typed, and finds its way by itself.
func TestTheBackendIsKilledBehindSSH(t *testing.T) {
	t.Parallel()
	s, who := serve(t, 1, seats{"993010", "1", 0}), candidate(0)
	s.kill()
	s.address = fixedPort(t, portOfSSH)
	s.start()
	c := serveSSH(t, s.url()).connect("")
	c.logIn(who)
	c.begin()
	c.agree()
	c.fillIdentity(who)
	s.kill()
	c.activate("查询")
	c.waitFor("已填写的内容都还在", "离线")
	c.mustShow("(x) 中华人民共和国居民身份证", who.number, who.name)
	s.start()
	c.waitFor("在线")
	c.press("F5")
	c.atReview()
}

// TestSSHIsAskedToStop: people are told, a submission under way comes to its end,
// and the process ends well.
func TestSSHIsAskedToStop(t *testing.T) {
	t.Parallel()
	s, who := serve(t, 1, seats{"993010", "1", 0}), candidate(0)
	drive(t, s.url(), who).goTo(api.NextWritten)
	line := front(t, s.url())
	came, goOn := make(chan struct{}, 8), make(chan struct{})
	line.breakBy(func(_ http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodPost && r.URL.Path == api.PathEntries {
			came <- struct{}{}
			<-goOn
		}
		return false
	})
	far := serveSSH(t, line.url, "--grace", "1h")
	c := far.connect("")
	c.logIn(who)
	c.pick()
	c.activate("提交候补")
	c.answer("确认提交候补", "确定")
	<-came
	if err := far.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	c.waitFor("服务器将在")
	far.log.waitFor(t, "closing")
	for ended := false; !ended; { // the second signal counts once the first has been taken
		if err := far.cmd.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		select {
		case <-c.ended:
			ended = true
		default:
		}
	}
	c.restored("服务器正在重启，连接已结束。已提交的不会丢失，请稍后重新连接。")
	close(goOn)
	<-far.ended
	if code := far.cmd.ProcessState.ExitCode(); code != 0 {
		t.Errorf("exit code %d:\n%s", code, far.log)
	}
	if entries := drive(t, s.url(), who).info().Entries; len(entries) != 1 {
		t.Errorf("%d entries, want the one that was submitted", len(entries))
	}
}

// TestManyOverSSH has 200 sessions open at once, at twenty of which people log in: each
// of them sees their own account, and nobody else's. They come a few at a time: how a
// crowd at the door fares is a benchmark's.
func TestManyOverSSH(t *testing.T) {
	t.Parallel()
	const people, sessions, together = 20, 200, 4
	s := serve(t, people, seats{"993010", "1", 0})
	far := serveSSH(t, s.url(), "--max-per-address", "200")
	terms := make([]*term, sessions)
	for i := range terms {
		terms[i] = far.connect("")
		if i >= together {
			terms[i-together].waitFor("考试", "[ 登录 ]")
		}
	}
	for i := range people {
		who := candidate(i)
		terms[i].send(who.account + "\t" + who.password + "\r")
		if i >= together {
			terms[i-together].waitFor("报名首页", candidate(i-together).account)
		}
	}
	for i := range people {
		terms[i].waitFor("报名首页", candidate(i).account)
	}
	for i, c := range terms { // all of them are there at once
		v := c.look()
		if i >= people && !v.has("[ 登录 ]") {
			t.Fatalf("session %d is not at the login:\n%s", i, v)
		}
		for n := range people {
			if n != i && v.has(candidate(n).account) {
				t.Fatalf("session %d shows candidate %d:\n%s", i, n, v)
			}
		}
	}
}
