//go:build unix

package e2e

import (
	"bytes"
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"houbu/api"
)

const staffPIN = "24681012"

// kiosk is houbu kiosk in a terminal.
type kiosk struct {
	*term
	root string // holds all folders that the program knows of
}

// startKiosk runs a kiosk whose home, temporary, data and working folders are its
// own.
func startKiosk(t *testing.T, args ...string) kiosk {
	t.Helper()
	root := t.TempDir()
	folder := func(name string) string {
		dir := filepath.Join(root, name)
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	on := console{dir: folder("work")}
	for _, name := range []string{
		"HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR",
	} {
		on.env = append(on.env, name+"="+folder(name))
	}
	k := kiosk{term: startOn(t, on, append([]string{"kiosk"}, args...)...), root: root}
	k.waitFor("按任意键开始", "Press any key to start")
	return k
}

// pinFile is the file that houbu kiosk pin makes of a PIN.
func pinFile(t *testing.T, pin string) string {
	t.Helper()
	cmd := houbu(t, "kiosk", "pin")
	cmd.Stdin = strings.NewReader(pin + "\n")
	hash, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "pin")
	if err := os.WriteFile(path, hash, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestAKioskVisit is one candidate at a kiosk, who tries to leave the program,
// scans the card, sees the backend go and come back, and ends the visit. Others who
// look on see no number whole, the terminal is wiped, and nothing of the candidate
// stands in any file or log. The staff leave with the PIN.
func TestAKioskVisit(t *testing.T) {
	t.Parallel()
	s, who := serve(t, 1, seats{"993010", "1", 0}), candidate(0)
	s.kill()
	s.address = fixedPort(t, portOfKiosk)
	s.start()
	masked := maskedNumber(who.number)
	k := startKiosk(t, "--server", s.url(), "--pin-file", pinFile(t, staffPIN))
	k.press("Esc") // a key as any other
	k.waitFor("线路")
	k.press("Ctrl+C")
	k.waitFor("上一位考生已退出")
	k.press("Enter")
	k.logIn(who)
	k.cannotLeave()
	k.begin()
	k.agree()
	k.choose("(", idType)
	k.scan(who.number, masked)
	k.fill("姓名", who.name)
	k.focus("[ 查询 ]")

	logs := []*serverLog{s.log}
	s.kill()
	k.press("Enter")
	k.waitFor("已填写的内容都还在", "离线")
	k.mustShow("(x) "+idType, masked, who.name)
	s.start()
	k.waitFor("[ 查询 ]") // it rests for seconds where the request was cut off on its way
	k.press("F5")
	k.atReview()
	k.mustShow("在线", masked)
	k.mustNotShow(who.number)
	k.focus("我已检查")
	k.press("Space")
	k.waitFor("保存并继续")
	k.activate("保存并继续")
	k.open("确认手机号码")
	k.mustShow(who.phone[:3] + "****" + who.phone[7:])

	wiped := k.wipes()
	k.press("Ctrl+C")
	k.answer("结束使用", "结束")
	k.waitFor("按任意键开始", "上一位考生已退出")
	if k.wipes() != wiped+1 {
		t.Error("the terminal is not wiped")
	}
	k.mustNotShow(who.account, who.name, masked)
	if k.wrote(who.phone) { // nobody has typed it
		t.Error("the phone number was written to the terminal")
	}
	k.press("F12")
	k.waitFor("请输入工作人员密码")
	k.typeBlind(staffPIN)
	k.press("Enter")
	k.left()
	k.keptNothing(who, append(logs, s.log)...)
}

// wipes is how often the lines above the screen were cleared.
func (k kiosk) wipes() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return bytes.Count(k.raw.Bytes(), []byte("\x1b[3J"))
}

// cannotLeave tries all that ends or stops other programs. That none of it has any
// effect, also not a late one, shows in what is done after.
func (k kiosk) cannotLeave() {
	k.t.Helper()
	k.waitFor("报名首页")
	k.press("Ctrl+Z", `Ctrl+\`)
	for _, signal := range []os.Signal{syscall.SIGINT, syscall.SIGQUIT, syscall.SIGTSTP} {
		k.signal(signal)
	}
	k.press("Ctrl+C")
	k.open("结束使用")
	k.thereAndBack()
	k.press("Esc")
	k.await("the end of the dialog", func(v view) bool { return v.dialog() == "" })
}

// scan has a scanner type a number while the list of document types has the focus.
// A machine that is so slow that it sees a pause between the keys takes them for a
// person's, whose Enter leads on; one scans again then.
func (k kiosk) scan(number, masked string) {
	k.t.Helper()
	const most = 50
	for range most {
		k.focus(idType)
		k.send(number + "\r")
		v := k.await("the number, or the next field", func(v view) bool {
			return v.has(masked) || onNumber(v)
		})
		if v.has(masked) {
			k.mustShow("▸(x) " + idType)
			return
		}
	}
	k.t.Fatalf("no scan is taken:\n%s", k.look())
}

// keptNothing searches the files that the program may have written, and the logs of
// the backend, for what is known of a candidate.
func (k kiosk) keptNothing(who person, logs ...*serverLog) {
	k.t.Helper()
	for _, log := range logs {
		if !strings.Contains(log.String(), `"route":"/v1/`) {
			k.t.Errorf("the log has no request:\n%s", log)
		}
		if known(who, []byte(log.String())) {
			k.t.Errorf("the log knows the candidate:\n%s", log)
		}
	}
	for path, content := range filesBelow(k.t, k.root) {
		if known(who, []byte(path)) || known(who, content) {
			k.t.Errorf("%s knows the candidate", path)
		}
	}
}

// known tells whether a text says anything of a candidate, or their password.
func known(who person, text []byte) bool {
	for _, secret := range []string{who.account, who.password, who.phone, who.number, who.name} {
		if bytes.Contains(text, []byte(secret)) {
			return true
		}
	}
	return false
}

// filesBelow are the contents of all files below a folder.
func filesBelow(t *testing.T, root string) map[string][]byte {
	t.Helper()
	found := map[string][]byte{}
	err := filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		found[path], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestTracesAreFound tries the search itself.
func TestTracesAreFound(t *testing.T) {
	t.Parallel()
	who, root := candidate(0), t.TempDir()
	deep := filepath.Join(root, "a", "b")
	if err := os.MkdirAll(deep, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{who.account, who.password, who.phone, who.number, who.name, "nothing"} {
		if err := os.WriteFile(filepath.Join(deep, "log"), []byte("x\x00"+text+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		files := filesBelow(t, root)
		if len(files) != 1 || known(who, files[filepath.Join(deep, "log")]) != (text != "nothing") {
			t.Errorf("of %q the search finds %v", text, files)
		}
	}
}

// TestAnIdleKiosk: who goes away is logged out at the backend, and the next one
// finds nothing.
func TestAnIdleKiosk(t *testing.T) {
	t.Parallel()
	s, who := serve(t, 1, seats{"993010", "1", 0}), candidate(0)
	line := front(t, s.url())
	revoked := make(chan string, 8) // logins that were given back
	line.ModifyResponse = func(answer *http.Response) error {
		if answer.Request.Method == http.MethodDelete && answer.StatusCode == http.StatusNoContent {
			revoked <- answer.Request.Header.Get("Authorization")
		}
		return nil
	}
	k := startKiosk(t, "--server", line.url, "--idle", "15s") // and the countdown: time for the login, where all tests run at once
	k.send("\r" + who.account + "\t" + who.password + "\r")
	k.waitFor("报名首页")
	k.waitFor("还在吗？ Still there?", "秒后自动退出")
	wiped := k.wipes()
	k.waitFor("按任意键开始", "长时间没有操作，已自动退出")
	if k.wipes() != wiped+1 {
		t.Error("the terminal is not wiped")
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	select {
	case login := <-revoked:
		if status := asCandidate(t, s.url(), login); status != http.StatusUnauthorized {
			t.Errorf("the login still works: status %d", status)
		}
	case <-ctx.Done():
		t.Error("the login is not given back")
	}
	k.press("Space")
	k.waitFor("线路", " ms")
	k.mustNotShow(who.account, who.name, "报名首页")
	k.keptNothing(who, s.log)
}

// asCandidate asks the backend who is logged in, with an authorization, and returns
// the answer's status.
func asCandidate(t *testing.T, url, authorization string) int {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+api.PathCandidate, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", authorization)
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	if err := answer.Body.Close(); err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode
}
