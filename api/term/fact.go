package term

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"houbu/api"
)

// Fact is a fact of a line of the audit trail as people read it.
type Fact struct{ Label, Value string }

// Names name what only the exam session can. A nil one leaves the code.
type Names struct {
	Subject func(code string) string // of a subject
	Reason  func(code string) string // of a reason to cancel
}

// Nothing stands for a fact without a value.
const Nothing = "（没有）"

// Facts are what a line of the audit trail changed, in the order in which one reads it.
// Unknown ones come last, under their own names.
func Facts(facts map[string]string, names Names) []Fact {
	rest := maps.Clone(facts)
	var out []Fact
	for _, l := range labels() {
		value, there := rest[l.name]
		if !there {
			continue
		}
		delete(rest, l.name)
		if l.value != nil {
			value = l.value(value, names)
		}
		out = append(out, Fact{Label: l.words, Value: cmp.Or(value, Nothing)})
	}
	for _, name := range slices.Sorted(maps.Keys(rest)) {
		out = append(out, Fact{Label: name, Value: cmp.Or(rest[name], Nothing)})
	}
	return out
}

// label says what a fact is called, and how its value is read; nil: as it is.
type label struct {
	name, words string
	value       func(value string, names Names) string
}

// labels are those of the facts that the backend writes, in their order.
func labels() []label {
	return []label{
		{"pool", "校区科目", pool}, {"state", "状态", state}, {"reason", "取消候补原因", reason}, {"sequence", "候补号", nil},
		{"entry", "候补内部编号", nil},
		{"account", "账号内部编号", nil}, {"candidate", "考生内部编号", nil},
		{"failures", "登录失败次数", nil}, {"locked_until", "登录锁定到", clock}, {"lookups_locked_until", "查询锁定到", clock},
		{"capacity", "容量", nil},
		{"opens_at", "报名开始", clock}, {"closes_at", "报名结束", clock},
		{"rows", "行数", nil}, {"added", "新增", nil}, {"updated", "更新", nil}, {"bad_rows", "有错误的行", nil}, {"import", "导入内部编号", nil},
		{"format", "格式", format},
		{"payment", "付款", nil}, {"amount_fen", "金额", yuan}, {"refund", "退款", refund},
		{"role", "角色", role}, {"disabled", "停用", yesNo}, {"logins_ended", "失效的登录", nil},
	}
}

// pool is a pool as people name it: the code of the campus, and the subject's name.
func pool(id string, names Names) string {
	campus, subject, found := strings.Cut(id, "-")
	if !found || names.Subject == nil {
		return id
	}
	return campus + " " + names.Subject(subject)
}

func reason(code string, names Names) string {
	if names.Reason == nil {
		return code
	}
	return names.Reason(code)
}

func state(value string, _ Names) string { return State(api.EntryState(value)) }

func role(value string, _ Names) string { return Role(api.Role(value)) }

func format(value string, _ Names) string {
	return named(map[string]string{"xlsx": "Excel（XLSX）", "csv": "CSV"}, value)
}

func refund(value string, _ Names) string {
	return named(map[string]string{"due": "要退款", "done": "已标记退款"}, value)
}

func yesNo(value string, _ Names) string {
	return named(map[string]string{"true": "是", "false": "否"}, value)
}

func yuan(value string, _ Names) string {
	const fen = 100
	if n, err := strconv.Atoi(value); err == nil {
		return fmt.Sprintf("%s 元", strings.TrimSuffix(fmt.Sprintf("%d.%02d", n/fen, n%fen), ".00"))
	}
	return value
}

// clock is an instant in Beijing time, which the exam, its notices and the payment
// platform speak of. What is none stays as it is.
func clock(value string, _ Names) string {
	at, err := time.Parse(time.RFC3339Nano, value)
	if err != nil {
		return value
	}
	return Clock(at)
}

// Clock is an instant as the staff reads it, in Beijing time.
func Clock(at time.Time) string {
	const east = 8 * 60 * 60 // of Greenwich, in seconds, all year round
	return at.In(time.FixedZone("UTC+8", east)).Format("2006-01-02 15:04:05")
}
