// Package term has the one word for each code of the wire that the staff reads: the
// screens of the support desk, the exports and the command line say the same. It knows
// neither side of the wire.
package term

import "houbu/api"

// Role is the name of a role. An unknown one is its own name.
func Role(role api.Role) string { return named(Roles(), role) }

// Roles are the names of the roles.
func Roles() map[api.Role]string {
	return map[api.Role]string{api.RoleHelper: "客服", api.RoleManager: "主管", api.RoleConsole: "后台主机"}
}

// Action is the name of what the staff did. An unknown one is its own name.
func Action(action api.AuditAction) string { return named(Actions(), action) }

// Actions are the names of what the staff does.
func Actions() map[api.AuditAction]string {
	return map[api.AuditAction]string{
		api.AuditJoin: "代为提交候补", api.AuditCancel: "代为取消候补", api.AuditPassword: "重设密码", api.AuditUnlock: "解锁账号",
		api.AuditUnbind: "解除绑定", api.AuditCapacity: "调整容量", api.AuditWindows: "调整报名时间", api.AuditImport: "导入名单",
		api.AuditExport: "导出数据", api.AuditRefund: "标记退款",
		api.AuditStaffAdd: "增加工作人员", api.AuditStaffDisable: "停用工作人员", api.AuditStaffPassword: "重设工作人员密码",
	}
}

// Subject is the name of a kind of thing that a line of the audit trail is about. An
// unknown one is its own name.
func Subject(kind api.AuditSubject) string { return named(Subjects(), kind) }

// Subjects are the names of the things that a line of the audit trail is about.
func Subjects() map[api.AuditSubject]string {
	return map[api.AuditSubject]string{
		api.AboutCandidate: "考生", api.AboutAccount: "账号", api.AboutPool: "校区科目", api.AboutOrder: "订单",
		api.AboutWindow: "报名时间", api.AboutRoster: "名单", api.AboutExport: "导出", api.AboutStaff: "工作人员",
	}
}

// State is the name of an entry's state. An unknown one is its own name.
func State(state api.EntryState) string { return named(States(), state) }

// States are the names of an entry's states.
func States() map[api.EntryState]string {
	return map[api.EntryState]string{
		api.Waiting: "正在候补", api.Offered: "候补成功", api.Paid: "已支付",
		api.Cancelled: "已取消", api.Expired: "逾期未支付", api.Closed: "候补截止",
	}
}

// Roster is the name of a kind of roster. An unknown one is its own name.
func Roster(kind api.RosterKind) string {
	return named(map[api.RosterKind]string{api.RosterCandidates: "考生名单", api.RosterSeats: "座位名单"}, kind)
}

// Export is the name of what an export is of. An unknown one is its own name.
func Export(what string) string {
	return named(map[string]string{"registrations": "报考", "waitlist": "候补", "audit": "审计记录"}, what)
}

// Key is the key of a subject of the audit trail, or its name where the key is a word of
// the wire; empty where the kind says all.
func Key(kind api.AuditSubject, key string) string {
	switch kind {
	case api.AboutRoster:
		return Roster(api.RosterKind(key))
	case api.AboutExport:
		return Export(key)
	case api.AboutWindow:
		return ""
	default:
		return key
	}
}

func named[K ~string](names map[K]string, code K) string {
	if name, known := names[code]; known {
		return name
	}
	return string(code)
}
