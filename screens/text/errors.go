package text

import "houbu/api"

// Errors says what went wrong, in words that tell what to do. ByCode is for the
// backend's refusals, the rest for the line to it.
type Errors struct {
	ByCode      map[api.Code]string
	Offline     string // no connection: nothing was sent
	OtherLine   string // after Offline and BadAnswer, where there is another line to try
	Back        string // in place of what the line had cut off, once it is back
	Timeout     string // the backend did not answer in time
	BadAnswer   string // the answer is not the backend's
	Interrupted string // the reply was lost
	Other       string
	HelpFormat  string // with what went wrong and what helps
	KeptFormat  string // the same, and what was typed is still there
	WaitFormat  string // with what went wrong and a number of seconds
	Crowd       string // the backend is overloaded
	GiveUp      string // label of the key that ends the wait for an overloaded backend
	GaveUp      string // what came of it
	CrowdFormat string // with what is going on and the seconds until it is tried again
}

func zhErrors() Errors {
	return Errors{
		Offline:     "连接不上服务器，请检查网络",
		OtherLine:   "，或换另一条线路",
		Back:        "网络已恢复",
		Timeout:     "服务器没有及时响应",
		BadAnswer:   "收到的不是报名服务器的应答，可能要先认证上网",
		Interrupted: "连接中断，没有收到服务器的应答",
		Other:       "出现意外错误",
		HelpFormat:  "%s。%s",
		KeptFormat:  "%s。已填写的内容都还在，%s",
		WaitFormat:  "%s，请 %d 秒后再试",
		Crowd:       "当前人数较多",
		GiveUp:      "不再等待",
		GaveUp:      "已停止等待，什么都没有提交，可以随时再试",
		CrowdFormat: "%s：当前人数较多，%d 秒后自动重试",
		ByCode:      zhCodes(),
	}
}

func zhCodes() map[api.Code]string {
	return map[api.Code]string{
		api.CodeBadRequest:        "填写的内容不符合要求，请检查后再提交",
		api.CodeUnauthorized:      "登录已失效，请重新登录",
		api.CodeWrongPassword:     "账号或密码错误，请重新输入",
		api.CodeAccountLocked:     "密码错误次数过多，账号已暂时锁定",
		api.CodeTooManyRequests:   "尝试次数过多，请稍候",
		api.CodeNotFound:          "没有找到对应的记录，请刷新后再看",
		api.CodeInternal:          "服务器出错了，请稍后再试",
		api.CodeUnavailable:       "服务器正忙或正在启动，请稍后再试",
		api.CodeAgreementOutdated: "报名协议已更新，请重新阅读并同意",
		api.CodeStepNotDone:       "前面还有步骤没有完成，请回到报名首页按“开始报名”继续",
		api.CodeStudentNotFound:   "没有查到该证件号码的学籍信息，请核对证件类型和号码，或联系学校",
		api.CodeNameMismatch:      "姓名与证件号码不一致，请核对姓名",
		api.CodeBoundElsewhere:    "该考生已绑定其他账号，请用原来的账号登录",
		api.CodeAccountBound:      "本账号已绑定另一名考生，请用考生本人的账号登录",
		api.CodeNotQualified:      "没有该科目的报考资格，请联系学校",
		api.CodeLevelTaken:        "同级别科目仅能候补一科，已报或已在候补的请看报名信息",
		api.CodeWindowClosed:      "现在不在报名时间内，或候补已截止",
		api.CodePoolNotFound:      "该校区没有开设这个科目",
		api.CodeWrittenRequired:   "需要先报上同级别的笔试科目",
		api.CodeWrittenUnpaid:     "需要先支付笔试科目",
		api.CodeEntryFinished:     "该候补已经结束，不能再取消",
		api.CodeReasonUnknown:     "请选择取消候补原因",
		api.CodeReasonTextMissing: "请填写具体原因",
		api.CodeReportOff:         "本考次不提供纸质成绩报告单",
		api.CodeReportUnknown:     "请选择报告单类型",
		api.CodeNothingToPay:      "没有待支付的科目",
		api.CodePaymentClosed:     "支付时间已过",
		api.CodeKeyMissing:        "请求不完整，请重试",
		api.CodeKeyReused:         "请求与之前的不一致，请返回后重新提交",
		api.CodeForbidden:         "没有权限，需要主管账号",
		api.CodeNothingToDo:       "没有需要处理的，请刷新后再看",
	}
}
