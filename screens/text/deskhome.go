package text

// DeskHome is what the home of the support desk says.
type DeskHome struct {
	Title, Help                    string
	Staff, Role                    string
	Open, NotYet, Closed           string // whether registration is open
	Find, Payments, Audit, Windows string // buttons
	Board, Import, Export          string
	LoggingOut                     string
}

func zhDeskHome() DeskHome {
	return DeskHome{
		Title: "服务台",
		Help: "这里显示本次考试的时间和您的账号，按钮是您的账号能做的事。\n" +
			"对考生做的每一件事都要写说明，说明记入审计记录，考生本人也能看到。\n" +
			"离开前请按“退出登录”。",
		Staff: "账号", Role: "角色",
		Open: "报名进行中", NotYet: "报名还没有开始", Closed: "报名已结束",
		Find: "查找考生", Payments: "支付", Audit: "审计记录", Windows: "报名时间",
		Board: "看板", Import: "导入名单", Export: "导出数据",
		LoggingOut: "正在退出登录",
	}
}
