package text

// Pay is what the confirmation before the payment says (step 16).
type Pay struct {
	Title, Help     string
	Lead            string // please check
	Payer           string // before the candidate's name
	Subject, Campus string
	Time, Fee       string
	Total           string
	PayByFormat     string // with a time and the time left
	Go              string // 去支付
	AskTitle        string
	AskFormat       string // with the subjects and the amount
	Ordering        string
	WrittenFirst    string
	None            string
}

func zhPay() Pay {
	return Pay{
		Title: "支付",
		Help:  "确认报考信息，点击“去支付”，再次确认后进入支付平台。笔试科目先于口试科目支付。支付后的科目不能更改或取消。",
		Lead:  "请确认报考信息。", Payer: "考生", Subject: "科目", Campus: "校区", Time: "考试时间", Fee: "费用",
		Total: "合计", PayByFormat: "请在 %s 前支付（%s）", Go: "去支付",
		AskTitle: "再次确认报考信息", AskFormat: "%s\n合计：%s\n支付后不能更改或取消。",
		Ordering: "正在生成订单", WrittenFirst: "口试科目在笔试科目支付后再支付", None: "没有待支付的科目",
	}
}
