package tui

import "fmt"

// Chrome holds every text that the machine shows by itself, in one language:
// one value for each language, handed to New.
type Chrome struct {
	Keys   KeyTexts
	Stages [StageCount]string // the progress line

	Online, Offline string // the connection, beside its mark
	OK, Yes, No     string // buttons
	// Cut says that the backend cannot be reached: the number of the next try, and
	// in how many seconds it comes, 0 while it is under way. compact: in less room.
	Cut        func(try, seconds int, compact bool) string
	BackOnline string // notice: it is reached again
	LabelEnd   string // between a label and what follows

	HelpTitle, HelpKeys        string
	QuitTitle, QuitText        string
	QuitYes, QuitNo, QuitAgain string

	// TooSmall says that the window has not the size that is needed.
	TooSmall func(needed, is Size) []string
	// Tones opens a notice, in the order of the tones; empty for none.
	Tones [4]string
}

// KeyTexts are the labels of the keys in the footer and the help.
type KeyTexts struct {
	Quit, Help, Refresh, Back, History    string
	More                                  string
	Next, Prev, Up, Down, Left, Right     string
	PageUp, PageDown, Home, End           string
	Space, Toggle, Activate, Lang, Scroll string
	Staff, Erase                          string
}

// ChineseChrome is the chrome in Chinese.
func ChineseChrome() Chrome {
	return Chrome{
		Keys: KeyTexts{
			Quit: "退出", Help: "帮助", Refresh: "刷新", Back: "返回", History: "经过",
			More: "更多",
			Next: "下一项", Prev: "上一项", Up: "上移", Down: "下移", Left: "左移", Right: "右移",
			PageUp: "上一页", PageDown: "下一页", Home: "开头", End: "末尾",
			Space: "空格", Toggle: "勾选", Activate: "确定", Lang: "语言", Scroll: "滚动",
			Staff: "工作人员", Erase: "删除",
		},
		Stages:  [StageCount]string{"登录", "协议", "资格", "确认", "笔试", "报名信息", "支付"},
		Online:  "在线",
		Offline: "离线",
		Cut:     chineseCut, BackOnline: "网络已恢复",
		OK:        "知道了",
		Yes:       "确定",
		No:        "取消",
		LabelEnd:  "：",
		HelpTitle: "帮助",
		HelpKeys:  "现在可用的按键",
		QuitTitle: "退出",
		QuitText:  "确定要退出吗？已保存的内容不会丢失，下次登录后从未完成的一步继续。",
		QuitYes:   "退出",
		QuitNo:    "继续报名",
		QuitAgain: "再按一次 Ctrl+C 直接退出。",
		TooSmall: func(needed, is Size) []string {
			return []string{
				"终端窗口太小",
				fmt.Sprintf("需要 %d×%d，现在 %d×%d", needed.Width, needed.Height, is.Width, is.Height),
				"放大窗口即可继续，内容不会丢失。",
			}
		},
		Tones: [4]string{"", "", "注意：", "出错："},
	}
}

func chineseCut(try, seconds int, compact bool) string {
	doing, when := "正在重新连接", ""
	if compact {
		doing = "重连"
	}
	if seconds > 0 {
		when = fmt.Sprintf("，%d 秒后", seconds)
	}
	return fmt.Sprintf("网络中断，%s（第 %d 次%s）… 已填写的内容都在", doing, try, when)
}
