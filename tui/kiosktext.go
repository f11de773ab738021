package tui

import (
	"fmt"
	"time"
)

// KioskText is what a kiosk says by itself. Its welcome page speaks Chinese and
// English at once: who walks up has chosen no language yet.
type KioskText struct {
	Title, Offers, Bring, Start []string // the welcome page, from top to bottom

	// How the last visit ended, on the welcome page. Nothing personal.
	Left, Idled, Fault, Broken string

	ScanUnused string // a document was scanned where nothing is done with it

	IdleTitle string
	Idle      func(seconds int) []string

	PINTitle, PINAsk, PINKeys, PINLooking, PINWrong string
	PINScanned                                      string // a document was scanned, which is nobody's PIN
	PINWait                                         func(left time.Duration) string
}

// NewKioskText is that text. It says both languages where anybody may read it,
// and Chinese where the staff does.
func NewKioskText() KioskText {
	return KioskText{
		Title: []string{"全国大学英语四、六级考试 候补报名", "College English Test · Waitlist registration"},
		Offers: []string{
			"查看余量，加入候补", "See free seats and join the waitlist",
			"查看候补进度，取消候补，支付", "Follow your place, cancel, pay",
			"申请纸质成绩报告单", "Apply for the paper report",
		},
		Bring: []string{"需要：报名账号和密码、身份证件号码", "You need your account, password and identity number"},
		Start: []string{"按任意键开始", "Press any key to start"},

		Left:   "上一位考生已退出，屏幕已清空 · The last visitor has left; the screen was cleared",
		Idled:  "长时间没有操作，已自动退出 · Logged out after a while without a key",
		Fault:  "程序出了故障，请重新开始；已提交的内容不受影响 · A fault; please start again, what was submitted is safe",
		Broken: "现在不能使用，请联系工作人员 · Out of order; please ask the staff",

		ScanUnused: "这里用不到扫描的号码，请在填写证件号码时再扫描。",

		IdleTitle: "还在吗？ Still there?",
		Idle: func(seconds int) []string {
			return []string{
				fmt.Sprintf("没有操作，%d 秒后自动退出并清除屏幕。", seconds),
				fmt.Sprintf("You will be logged out in %d s.", seconds),
				"",
				"按任意键继续 Press any key to go on",
			}
		},

		PINTitle: "工作人员", PINAsk: "请输入工作人员密码，退出程序：",
		PINKeys: "Enter 确定  Esc 取消", PINLooking: "正在核对", PINWrong: "密码不正确。",
		PINScanned: "扫描的是证件号码，不是密码。",
		PINWait: func(left time.Duration) string {
			return fmt.Sprintf("密码不正确。请过 %d 秒再试。", seconds(left))
		},
	}
}

// KioskChrome is the chrome of a machine on a kiosk, where leaving ends the visit.
func KioskChrome() Chrome {
	chrome := ChineseChrome()
	chrome.Keys.Quit = "结束使用"
	chrome.QuitTitle = "结束使用"
	chrome.QuitText = "确定要结束吗？将退出登录并清除屏幕。已提交的内容不会丢失，下次登录后从未完成的一步继续。"
	chrome.QuitYes = "结束"
	chrome.QuitAgain = "再按一次 Ctrl+C 直接结束。"
	return chrome
}
