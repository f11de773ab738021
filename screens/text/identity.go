package text

// Identity is what the identity screen says. The messages of the checks come
// from the package that checks, since both ends of the wire say the same.
type Identity struct {
	Title  string
	Help   string // what this step is for, for F1
	Intro  string // above the three mandatory fields
	Type   string // 证件类型
	Number string // 证件号码
	Name   string // 姓名
	Submit string // 查询
	Busy   string // while looking up

	RestFormat string // button at rest, with seconds
}

func zhIdentity() Identity {
	return Identity{
		Title: "资格审核",
		Help: "输入证件类型、证件号码、姓名三项，再按“查询”，系统按学校上报的名单核对考生。\n" +
			"全角的数字和字母、号码里的空格会自动改正。没有查到时，请核对后再查，仍查不到请联系学校。",
		Intro: "以下三项必填，与学校上报的学籍信息一致",
		Type:  "证件类型", Number: "证件号码", Name: "姓名",
		Submit: "查询",
		Busy:   "正在查询",

		RestFormat: "查询（%d）",
	}
}
