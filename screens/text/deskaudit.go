package text

import (
	"houbu/api"
	"houbu/api/term"
)

// DeskAudit is what the audit trail says.
type DeskAudit struct {
	Title, Help, Loading                  string
	Staff, Key                            string // labels of the filter
	StaffHint, KeyHint                    string
	Submit                                string // applies the filter
	No, At, Who, Action, Subject, Note    string // columns and facts
	Candidate                             string // fact
	Look                                  string // button: the candidate's page
	Close                                 string // button
	Role, Address, Before, After, Nothing string // facts
	Console                               string // the address of a command on the backend's machine
	FoundFormat, MoreFormat               string // with a number
	None                                  string
	RowFormat                             string // title of a row's dialog, with its number
	Subjects                              map[api.AuditSubject]string
}

func zhDeskAudit() DeskAudit {
	return DeskAudit{
		Title: "审计记录",
		Help: "工作人员做过的每一件事，新的在前：谁、什么时候、从哪里、做了什么、之前和之后。记录只增不减，不能修改。\n" +
			"时间都是北京时间。可以只看一名工作人员的，或只看一个对象的：考生、订单的内部编号，或“校区代码-科目代码”。选中一行按 Enter 看全部内容，再按 Enter 查看考生；按 F4 列出更早的。",
		Loading: "正在读取审计记录",
		Staff:   "工作人员", Key: "对象", StaffHint: "账号；空着是全部", KeyHint: "编号；空着是全部", Submit: "筛选",
		No: "编号", At: "时间", Who: "工作人员", Action: "操作", Subject: "对象", Candidate: "考生", Note: "说明",
		Role: "角色", Address: "来源", Before: "之前", After: "之后", Nothing: term.Nothing, Console: "命令行", Look: "查看考生", Close: "关闭",
		FoundFormat: "共 %d 条", MoreFormat: "已列出 %d 条，按 F4 看更早的", None: "没有符合的记录", RowFormat: "审计记录第 %d 条",
		Subjects: term.Subjects(),
	}
}
