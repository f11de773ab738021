package text

// Login is what the login screen says.
type Login struct {
	Title    string
	Help     string // what this step is for, for F1
	Line     string // label of the line choice
	Account  string
	Password string
	Submit   string // 登录
	Busy     string // while logging in

	LatencyFormat string // with the line's name and milliseconds
	ProbingFormat string // with the line's name, while it is measured
	DownFormat    string // with the line's name, when it does not answer

	AccountMissing  string
	PasswordMissing string
	Locked          string // the account is locked, without saying how long
	LockedFormat    string // with the time left

	SwitchTitle  string // another line is offered
	SwitchFormat string // with what happened, then the other line's name
	SwitchDo     string // button, with the other line's name

	DemoFormat string // heading of a practice session's accounts, with their password
}

func zhLogin() Login {
	return Login{
		Title: "登录",
		Help: "选择线路：公网或教育网，后面的毫秒数越小越快。填写考生账号（邮箱或手机号）和密码，再按“登录”。\n" +
			"选中的线路不通时，可以换另一条线路重试，已填写的内容不会丢失。\n" +
			"登录后自动回到上次没有完成的那一步。",
		Line: "线路", Account: "账号", Password: "密码", Submit: "登录",
		Busy: "正在登录",

		LatencyFormat: "%s %d ms",
		ProbingFormat: "%s …",
		DownFormat:    "%s 不通",

		AccountMissing:  "请输入账号！",
		PasswordMissing: "请输入密码！",
		Locked:          "密码错误次数过多，账号已暂时锁定",
		LockedFormat:    "密码错误次数过多，账号已暂时锁定，%s",

		SwitchTitle:  "换一条线路",
		SwitchFormat: "%s。\n已填写的账号和密码都还在，可以换用%s再登录。",
		SwitchDo:     "换用%s并重试",

		DemoFormat: "练习考次的演示账号，密码都是 %s",
	}
}
