package text

// Oral is what the oral registration says (step 14).
type Oral struct {
	Title, Help   string
	ForFormat     string // with the written subject held and its campus
	Campus        string
	Submit        string
	Submitting    string
	Loading       string
	None          string
	NothingChosen string
	Joined        string // notice: saved and in the queue
	Got           string // notice: saved, with a seat at once
}

func zhOral() Oral {
	return Oral{
		Title:     "口试报考",
		Help:      "已报考笔试科目的考生，可以候补同级别的口试科目。选择要报考的校区，点击“提交候补”，保存成功后在候补信息里查看。",
		ForFormat: "已报考笔试：%s · %s", Campus: "报考校区",
		Submit: "提交候补", Submitting: "正在提交候补",
		Loading: "正在读取口试校区", None: "没有可以候补的口试科目",
		NothingChosen: "请先选择可以候补的校区",
		Joined:        "保存成功，正在候补",
		Got:           "保存成功，口试候补成功，请在规定时间内支付",
	}
}
