package sshd

import (
	"fmt"
	"strings"
	"time"
)

// Text is what the server says beside the screens, in one language; what is for
// whoever set the client up is in English as well.
type Text struct {
	// Lines on the plain terminal.
	NeedTerminal, NoCommand, Dumb string // why there is no session
	Full, Address                 string
	Idle, Closing, Fault, Broken  string // why it ended
	Busy                          string // of a second session on a connection
	Banner                        string

	// Notices above the footer.
	IdleSoon    func(left time.Duration) string
	ClosingSoon func(left time.Duration) string
}

// ChineseText is the text in Chinese.
func ChineseText() Text {
	return Text{
		NeedTerminal: "需要在终端里使用：请用 ssh -t 连接。 A terminal is needed: connect with ssh -t.",
		NoCommand:    "只提供候补报名，不能执行命令、传文件或转发端口。 No commands, files or forwarding here.",
		Dumb:         "这个终端（TERM=dumb）不能显示候补报名。 This terminal cannot show the program.",
		Full:         "当前使用的人已满，请稍后再连接。 All sessions are in use; try again later.",
		Address:      "您所在的地址同时使用的人已满，请稍后再连接。 Too many sessions from your address; try again later.",
		Idle:         "长时间没有操作，连接已结束。已提交的不会丢失，重新连接后继续。",
		Closing:      "服务器正在重启，连接已结束。已提交的不会丢失，请稍后重新连接。",
		Fault:        "程序出错，连接已结束。已提交的不会丢失，请重新连接。",
		Broken:       "现在不能使用，请稍后再连接。",
		Busy:         "one session a connection",
		Banner:       "全国大学英语四、六级考试（CET）候补报名\n连接后在页面上登录。请勿在公用电脑上保存密码。\n",
		IdleSoon: func(left time.Duration) string {
			return fmt.Sprintf("长时间没有操作，%s后断开；按任意键继续", strings.TrimLeft(span(left), " "))
		},
		ClosingSoon: func(left time.Duration) string {
			return fmt.Sprintf("服务器将在%s后重启：已提交的不会丢失，请稍后重新连接", span(left))
		},
	}
}

// span is a duration in words, to the second, with the space that parts it from a
// word before it.
func span(d time.Duration) string {
	d = d.Round(time.Second)
	minutes, seconds := int(d/time.Minute), int(d%time.Minute/time.Second)
	switch {
	case minutes == 0:
		return fmt.Sprintf(" %d 秒", seconds)
	case seconds == 0:
		return fmt.Sprintf(" %d 分钟", minutes)
	}
	return fmt.Sprintf(" %d 分 %d 秒", minutes, seconds)
}
