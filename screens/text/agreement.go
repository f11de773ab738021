package text

// Agreement is what the agreement screen says.
type Agreement struct {
	Title string
	Help  string // what this step is for, for F1
	Check string // the checkbox
	Agree string // 同意

	Loading   string
	Saving    string
	TickFirst string // why 同意 does not work yet
	Outdated  string // a newer version was loaded
	Empty     string // no text yet
}

func zhAgreement() Agreement {
	return Agreement{
		Title: "报名协议",
		Help: "请通读报名协议及诚信承诺书，可用方向键和翻页键滚动，下方一行显示读到的位置。\n" +
			"勾选后按“同意”才能继续。同意的协议版本和时间会保存下来。",
		Check: "我已阅读并接受遵守本网站报名协议及诚信承诺书",
		Agree: "同意",

		Loading:   "正在读取报名协议",
		Saving:    "正在保存",
		TickFirst: "请先勾选上面一项",
		Outdated:  "报名协议已更新，请阅读新的协议后再同意",
		Empty:     "还没有读到报名协议",
	}
}
