package tui

//go:generate go run ./genflow ../docs/flow.md ../README.md

// Places lists every step in the documented order. It is a fresh slice at each
// call, so that nobody can change the table for others.
func Places() []Place {
	return []Place{
		{StepLogin, "login", []int{1}, 0, "登录"},
		{StepHome, "home", []int{2}, 0, "开始报名"},
		{StepAgreement, "agreement", []int{3}, 0, "同意"},
		{StepIdentity, "identity", []int{4}, 0, "查询"},
		{StepReview, "review", []int{5}, 0, "保存并继续"},
		{StepPhone, "phone", []int{6}, StepReview, "确定"},
		{StepStudentRecord, "student record", []int{7}, StepReview, "确定"},
		{StepWritten, "written", []int{8}, 0, "提交候补"},
		{StepWrittenAsk, "written confirmation", []int{9}, StepWritten, "确定"},
		{StepInfo, "info", []int{10, 13}, 0, "报名信息"},
		{StepCancelAsk, "cancel confirmation", []int{11}, StepInfo, "取消候补"},
		{StepCancelReason, "cancel reason", []int{11}, 0, "取消候补原因"},
		{StepFinished, "finished", []int{12}, 0, "查看已完成候补"},
		{StepOral, "oral", []int{14}, 0, "口试"},
		{StepReport, "report", []int{15}, 0, "纸质成绩报告单"},
		{StepReportAsk, "report confirmation", []int{15}, StepReport, "确定"},
		{StepPay, "pay", []int{16}, 0, "去支付"},
		{StepPayAsk, "pay confirmation", []int{16}, StepPay, "确定"},
		{StepPlatform, "platform", []int{17}, 0, "支付方式"},
	}
}

// Table is the one transition table, step × event → step. LoggedOut is not in
// it: from any step it leads to StepLogin.
func Table() []Transition {
	return []Transition{
		{StepLogin, LoggedIn, StepHome},
		{StepLogin, ResumeIdentity, StepIdentity},
		{StepLogin, ResumeReview, StepReview},
		{StepLogin, ResumeWritten, StepWritten},
		{StepLogin, ResumeInfo, StepInfo},

		{StepHome, Started, StepAgreement},
		{StepHome, ResumeIdentity, StepIdentity},
		{StepHome, ResumeReview, StepReview},
		{StepHome, ResumeWritten, StepWritten},
		{StepHome, ResumeInfo, StepInfo},

		{StepAgreement, Agreed, StepIdentity},
		{StepAgreement, Back, StepHome},

		{StepIdentity, Identified, StepReview},
		{StepIdentity, Back, StepHome},

		{StepReview, Checked, StepPhone},
		{StepPhone, Confirmed, StepStudentRecord},
		{StepPhone, Declined, StepReview},
		{StepStudentRecord, Confirmed, StepReview},
		{StepStudentRecord, Declined, StepReview},
		{StepReview, Saved, StepWritten},
		{StepReview, Back, StepHome},

		{StepWritten, Chosen, StepWrittenAsk},
		{StepWrittenAsk, Confirmed, StepWritten},
		{StepWrittenAsk, Declined, StepWritten},
		{StepWritten, Submitted, StepInfo},
		{StepWritten, ShowInfo, StepInfo},
		{StepWritten, Back, StepHome},

		{StepInfo, WantCancel, StepCancelAsk},
		{StepCancelAsk, Confirmed, StepCancelReason},
		{StepCancelAsk, Declined, StepInfo},
		{StepInfo, ShowFinished, StepFinished},
		{StepInfo, WantJoin, StepWritten},
		{StepInfo, WantOral, StepOral},
		{StepInfo, WantReport, StepReport},
		{StepInfo, WantPay, StepPay},
		{StepInfo, Back, StepHome},

		{StepCancelReason, Cancelled, StepFinished},
		{StepCancelReason, Back, StepInfo},

		{StepFinished, Back, StepInfo},

		{StepOral, Submitted, StepInfo},
		{StepOral, Back, StepInfo},

		{StepReport, Chosen, StepReportAsk},
		{StepReportAsk, Confirmed, StepReport},
		{StepReportAsk, Declined, StepReport},
		{StepReport, Saved, StepInfo},
		{StepReport, Back, StepInfo},

		{StepPay, Chosen, StepPayAsk},
		{StepPayAsk, Confirmed, StepPay},
		{StepPayAsk, Declined, StepPay},
		{StepPay, Ordered, StepPlatform},
		{StepPay, Back, StepInfo},

		{StepPlatform, Paid, StepInfo},
		{StepPlatform, Back, StepInfo},
	}
}
