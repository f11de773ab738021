package text

// DeskFind is what the search for candidates says.
type DeskFind struct {
	Title, Help                            string
	By                                     string            // label of what is searched by
	Bys                                    map[string]string // by api.StaffSearch.By
	Text                                   string            // label of the field
	Submit, Searching                      string
	Missing, TooShort, TooShortAny         string // nothing was typed, or too little
	FoundFormat                            string // with a number
	MoreFormat                             string // the same, and there are more
	None                                   string
	Name, Number, StudentNo, Phone, Campus string // columns
	NoStudent                              string // in place of the name of an account that is bound to nobody
}

func zhDeskFind() DeskFind {
	return DeskFind{
		Title: "查找考生",
		Help: "按证件号码、姓名、学号或手机号查找；“全部”也按账号找。除姓名外都要完整，姓名写前两个字就可以。\n" +
			"选中一行按 Enter，看到的就是考生本人看到的内容。按 F4 列出更多。",
		By: "按什么找", Text: "内容",
		Bys: map[string]string{
			"any": "全部", "number": "证件号码", "name": "姓名", "student_no": "学号", "phone": "手机号",
		},
		Submit: "查找", Searching: "正在查找",
		Missing: "请输入要查找的内容！", TooShort: "按姓名查找至少要写两个字",
		TooShortAny: "至少要写两个字：姓名的前两个字，或完整的号码、学号、账号",
		FoundFormat: "找到 %d 人", MoreFormat: "已列出 %d 人，还有更多，按 F4 继续", None: "没有找到，请核对后再查",
		Name: "姓名", Number: "证件号码", StudentNo: "学号", Phone: "手机号", Campus: "校区",
		NoStudent: "（未绑定考生）",
	}
}
