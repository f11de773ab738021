package text

import "houbu/api"

// Desk is what the support desk says. Each of its screens has its own part, in the
// file named after the screen.
type Desk struct {
	Roles    map[api.Role]string
	Login    Login
	Home     DeskHome
	Board    Board
	Files    DeskFiles
	Find     DeskFind
	Person   DeskPerson
	Act      DeskAct
	Join     DeskJoin
	Cancel   DeskCancel
	Account  DeskAccount
	Audit    DeskAudit
	Payments DeskPayments
	Windows  DeskWindows

	Actions map[api.AuditAction]string // what the staff did
}

func zhDesk() Desk {
	return Desk{
		Roles: map[api.Role]string{api.RoleHelper: "客服", api.RoleManager: "主管", api.RoleConsole: "后台主机"},
		Board: zhBoard(), Files: zhDeskFiles(),
		Login: zhDeskLogin(), Home: zhDeskHome(), Find: zhDeskFind(), Person: zhDeskPerson(),
		Act: zhDeskAct(), Join: zhDeskJoin(), Cancel: zhDeskCancel(), Account: zhDeskAccount(),
		Audit: zhDeskAudit(), Payments: zhDeskPayments(), Windows: zhDeskWindows(),
		Actions: map[api.AuditAction]string{
			api.AuditJoin: "代为提交候补", api.AuditCancel: "代为取消候补", api.AuditPassword: "重设密码", api.AuditUnlock: "解锁账号",
			api.AuditUnbind: "解除绑定", api.AuditCapacity: "调整名额", api.AuditWindows: "调整报名时间", api.AuditImport: "导入名单",
			api.AuditExport: "导出数据", api.AuditRefund: "标记退款",
			api.AuditStaffAdd: "增加工作人员", api.AuditStaffDisable: "停用工作人员", api.AuditStaffPassword: "重设工作人员密码",
		},
	}
}

// zhDeskLogin is the candidate's login with other words for whose it is.
func zhDeskLogin() Login {
	words := zhLogin()
	words.Title = "服务台登录"
	words.Help = "选择线路：公网或教育网，后面的毫秒数越小越快。填写工作人员账号和密码，再按“登录”。\n" +
		"工作人员账号由管理员用 houbu staff add 建立，不是考生账号。\n" +
		"选中的线路不通时，可以换另一条线路重试，已填写的内容不会丢失。"
	words.Account = "工作人员账号"
	words.AccountMissing = "请输入工作人员账号！"
	return words
}
