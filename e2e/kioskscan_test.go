//go:build unix

package e2e

import (
	"context"
	"strings"
	"testing"
	"time"
)

// idType is the document type that has the focus while something is scanned.
const idType = "中华人民共和国居民身份证"

// TestScansAtAKiosk: a scan wakes the kiosk up and leaves nothing at the login; in the
// identity check it goes through whatever lies over it, also the countdown of who
// looked for the card too long, and costs no try of the PIN.
func TestScansAtAKiosk(t *testing.T) {
	t.Parallel()
	s, who := serve(t, 1, seats{"993010", "1", 0}), candidate(0)
	// So idle a kiosk never is by itself, also where all tests run at once.
	k := startKiosk(t, "--server", s.url(), "--pin-file", pinFile(t, staffPIN), "--idle", "20s")
	k.wakeByScan(who.number)
	k.logIn(who)
	if k.wrote(who.number) {
		t.Error("the login shows what woke the kiosk up")
	}
	k.begin()
	k.agree()
	k.choose("(", idType)
	dialog := func(v view) bool { return v.dialog() == "" }
	for i, over := range []struct {
		open func()
		lost func(v view) bool // how it looks when the Enter was taken for a person's
	}{
		{func() { k.press("F1"); k.open("帮助") }, dialog},
		{func() { k.press("Ctrl+C"); k.open("结束使用"); k.thereAndBack() }, dialog},
		{func() { k.press("F12"); k.waitFor("请输入工作人员密码") }, func(v view) bool { return v.has("密码不正确") }},
		{func() { k.waitFor("还在吗？ Still there?") }, onNumber},
	} {
		k.scanOver(document(i+1), over.open, over.lost)
	}
	masked := maskedNumber(who.number)
	k.scan(who.number, masked)
	k.fill("姓名", who.name)
	k.activate("查询")
	k.atReview()
	k.mustShow(masked)
}

// wakeByScan has a scan start a visit, whose login is empty then, and goes on when keys
// come through again: those that follow at once still belong to the scan, and a
// program is as fast. It scans again where the machine is too slow to tell that.
func (k kiosk) wakeByScan(number string) {
	k.t.Helper()
	const most = 50
	for range most {
		k.send(number + "\r")
		k.waitFor("线路", "账号：[", "密码：[")
		if strings.Contains(k.untilTyped("x"), "账号：[x") {
			k.clear()
			k.mustShow("账号：[  ", "密码：[  ")
			return
		}
		k.press("Ctrl+C")
		k.open("结束使用")
		k.press("Ctrl+C")
		k.waitFor("按任意键开始")
	}
	k.t.Fatalf("no scan is dropped:\n%s", k.look())
}

// untilTyped types a character again and again until it stands in the control that has
// the focus, which it returns.
func (k kiosk) untilTyped(letter string) (control string) {
	k.t.Helper()
	again := time.NewTicker(200 * time.Millisecond)
	defer again.Stop()
	ctx, cancel := context.WithTimeout(k.t.Context(), patience)
	defer cancel()
	for {
		v, changed := k.lookOn()
		if control, _, _ = v.focus(); strings.Contains(control, letter) || strings.Contains(control, "*") {
			return control
		}
		select {
		case <-changed:
		case <-again.C:
			k.send(letter)
		case <-ctx.Done():
			k.t.Fatalf("%q is not typed:\n%s", letter, v)
		}
	}
}

// scanOver has a scanner type a number while something lies over the identity check,
// and scans again where the machine is too slow to tell it from a person.
func (k kiosk) scanOver(number string, open func(), lost func(v view) bool) {
	k.t.Helper()
	masked := maskedNumber(number)
	const most = 50
	for range most {
		k.focus(idType)
		open()
		k.send(number + "\r")
		k.await("the number, or what Enter leads to", func(v view) bool { return v.has(masked) && v.dialog() == "" || lost(v) })
		if v := k.look(); v.has("工作人员") { // a wrong PIN
			k.press("Esc")
		}
		k.focus(idType)
		if k.look().has(masked) {
			return
		}
	}
	k.t.Fatalf("no scan is taken:\n%s", k.look())
}

func onNumber(v view) bool {
	control, _, _ := v.focus()
	return strings.Contains(control, "证件号码")
}

// maskedNumber is what others see of an identity number.
func maskedNumber(number string) string { return number[:6] + "********" + number[14:] }
