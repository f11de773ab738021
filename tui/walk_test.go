package tui

import (
	"slices"
	"strings"
	"testing"
)

// walked is one event of the documented process.
type walked struct {
	doc   int    // the number of the documented step
	words string // the document's own
	at    Step
	event Event
}

// documentedWalk is 附件一：候补报名流程, from its first line to its last.
func documentedWalk() []walked {
	return []walked{
		{1, "填写考生账号和密码： 进入登录报名系统界面", StepLogin, LoggedIn},
		{2, "点击“开始报名”", StepHome, Started},
		{3, "阅读并勾选报名协议，点击“同意”", StepAgreement, Agreed},
		{4, "输入三项必填项：证件类型、证件号码、姓名，点击“查询”", StepIdentity, Identified},
		{5, "检查学籍信息与资格信息无误后，勾选确认，点击“保存并继续”", StepReview, Checked},
		{6, "弹出再次确认页面，确认自己的手机号码是否正确，确认正确的话，点击“确定”", StepPhone, Confirmed},
		{7, "再次弹出学籍确认信息，确认学籍正确，点击“确定”", StepStudentRecord, Confirmed},
		{7, "提示“保存成功”。进入笔试报名界面", StepReview, Saved},
		{8, "考生选择自己需要候补的校区和科目，点击“提交候补”按钮", StepWritten, Chosen},
		{9, "弹出确认提示，点击“确定”按钮", StepWrittenAsk, Confirmed},
		{9, "", StepWritten, Submitted},
		{10, "进入报名信息界面，查看候补信息", StepInfo, WantCancel},
		{11, "取消候补操作，点击“取消候补”按钮 弹出确认提示，点击“确定”", StepCancelAsk, Confirmed},
		{11, "弹出候补原因页面，选择取消候补原因，点击“确定”", StepCancelReason, Cancelled},
		{12, "候补取消成功后，可点击“查看已完成候补”按钮，进行查看", StepFinished, Back},
		{13, "候补成功后，考生可在笔试报考科目信息查看 已报考了笔试科目，考生可候补同级别口科目", StepInfo, WantOral},
		{14, "在口试报考页面，选择要报考的校区，点击“提交候补”按钮", StepOral, Submitted},
		{14, "保存成功后，在候补信息里查看正在候补信息", StepInfo, ShowFinished},
		{14, "点击“查看已完成候补”按钮，考生可查看自己的候补操作", StepFinished, Back},
		{15, "报考科目确认无误后，笔试科目点击“纸质成绩报告单”按钮", StepInfo, WantReport},
		{15, "弹出纸质成绩报告单/证书申请界面： 选择报告单类型： 点击“确定”", StepReport, Chosen},
		{15, "再次点击“确定”", StepReportAsk, Confirmed},
		{15, "保存成功", StepReport, Saved},
		{16, "点击“支付”", StepInfo, WantPay},
		{16, "页面提示确认报考信息，点击“去支付”", StepPay, Chosen},
		{16, "再次提示确认报考信息，点击“确定”", StepPayAsk, Confirmed},
		{16, "", StepPay, Ordered},
		{17, "页面跳转至支付平台，选择支付方式： 选择支付方式，进行支付", StepPlatform, Paid},
	}
}

func TestTheDocumentedWalkIsAPathOfTheTable(t *testing.T) {
	t.Parallel()
	walk := documentedWalk()
	at := StepLogin
	for i, w := range walk {
		if w.at != at {
			t.Fatalf("event %d of the walk is at %v, but the table has led to %v", i, w.at, at)
		}
		if i > 0 && (w.doc < walk[i-1].doc || w.doc > walk[i-1].doc+1) {
			t.Errorf("the walk goes from the documented step %d to %d", walk[i-1].doc, w.doc)
		}
		next := Step(0)
		for _, row := range rows(at) {
			if row.Event == w.event {
				next = row.To
			}
		}
		if next == 0 {
			t.Fatalf("at %v the table does not know %v (%s)", at, w.event, w.words)
		}
		at = next
	}
	if at != StepInfo || walk[len(walk)-1].doc != documented {
		t.Errorf("the walk ends at %v with the documented step %d", at, walk[len(walk)-1].doc)
	}
}

func TestTheDocumentedWalkVisitsEveryPlace(t *testing.T) {
	t.Parallel()
	for _, place := range Places() {
		for _, n := range place.Doc {
			if !slices.ContainsFunc(documentedWalk(), func(w walked) bool { return w.at == place.Step && w.doc == n }) {
				t.Errorf("the walk does not come to %v at the documented step %d", place.Step, n)
			}
		}
		if !slices.ContainsFunc(documentedWalk(), func(w walked) bool {
			return w.at == place.Step && strings.Contains(w.words, place.Label)
		}) {
			t.Errorf("the document does not say %q at %v", place.Label, place.Step)
		}
	}
}

// TestTheMachineWalksTheDocument lets the machine itself go the way: it shows
// the screens and the dialogs of the table, and no event is ignored.
func TestTheMachineWalksTheDocument(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.start()
	for _, w := range documentedWalk() {
		if got := r.machine.Step(); got != w.at {
			t.Fatalf("the machine is at %v, want %v", got, w.at)
		}
		below, emit := w.at, r.emit
		if over := placeOf(t, w.at).Over; over != 0 {
			below, emit = over, r.dialogEmits
		}
		if r.screen().step != below {
			t.Fatalf("the screen is that of %v, want %v", r.screen().step, below)
		}
		emit(w.event)
	}
	if len(r.ignored) != 0 {
		t.Errorf("ignored: %v", r.ignored)
	}
	if got := r.machine.Step(); got != StepInfo {
		t.Errorf("the walk ends at %v", got)
	}
}
