package text

// Cancel is what the cancel reason says (step 11).
type Cancel struct {
	Title, Help string
	Which       string // with subject and campus
	Reason      string // 取消候补原因
	Text        string // label of the free text
	TextHint    string
	TextMissing string
	Submit      string // 确定
	Submitting  string
	Done        string // notice
}

func zhCancel() Cancel {
	return Cancel{
		Title: "取消候补原因",
		Help:  "选择取消候补的原因，点击“确定”。选择“其他”时请写明原因。取消后再候补要重新排队。",
		Which: "取消候补：%s · %s", Reason: "取消候补原因",
		Text: "具体原因", TextHint: "请写明原因", TextMissing: "请填写具体原因",
		Submit: "确定", Submitting: "正在取消候补", Done: "候补取消成功",
	}
}
