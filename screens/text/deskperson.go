package text

// DeskPerson is what the page of a candidate says at the support desk.
type DeskPerson struct {
	Title, Help, Loading string

	Accounts                       string // heading
	NoAccount                      string
	PhoneFormat                    string
	BoundFormat, Unbound           string // with a time
	AgreedFormat, ConfirmedFormat  string // with a time
	FailuresFormat                 string // with a number
	LockedFormat                   string // with a time and the time left
	Password, Unlock, Unbind       string // buttons
	Status                         string // label of 报名状态
	Finished                       string // heading of the finished entries
	StaffActionFormat              string // with role and action
	NoStudent                      string // the account is bound to nobody
	Join, Cancel, Orders, AuditRow string // buttons
	SeenFormat                     string // with a time
}

func zhDeskPerson() DeskPerson {
	return DeskPerson{
		Title: "考生",
		Help: "这里是考生本人看到的内容：学籍、账号、候补信息和全部经过，包括每次跳过的原因。\n" +
			"按钮是可以为考生办理的事，每件都要写说明并再次确认；说明考生本人能看到。\n" +
			"按 F3 看全部经过，按 F5 重新读取，内容较多时用 PgUp、PgDn 翻页。",
		Loading:  "正在读取考生",
		Accounts: "账号", NoAccount: "没有绑定账号",
		PhoneFormat: "手机号：%s", BoundFormat: "绑定时间：%s", Unbound: "没有绑定考生",
		AgreedFormat: "同意协议：%s", ConfirmedFormat: "确认学籍：%s",
		FailuresFormat: "登录失败 %d 次", LockedFormat: "已锁定，%s 解锁（%s）",
		Password: "重设密码", Unlock: "解锁账号", Unbind: "解除绑定",
		Status: "报名状态", Finished: "已完成候补", StaffActionFormat: "%s%s",
		NoStudent: "这个账号没有绑定考生",
		Join:      "代为候补", Cancel: "代为取消候补", Orders: "支付", AuditRow: "审计记录",
		SeenFormat: "读取时间：%s",
	}
}
