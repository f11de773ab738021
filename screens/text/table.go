// Package text is the one table of what the screens say, a value for each
// language. Labels are the documented ones, to the character. It knows no
// screen and no terminal.
package text

import (
	"houbu/api"
	"houbu/api/term"
)

// Table is everything the screens say in one language. Each screen has its own
// part, in the file named after the screen.
type Table struct {
	Common    Common
	Errors    Errors
	Login     Login
	Home      Home
	Agreement Agreement
	Identity  Identity
	Review    Review
	Written   Written
	Info      Info
	Cancel    Cancel
	Finished  Finished
	Oral      Oral
	Report    Report
	Pay       Pay
	Platform  Platform
	Slip      Slip
	Script    Script
	Desk      Desk
}

// Chinese returns the Chinese table, the first language of the product.
func Chinese() *Table {
	return &Table{
		Common: zhCommon(), Errors: zhErrors(), Login: zhLogin(), Home: zhHome(),
		Agreement: zhAgreement(), Identity: zhIdentity(), Review: zhReview(),
		Written: zhWritten(), Info: zhInfo(), Cancel: zhCancel(), Finished: zhFinished(),
		Oral: zhOral(), Report: zhReport(), Pay: zhPay(), Platform: zhPlatform(), Slip: zhSlip(),
		Script: zhScript(), Desk: zhDesk(),
	}
}

// Common is what several screens say.
type Common struct {
	OK, Cancel, Back, Save  string
	Yes, No                 string // 有, 无 (seats)
	Loading                 string // what is being done when nothing better is known
	Retry                   string // F5 tries again
	Unknown                 string // the reply to an irreversible request was lost
	Checking                string // button meanwhile
	SaveDone                string // 保存成功
	StateNames              map[api.EntryState]string
	Paid, Unpaid            string
	SessionEnded            string
	ReceiptFormat           string // what was done, with the receipt's number
	YuanFormat              string // with a decimal number of yuan
	TimeFormat, MinuteClock string // Go layouts
	SecondClock             string // Go layout
}

func zhCommon() Common {
	return Common{
		OK: "确定", Cancel: "取消", Back: "返回", Save: "保存",
		Yes: "有", No: "无",
		Loading: "正在读取",
		Retry:   "按 F5 重试",
		Unknown: "结果未知，正在核对", Checking: "正在核对",
		SaveDone:   "保存成功",
		StateNames: term.States(),
		Paid:       "已支付", Unpaid: "未支付",
		SessionEnded: "登录已失效，请重新登录",
		YuanFormat:   "%s 元", ReceiptFormat: "%s（回执号 %s）",
		TimeFormat: "2006-01-02 15:04:05", MinuteClock: "01-02 15:04", SecondClock: "15:04:05",
	}
}
