package text

// Report is what the paper score report says (step 15).
type Report struct {
	Title, Help string
	ForFormat   string // with the subject and the campus
	Type        string
	Choose      string // 确定
	Save        string // 保存
	ChosenFmt   string // with the type chosen
	ChooseFirst string
	TypeMissing string // 确定 without a type
	AskTitle    string
	AskFormat   string // with subject and type
	Saving      string
	Done        string
	None        string
}

func zhReport() Report {
	return Report{
		Title:     "纸质成绩报告单/证书申请",
		Help:      "选择报告单类型，点击“确定”，再点击“保存”，最后再次点击“确定”，保存成功。",
		ForFormat: "科目：%s · %s", Type: "报告单类型", Choose: "确定", Save: "保存",
		ChosenFmt: "已选择：%s", ChooseFirst: "请先选择类型并点击“确定”",
		AskTitle: "确认申请", AskFormat: "科目：%s\n类型：%s",
		TypeMissing: "请选择报告单类型",
		Saving:      "正在保存", Done: "保存成功", None: "本科目没有可申请的报告单",
	}
}
