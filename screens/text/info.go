package text

// Info is what the registration info says (steps 10, 11 and 13).
type Info struct {
	Title, Help     string
	Entries         string // 候补信息
	Written         string // 笔试报考科目信息
	Oral            string // 口试报考科目信息
	None            string
	PositionFormat  string // with the position and the people ahead
	SequenceFormat  string // with the number given out
	ChangedFormat   string // with a time
	JoinedFormat    string // with a time
	CloseFormat     string // last allocation, with a time and the time left
	CampusFormat    string // with a campus
	TimeFormat      string // with when the subject is held
	PayByFormat     string // with a time and the time left
	PayStatusFormat string // 支付状态, with 已支付 or 未支付
	ReportFormat    string // with the report type chosen
	WrittenFirst    string // why an oral subject cannot be paid yet
	Cancel          string // 取消候补
	ShowFinished    string // 查看已完成候补
	Join            string // another written subject
	OralJoin        string // 口试候补
	PaperReport     string // 纸质成绩报告单
	Pay             string // 支付
	PayAll          string // 支付, several at once
	CancelAskTitle  string
	CancelAskFormat string // with subject and campus
	CancelAskPlace  string // the place in the queue is given up
	CancelAskSeat   string // a seat is given up, not only a place
	CancelYes       string
	CancelNo        string
	HistoryTitle    string // of the dialog of F3
	HistoryFormat   string // with subject and campus
	Loading         string
	Fresh           string // answer to F5, with a time
	Stale           string // the line is cut and what is shown is old, with a time
	StaleServer     string // the backend fails and what is shown is old, with a time
	StaleCrowd      string // the backend is overloaded and what is shown is old, with the time of the next try and its own
	Offer           string // notice when a seat came
	Ended           string // notice when an entry ended while looking, with its subject
	Lost            string // notice when a seat was lost while looking, with its subject
	StaffActions    string // 工作人员的操作
	CancelAskOral   string // what is cancelled with the written subject, with the oral one
}

func zhInfo() Info {
	return Info{
		Title: "报名信息",
		Help: "这里显示正在候补的科目和已经报上的科目。候补成功后，科目列在笔试报考科目信息里，请在规定时间内支付，" +
			"逾期未支付的座位会让给下一位。候补期间可以随时取消候补。按 F3 可以看每个科目的全部经过。本页自动更新。",
		Entries: "候补信息", Written: "笔试报考科目信息", Oral: "口试报考科目信息", None: "无",
		PositionFormat: "第 %d 位，前面 %d 人", SequenceFormat: "候补号：%d",
		ChangedFormat: "最近变化：%s", JoinedFormat: "提交时间：%s",
		CloseFormat: "候补截止：%s（%s）", CampusFormat: "校区：%s", TimeFormat: "考试时间：%s",
		PayByFormat: "请在 %s 前支付（%s）", PayStatusFormat: "支付状态：%s", ReportFormat: "报告单：%s",
		WrittenFirst: "笔试科目支付后才能支付口试",
		Cancel:       "取消候补", ShowFinished: "查看已完成候补", Join: "笔试候补",
		OralJoin: "口试候补", PaperReport: "纸质成绩报告单", Pay: "支付", PayAll: "一起支付",
		CancelAskTitle:  "取消候补",
		CancelAskFormat: "确定要取消候补吗？\n%s\n%s",
		CancelAskPlace:  "取消后再候补要重新排队。",
		CancelAskOral:   "%s也会一起取消。",
		CancelAskSeat:   "已经候补成功的座位会让给下一位，取消后再候补要重新排队。",
		CancelYes:       "确定", CancelNo: "不取消",
		Loading: "正在读取报名信息", HistoryTitle: "候补与报考经过", HistoryFormat: "%s · %s",
		Fresh:        "已是最新（%s）",
		Stale:        "连接中断，显示的是 %s 的情况，正在重新连接",
		StaleServer:  "服务器出错，显示的是 %s 的情况，稍后自动重试",
		StaleCrowd:   "当前人数较多，%s 自动重试，显示的是 %s 的情况",
		Offer:        "候补成功：%s，请在规定时间内支付",
		Ended:        "%s的候补已结束，请看“查看已完成候补”",
		StaffActions: "工作人员的操作",
		Lost:         "%s的座位已不再保留，原因请看“查看已完成候补”",
	}
}
