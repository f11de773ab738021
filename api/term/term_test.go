package term_test

import (
	"fmt"
	"slices"
	"testing"

	"houbu/api"
	"houbu/api/term"
)

func TestNames(t *testing.T) {
	t.Parallel()
	for got, want := range map[string]string{
		term.Role(api.RoleHelper): "客服", term.Role("chief"): "chief", term.Action(api.AuditCapacity): "调整容量",
		term.Action("new"): "new", term.Subject(api.AboutPool): "校区科目", term.State(api.Expired): "逾期未支付",
		term.State("new"): "new", term.Roster(api.RosterSeats): "座位名单", term.Export("audit"): "审计记录",
		term.Key(api.AboutRoster, "candidates"): "考生名单", term.Key(api.AboutExport, "waitlist"): "候补",
		term.Key(api.AboutWindow, "registration"): "", term.Key(api.AboutPool, "993010-1"): "993010-1",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestFacts: in one order, with the words, the names and the clock of people.
func TestFacts(t *testing.T) {
	t.Parallel()
	names := term.Names{
		Subject: func(code string) string { return map[string]string{"1": "英语四级"}[code] },
		Reason:  func(code string) string { return map[string]string{"clash": "时间冲突"}[code] },
	}
	for _, c := range []struct {
		facts map[string]string
		names term.Names
		want  []string
	}{
		{nil, names, nil},
		{map[string]string{"pool": "993010-1", "state": "waiting", "sequence": "7", "entry": "e-1"}, names,
			[]string{"校区科目 993010 英语四级", "状态 正在候补", "候补号 7", "候补内部编号 e-1"}},
		{map[string]string{"pool": "993010-1", "reason": "clash"}, term.Names{}, []string{"校区科目 993010-1", "取消候补原因 clash"}},
		{map[string]string{"state": "cancelled", "reason": "clash"}, names, []string{"状态 已取消", "取消候补原因 时间冲突"}},
		{map[string]string{"failures": "5", "locked_until": "2026-09-21T02:14:30.5Z", "lookups_locked_until": "soon"}, names,
			[]string{"登录失败次数 5", "登录锁定到 2026-09-21 10:14:30", "查询锁定到 soon"}},
		{map[string]string{"account": "a-1", "candidate": ""}, names, []string{"账号内部编号 a-1", "考生内部编号 （没有）"}},
		{map[string]string{"payment": "c-1", "amount_fen": "3050", "refund": "due"}, names,
			[]string{"付款 c-1", "金额 30.50 元", "退款 要退款"}},
		{map[string]string{"amount_fen": "3000", "format": "xlsx", "role": "helper", "disabled": "false"}, names,
			[]string{"格式 Excel（XLSX）", "金额 30 元", "角色 客服", "停用 否"}},
		{map[string]string{"z": "1", "b": "", "capacity": "30"}, names, []string{"容量 30", "b （没有）", "z 1"}},
	} {
		var got []string
		for _, fact := range term.Facts(c.facts, c.names) {
			got = append(got, fmt.Sprint(fact.Label, " ", fact.Value))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%v is %q, want %q", c.facts, got, c.want)
		}
	}
}
