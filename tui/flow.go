package tui

// Step is a place of the documented process. The numbers of the documented
// steps that it covers are in Places.
type Step int

// The steps. Those marked overlay are dialogs over the step named.
const (
	StepLogin         Step = iota + 1 // 1: line, account, password
	StepHome                          // 2: 开始报名
	StepAgreement                     // 3: 同意
	StepIdentity                      // 4: 查询
	StepReview                        // 5: 保存并继续
	StepPhone                         // 6: overlay on StepReview
	StepStudentRecord                 // 7: overlay on StepReview
	StepWritten                       // 8: 提交候补
	StepWrittenAsk                    // 9: overlay on StepWritten
	StepInfo                          // 10 and 13: 报名信息
	StepCancelAsk                     // 11: overlay on StepInfo
	StepCancelReason                  // 11: 取消候补原因
	StepFinished                      // 12: 查看已完成候补
	StepOral                          // 14: 口试
	StepReport                        // 15: 纸质成绩报告单
	StepReportAsk                     // 15: overlay on StepReport, the second 确定
	StepPay                           // 16: 支付, 去支付
	StepPayAsk                        // 16: overlay on StepPay
	StepPlatform                      // 17: 支付方式
)

// Event is what a screen reports. Screens never name the next screen.
type Event int

// The events.
const (
	LoggedIn       Event = iota + 1 // the login succeeded and nothing is done yet
	ResumeIdentity                  // the first step not done is the identity check
	ResumeReview                    // … the review of the record
	ResumeWritten                   // … the written registration
	ResumeInfo                      // something is held or waited for: 报名信息
	Started                         // 开始报名
	Agreed                          // 同意
	Identified                      // 查询 found the student
	Checked                         // the record is ticked, 保存并继续
	Confirmed                       // 确定 in a dialog
	Declined                        // 取消 in a dialog, or Esc
	Saved                           // 保存成功
	Chosen                          // a choice is made and wants its dialog
	Submitted                       // 提交候补 is done
	ShowInfo                        // 报名信息
	WantJoin                        // another written subject
	WantCancel                      // 取消候补
	Cancelled                       // the entry is cancelled
	ShowFinished                    // 查看已完成候补
	WantOral                        // 口试候补
	WantReport                      // 纸质成绩报告单
	WantPay                         // 支付
	Ordered                         // the order exists: to the payment platform
	Paid                            // the platform says paid
	Back                            // Esc, or 返回
	LoggedOut                       // logged out, or the session ended; from anywhere
)

// Place describes a step: its name, the documented steps that it covers, and
// for an overlay the step that it lies over.
type Place struct {
	Step  Step
	Name  string
	Doc   []int
	Over  Step   // zero: a screen of its own
	Label string // the documented label
}

// Transition is one row of the table: at From, on Event, go to To.
type Transition struct {
	From  Step
	Event Event
	To    Step
}
