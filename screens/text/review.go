package text

// Review is what the review screen and its two dialogs say.
type Review struct {
	Title   string
	Help    string // what this step is for, for F1
	Student string // 学籍信息
	Quality string // 资格信息
	Labels  ReviewLabels
	None    string // 无, for an empty fact

	Separator    string // between subjects
	Hint         string // below the facts
	Check        string // the checkbox
	TickFirst    string // the button before it is ticked
	SaveAndGo    string // the button when it is ticked
	Loading      string
	Saving       string
	Unqualified  string // 资格科目 is 无: what to do
	NotQualified string // the same, why the button does not work
	Empty        string // why it does not work before there is a record

	PhoneTitle   string // step 6
	PhoneAsk     string // with the phone number below it
	PhoneNote    string // why it matters
	StudentTitle string // step 7
	StudentAsk   string
}

// ReviewLabels are the documented labels of the facts.
type ReviewLabels struct {
	Name, Sex, Type, Number, Qualified  string
	School, Campus, Education, Duration string
	EntryYear, Grade, Department, Major string
	Class, StudentNo, Remark, Phone     string
}

func zhReview() Review {
	return Review{
		Title: "资格信息确认",
		Help: "检查学籍信息与资格信息，无误后勾选确认，再按“保存并继续”，接着确认手机号码和学籍。\n" +
			"学籍由学校上报，考生不能修改；有误请停止报名并联系学校。",
		Student: "学籍信息", Quality: "资格信息",
		Labels: zhReviewLabels(),
		None:   "无",

		Separator:   "、",
		Hint:        "信息有误请停止报名并联系学校；资格科目为“无”不能继续报名。",
		Check:       "我已检查并确认学籍与资格信息正确",
		TickFirst:   "请勾选确认",
		SaveAndGo:   "保存并继续",
		Loading:     "正在读取学籍信息",
		Saving:      "正在保存",
		Unqualified: "资格科目为“无”，不能继续报名。请联系学校核实报考资格，学校更新后按 F5 刷新。",

		NotQualified: "资格科目为“无”",
		Empty:        "还没有读到学籍信息",

		PhoneTitle:   "确认手机号码",
		PhoneAsk:     "您的手机号码是否正确？",
		PhoneNote:    "候补成功后会向这个号码发短信，报名期间请勿更换。",
		StudentTitle: "确认学籍信息",
		StudentAsk:   "您的学籍信息是否正确？",
	}
}

func zhReviewLabels() ReviewLabels {
	return ReviewLabels{
		Name: "姓名", Sex: "性别", Type: "证件类型", Number: "证件号码", Qualified: "资格科目",
		School: "笔试报名学校", Campus: "笔试报名校区", Education: "学历", Duration: "学制",
		EntryYear: "入学年份", Grade: "年级", Department: "院系", Major: "专业",
		Class: "班级", StudentNo: "学号", Remark: "备注", Phone: "手机号码",
	}
}
