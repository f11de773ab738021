package exam

import (
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"houbu/api"
)

// Limits of texts, in characters.
const (
	maxName      = 200 // of a name or another short text
	maxAgreement = 200_000
)

// exam reads the whole file. What it returns counts only without problems.
func (r *reader) exam(m *mapping) *Exam {
	e := &Exam{ID: m.code("id"), Name: m.text("name", true)}
	r.windows(e, m)
	e.Exclusive = m.choice("exclusive", false, PerLevel, PerSession)
	e.OralRequires = m.choice("oral_requires", false, OralNeedsRegistered, OralNeedsPaid)
	e.DocumentTypes = documentTypes(m)
	e.Subjects = subjects(m)
	e.CancelReasons = cancelReasons(m)
	e.ReportTypes = reportTypes(m, e.Subjects)
	e.Methods = methods(m)
	e.Agreement = r.agreement(m)
	e.Login = loginRules(m)
	e.Practice = practice(m)
	m.finish()
	return e
}

// windows reads the times of the session and checks their order.
func (r *reader) windows(e *Exam, m *mapping) {
	if w := m.section("registration", true); w != nil {
		e.OpensAt = w.instant("opens", true)
		e.ClosesAt = w.instant("closes", true)
		if known(e.OpensAt, e.ClosesAt) && !e.OpensAt.Before(e.ClosesAt) {
			w.bad("closes", "报名结束须晚于报名开始（opens）")
		}
		w.finish()
	}
	e.PaymentEndsAt = m.instant("payment_closes", true)
	if known(e.ClosesAt, e.PaymentEndsAt) && e.PaymentEndsAt.Before(e.ClosesAt) {
		m.bad("payment_closes", "支付结束不能早于报名结束（registration.closes）")
	}
	e.LastAllocAt = m.instant("last_allocation", false)
	switch {
	case e.LastAllocAt.IsZero():
		e.LastAllocAt = e.PaymentEndsAt
	case known(e.OpensAt) && !e.OpensAt.Before(e.LastAllocAt):
		m.bad("last_allocation", "最后一次候补分配须晚于报名开始（registration.opens）")
	case known(e.PaymentEndsAt) && e.LastAllocAt.After(e.PaymentEndsAt):
		m.bad("last_allocation", "最后一次候补分配不能晚于支付结束（payment_closes），否则候补成功者无法支付")
	}
	e.PayWindow = m.duration("pay_window", 24*time.Hour, time.Second)
	e.NotifyBefore = m.duration("notify_before", 2*time.Hour, 0)
	e.MinPayTime = m.duration("min_pay_time", min(10*time.Minute, e.PayWindow), 0)
	if e.MinPayTime > e.PayWindow {
		m.bad("min_pay_time", "不能长于支付时限（pay_window），否则永远不会分配座位")
	}
}

// known tells whether all times were read without a problem.
func known(times ...time.Time) bool {
	for _, t := range times {
		if t.IsZero() {
			return false
		}
	}
	return true
}

// agreement reads the agreement's version and its text, which stands in the
// session file or in a file of its own.
func (r *reader) agreement(m *mapping) Agreement {
	a := m.section("agreement", true)
	if a == nil {
		return Agreement{}
	}
	defer a.finish()
	version := a.code("version")
	text, inside := a.scalar("text", false)
	path, outside := a.scalar("file", false)
	switch {
	case inside == outside:
		a.bad("text", "请写协议全文 text，或协议文件 file，二者之一")
	case outside && !r.files:
		a.bad("file", "这里不能引用文件；请把协议全文写在 text 中")
	case outside:
		if !filepath.IsAbs(path) {
			path = filepath.Join(r.dir, path)
		}
		text = agreementFile(a, path)
	}
	if utf8.RuneCountInString(text) > maxAgreement {
		a.bad("text", "协议超过 %d 个字符", maxAgreement)
	}
	return Agreement{Version: version, Text: strings.TrimSpace(text)}
}

func agreementFile(a *mapping, path string) string {
	info, err := os.Stat(path)
	if err == nil && (!info.Mode().IsRegular() || info.Size() > maxFile) {
		a.bad("file", "应为不超过 1 MiB 的文本文件")
		return ""
	}
	text, err := os.ReadFile(path)
	switch {
	case err != nil:
		a.bad("file", "无法读取协议文件：%v", err)
	case !utf8.Valid(text):
		a.bad("file", "协议文件应为 UTF-8 编码")
	case strings.TrimSpace(string(text)) == "":
		a.bad("file", "协议文件是空的")
	}
	return strings.TrimPrefix(string(text), "\ufeff")
}

func loginRules(m *mapping) LoginRules {
	l := m.section("login", false)
	if l == nil {
		l = &mapping{r: m.r, path: m.at("login"), node: emptyMapping()} // every default
	}
	defer l.finish()
	return LoginRules{
		TokenLife:       l.duration("token_life", 12*time.Hour, time.Minute),
		AccountFailures: l.count("account_failures", 5, 1_000_000),
		AddressFailures: l.count("address_failures", 100, 1_000_000),
		Window:          l.duration("window", 15*time.Minute, time.Second),
		LockFor:         l.duration("lock_for", 15*time.Minute, time.Second),
	}
}

// practice reads what only a practice session has.
func practice(m *mapping) *Practice {
	p := m.section("practice", false)
	if p == nil {
		return nil
	}
	defer p.finish()
	out := &Practice{
		Password: p.text("password", true),
		Tick:     p.duration("tick", 4*time.Second, time.Millisecond),
	}
	accounts, _ := p.list("accounts")
	seen := map[string]int{}
	for _, a := range accounts {
		login := strings.ToLower(strings.TrimSpace(a.text("account", true))) // as logging in reads it
		if line, twice := seen[login]; twice && login != "" {
			a.bad("account", "账号已在第 %d 行用过", line)
		}
		seen[login] = a.line("account")
		out.Accounts = append(out.Accounts, api.DemoAccount{
			Account: a.text("account", true), Name: a.text("name", true),
			Document: a.text("document", true), About: a.text("about", true),
		})
		a.finish()
	}
	return out
}
