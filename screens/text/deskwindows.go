package text

// DeskWindows is what the registration window says at the support desk.
type DeskWindows struct {
	Title, Help, Loading           string
	InForce, File                  string // headings
	Opens, Closes                  string // fields
	LastAlloc, PayEnd              string
	How                            string // label of the choice
	OpenNow, CloseNow, Set, AsFile string // choices
	NotMissing                     string // none is chosen
	OpensHint                      string
	BadTimeFormat                  string // with an example
	Backwards                      string
	TooLateFormat                  string // with the last allocation
	Over, NotOpen                  string // why it cannot be opened, or closed, now
	AlreadyOpen, AlreadyOver       string // why it need not be
	Submit, Submitting, Done       string
	AskTitle, AskFormat            string // with the first and the last instant
}

func zhDeskWindows() DeskWindows {
	return DeskWindows{
		Title: "报名时间",
		Help: "上面是现在生效的报名时间和考次文件里的报名时间。可以马上开始、马上结束、另定时间，或恢复为考次文件的时间；所有后端马上按新的时间判断。\n" +
			"时间写成 2026-12-01 10:00，都是北京时间。",
		Loading: "正在读取报名时间",
		InForce: "现在生效", File: "考次文件", Opens: "报名开始", Closes: "报名结束",
		LastAlloc: "最后分配", PayEnd: "支付截止",
		How: "怎样调整", OpenNow: "马上开始", CloseNow: "马上结束", Set: "另定时间", AsFile: "恢复为考次文件的时间",
		NotMissing: "请选择怎样调整！", OpensHint: "2026-12-01 10:00",
		BadTimeFormat: "时间要写成 %s 这样（北京时间）", Backwards: "报名结束要晚于报名开始",
		TooLateFormat: "报名结束不能晚于最后分配（%s）",
		Over:          "报名结束时间已过，请选“另定时间”", NotOpen: "报名还没有开始，请选“另定时间”",
		AlreadyOpen: "报名已经在进行", AlreadyOver: "报名已经结束",
		Submit: "调整", Submitting: "正在调整报名时间", Done: "报名时间已调整",
		AskTitle: "调整报名时间", AskFormat: "报名时间改为：\n%s 至 %s\n对所有考生马上生效。",
	}
}
