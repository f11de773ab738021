package text

import "houbu/api"

// Written is what the written registration says (steps 8 and 9).
type Written struct {
	Title, Help    string
	Campus         string // heading of the campus picker
	Subject        string // heading of the subject picker
	Fee, Time      string // column headings
	Seats, Waiting string
	Reason         string // why a row cannot be chosen
	WaitingFormat  string // with a number of people
	Submit         string // 提交候补
	Submitting     string
	ShowInfo       string // 报名信息
	Note           string // the documented note under the list
	Loading        string
	NothingChosen  string // why 提交候补 does nothing yet
	None           string // no pool at all
	AskTitle       string // dialog of step 9
	AskFormat      string // with campus, subject, time and fee
	AskFree        string // when a seat is free now
	AskQueue       string // with the number of people waiting
	Joined         string // notice: in the queue
	Got            string // notice: 候补成功 at once
	Blocked        map[api.Code]string
}

func zhWritten() Written {
	return Written{
		Title: "笔试报名",
		Help: "选择需要候补的校区和科目，点击“提交候补”。同级别科目仅能候补一科，如英语四级与日语四级无法同时候补。" +
			"有空余座位的科目提交后立即候补成功；没有空余座位的按提交先后排队。",
		Campus: "校区", Subject: "科目", Fee: "费用", Time: "考试时间",
		Seats: "座位", Waiting: "候补", Reason: "说明", WaitingFormat: "%d 人",
		Submit: "提交候补", Submitting: "正在提交候补", ShowInfo: "报名信息",
		Note:          "注：同级别科目仅能候补一科。",
		Loading:       "正在读取校区和科目",
		NothingChosen: "请先选择要候补的科目",
		None:          "没有可以候补的科目",
		AskTitle:      "确认提交候补",
		AskFormat:     "校区：%s\n科目：%s\n考试时间：%s\n费用：%s",
		AskFree:       "现在有空余座位，提交后即候补成功，请在规定时间内支付。",
		AskQueue:      "现在没有空余座位，前面有 %d 人候补。",
		Joined:        "提交成功，正在候补",
		Got:           "候补成功，请在规定时间内支付",
		Blocked:       zhBlocked(),
	}
}

func zhBlocked() map[api.Code]string {
	return map[api.Code]string{
		api.CodeNotQualified:    "不在资格科目内",
		api.CodeLevelTaken:      "同级别已报或已候补",
		api.CodeWindowClosed:    "不在报名时间内",
		api.CodeWrittenRequired: "需先报同级别笔试",
		api.CodeWrittenUnpaid:   "需先支付笔试科目",
	}
}
