package text

// Finished is what the list of finished entries says (step 12).
type Finished struct {
	Title, Help     string
	Subject, Campus string
	Outcome, Reason string
	Ended           string
	HistoryFormat   string // with subject and campus
	None, Loading   string
	Events          map[string]string // by api.EntryEvent.What
}

func zhFinished() Finished {
	return Finished{
		Title:   "查看已完成候补",
		Help:    "这里列出已经结束的候补、已经候补成功的科目，以及学校报考后座位已释放的科目，包括结果、原因和时间。选中一行可以看到它的全部经过。",
		Subject: "科目", Campus: "校区", Outcome: "结果", Reason: "原因",
		Ended: "结束时间", HistoryFormat: "经过：%s · %s",
		None: "还没有已完成的候补", Loading: "正在读取已完成候补",
		Events: map[string]string{
			"joined": "提交候补", "registered": "学校已报考", "skipped": "轮到时跳过", "offered": "候补成功", "paid": "已支付",
			"cancelled": "取消候补", "expired": "逾期未支付", "closed": "候补截止",
		},
	}
}
