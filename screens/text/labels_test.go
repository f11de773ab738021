package text

import (
	"reflect"
	"testing"
)

// TestLabelsAreTheDocumentedOnes compares the titles, labels, buttons and prompts
// of the documented process, to the character, with the texts that the screens
// show in those places.
func TestLabelsAreTheDocumentedOnes(t *testing.T) {
	t.Parallel()
	has := texts("", reflect.ValueOf(*Chinese()))
	for step, labels := range map[string]map[string]string{
		"1 login":        {"Login.Title": "登录", "Login.Submit": "登录", "Login.Account": "账号", "Login.Password": "密码"},
		"2 home":         {"Home.Start": "开始报名", "Home.Exam": "考次名称", "Home.Status": "报名状态"},
		"2 statuses":     {"Home.Statuses[not_registered]": "未报名", "Home.Statuses[no_subject]": "未报科目", "Home.Statuses[confirmed]": "已确认"},
		"3 agreement":    {"Agreement.Agree": "同意", "Agreement.Check": "我已阅读并接受遵守本网站报名协议及诚信承诺书"},
		"4 identity":     {"Identity.Title": "资格审核", "Identity.Submit": "查询"},
		"4 fields":       {"Identity.Type": "证件类型", "Identity.Number": "证件号码", "Identity.Name": "姓名"},
		"5 review":       {"Review.Title": "资格信息确认", "Review.Student": "学籍信息", "Review.Quality": "资格信息"},
		"5 confirmation": {"Review.Check": "我已检查并确认学籍与资格信息正确", "Review.TickFirst": "请勾选确认", "Review.SaveAndGo": "保存并继续"},
		"5 facts":        documentedFacts(),
		"6 to 9":         {"Common.OK": "确定", "Common.SaveDone": "保存成功"},
		"8 written":      {"Written.Title": "笔试报名", "Written.Submit": "提交候补", "Written.Note": "注：同级别科目仅能候补一科。"},
		"8 choices":      {"Written.Campus": "校区", "Written.Subject": "科目"},
		"10 info":        {"Info.Title": "报名信息", "Written.ShowInfo": "报名信息", "Info.Entries": "候补信息"},
		"10 and 13":      {"Common.StateNames[waiting]": "正在候补", "Common.StateNames[offered]": "候补成功"},
		"11 cancel":      {"Info.Cancel": "取消候补", "Info.CancelAskTitle": "取消候补", "Info.CancelYes": "确定"},
		"11 reason":      {"Cancel.Title": "取消候补原因", "Cancel.Reason": "取消候补原因", "Cancel.Submit": "确定", "Cancel.Done": "候补取消成功"},
		"12 finished":    {"Info.ShowFinished": "查看已完成候补", "Finished.Title": "查看已完成候补"},
		"13 seats":       {"Info.Written": "笔试报考科目信息", "Info.Oral": "口试报考科目信息"},
		"14 oral":        {"Info.OralJoin": "口试候补", "Oral.Title": "口试报考", "Oral.Campus": "报考校区", "Oral.Submit": "提交候补"},
		"15 report":      {"Info.PaperReport": "纸质成绩报告单", "Report.Title": "纸质成绩报告单/证书申请", "Report.Type": "报告单类型"},
		"15 buttons":     {"Report.Choose": "确定", "Report.Save": "保存", "Report.Done": "保存成功"},
		"16 pay":         {"Info.Pay": "支付", "Pay.Title": "支付", "Pay.Go": "去支付"},
		"16 and 17":      {"Common.Paid": "已支付", "Common.Unpaid": "未支付"},
		"17 platform":    {"Platform.Title": "支付平台", "Platform.Methods": "支付方式", "Platform.Refresh": "更新"},
		"lost replies":   {"Common.Unknown": "结果未知，正在核对"},
	} {
		t.Run(step, func(t *testing.T) {
			t.Parallel()
			for place, label := range labels {
				if got := has["."+place]; got != label {
					t.Errorf("%s is %q, want %q", place, got, label)
				}
			}
		})
	}
}

// documentedFacts are the labels of the confirmation page.
func documentedFacts() map[string]string {
	facts := make(map[string]string)
	for field, label := range map[string]string{
		"Name": "姓名", "Sex": "性别", "Type": "证件类型", "Number": "证件号码", "Qualified": "资格科目",
		"School": "笔试报名学校", "Campus": "笔试报名校区", "Education": "学历", "Duration": "学制", "EntryYear": "入学年份",
		"Grade": "年级", "Department": "院系", "Major": "专业", "Class": "班级", "StudentNo": "学号", "Remark": "备注",
	} {
		facts["Review.Labels."+field] = label
	}
	return facts
}
