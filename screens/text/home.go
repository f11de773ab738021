package text

import "houbu/api"

// Home is what the home screen says.
type Home struct {
	Title   string
	Help    string // what this step is for, for F1
	Exam    string // 考次名称
	Window  string // 报名时间
	PayEnd  string // 支付截止
	Status  string // 报名状态
	ToPay   string // a seat awaits payment
	Hint    string // label of what one who is not known yet may not know
	Account string
	Name    string

	WindowFormat string // with the first and the last instant
	TimeFormat   string // Go layout of an instant
	OpensFormat  string // with the time left until it opens
	PayByFormat  string // with a time and the time left
	RosterHint   string // the school may have registered a subject

	Statuses map[string]string // by api.Candidate.Status

	Start      string // 开始报名
	Logout     string // 退出登录
	Starting   string // while the backend is asked how far the candidate is
	LoggingOut string
	NotRevoked string // logged out here, but the backend could not be told
}

func zhHome() Home {
	return Home{
		Title: "报名首页",
		Help: "这里显示本次考试的报名时间、支付截止时间和报名状态。\n" +
			"按“开始报名”进入报名；以前做过的步骤不必再做，会直接到没有完成的那一步。\n" +
			"离开前请按“退出登录”，尤其是在公用电脑上。",
		Exam: "考次名称", Window: "报名时间", PayEnd: "支付截止", Status: "报名状态",
		ToPay: "待支付", Hint: "提示",
		Account: "账号", Name: "姓名",

		WindowFormat: "%s 至 %s",
		TimeFormat:   "2006-01-02 15:04",
		OpensFormat:  "距开始%s",
		PayByFormat:  "请在 %s 前支付（%s）",
		RosterHint:   "如学校已为您报考，完成资格审核后可看到并支付",

		Statuses: map[string]string{
			api.StatusNotRegistered: "未报名",
			api.StatusNoSubject:     "未报科目",
			api.StatusConfirmed:     "已确认",
		},

		Start: "开始报名", Logout: "退出登录",
		Starting:   "正在查询报名进度",
		LoggingOut: "正在退出登录",
		NotRevoked: "已在本机退出；没能通知服务器，登录会在到期后失效",
	}
}
