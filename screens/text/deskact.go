package text

import "houbu/api"

// DeskAct is what is said where something is done at the support desk, whatever it is.
type DeskAct struct {
	Note, NoteHint, NoteMissing string
	NoteInner                   string // hint of a note that no candidate reads
	ForFormat                   string // with the candidate's name and document or login
	AskNoteFormat               string // in the confirmation, with the note
	AskShown                    string // the candidate reads the note
	DoneFormat                  string // what was done, with the number in the audit trail
}

func zhDeskAct() DeskAct {
	return DeskAct{
		Note: "说明", NoteHint: "为什么这样做；记入审计记录，考生能看到", NoteMissing: "请填写说明！",
		NoteInner: "为什么这样做；记入审计记录",
		ForFormat: "考生：%s", AskNoteFormat: "说明：%s", AskShown: "说明会记入审计记录，考生本人能看到。",
		DoneFormat: "%s（审计记录第 %d 条）",
	}
}

// DeskJoin is what 提交候补 for a candidate says.
type DeskJoin struct {
	Title, Help, Loading            string
	Submit, Submitting              string
	Seats                           string // column, with numbers
	SeatsFormat                     string // with the free seats and the capacity
	WaitingFormat                   string
	AskTitle, AskFormat             string // with subject and campus
	AskQueueFormat, AskFree         string
	NotQualified, NothingFor, Empty string
	// Why nobody can join, each with a time.
	NotYetFormat, ClosedFormat, LastFormat string
}

func zhDeskJoin() DeskJoin {
	return DeskJoin{
		Title: "代为候补",
		Help: "选择校区和科目，写说明，再按“提交候补”。能不能候补按考生自己的规则判断，不能时会说明原因。校区较多时，移到校区上会列出更多。\n" +
			"这里显示的空余座位是数目；考生只看到有或无。",
		Loading: "正在读取科目", Submit: "提交候补", Submitting: "正在提交候补",
		Seats: "空余/容量", SeatsFormat: "%d/%d", WaitingFormat: "%d 人",
		AskTitle: "代为提交候补", AskFormat: "为考生提交候补：\n%s\n%s",
		AskQueueFormat: "现在有 %d 人在候补。", AskFree: "有空余座位，提交后直接报上，请考生在规定时间内支付。",
		NotQualified: "资格科目中没有", NothingFor: "请选择科目", Empty: "考生所在的学校没有开设科目",
		NotYetFormat: "报名还没有开始，%s 开始，现在不能候补", ClosedFormat: "报名已结束（%s），不能再候补",
		LastFormat: "候补已截止（%s），不再分配",
	}
}

// DeskCancel is what 取消候补 for a candidate says.
type DeskCancel struct {
	Title, Help                  string
	Submit, Submitting, Done     string
	AskTitle, AskFormat          string // with subject and campus
	AskReasonFormat, AskYes, Not string
}

func zhDeskCancel() DeskCancel {
	return DeskCancel{
		Title:  "代为取消候补",
		Help:   "选择取消候补原因，写说明，再按“取消候补”。取消后座位或位置让给下一位，再候补要重新排队。",
		Submit: "取消候补", Submitting: "正在取消候补", Done: "候补取消成功",
		AskTitle: "代为取消候补", AskFormat: "为考生取消候补：\n%s\n%s", AskReasonFormat: "原因：%s", AskYes: "取消候补", Not: "不取消",
	}
}

// DeskAccount is what helping with an account says, by what is done.
type DeskAccount struct {
	Titles, Abouts, Submits, Doings, Dones map[api.AuditAction]string
	Help                                   string
	No                                     string
	Password                               string // label of the new password
	PasswordOnce                           string
	PasswordLost                           string
}

func zhDeskAccount() DeskAccount {
	return DeskAccount{
		Titles: map[api.AuditAction]string{
			api.AuditPassword: "重设密码", api.AuditUnlock: "解锁账号", api.AuditUnbind: "解除绑定",
		},
		Abouts: map[api.AuditAction]string{
			api.AuditPassword: "系统生成新密码，只显示一次；原来的密码和登录立即失效，账号同时解锁。请先核对考生身份。",
			api.AuditUnlock:   "清除登录失败和查询失败的次数，考生可以马上再登录。",
			api.AuditUnbind:   "账号和考生分开，考生可以用别的账号绑定。已报科目和候补都保留。请先核对考生身份。",
		},
		Submits: map[api.AuditAction]string{
			api.AuditPassword: "重设密码", api.AuditUnlock: "解锁账号", api.AuditUnbind: "解除绑定",
		},
		Doings: map[api.AuditAction]string{
			api.AuditPassword: "正在重设密码", api.AuditUnlock: "正在解锁账号", api.AuditUnbind: "正在解除绑定",
		},
		Dones: map[api.AuditAction]string{
			api.AuditPassword: "密码已重设", api.AuditUnlock: "账号已解锁", api.AuditUnbind: "绑定已解除",
		},
		Help:         "写说明，再按按钮并确认。说明记入审计记录，考生本人能看到。",
		No:           "不做",
		Password:     "新密码",
		PasswordOnce: "请现在告诉考生：离开本页后不再显示，系统也不保存。",
		PasswordLost: "密码已经重设，但没有收到新密码。请返回后再重设一次。",
	}
}
