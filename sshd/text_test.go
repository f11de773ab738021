package sshd

import (
	"testing"
	"time"
)

// TestNotices reads what people are told while they are in.
func TestNotices(t *testing.T) {
	t.Parallel()
	words := ChineseText()
	for got, want := range map[string]string{
		words.IdleSoon(time.Minute):         "长时间没有操作，1 分钟后断开；按任意键继续",
		words.IdleSoon(4 * time.Second):     "长时间没有操作，4 秒后断开；按任意键继续",
		words.ClosingSoon(15 * time.Second): "服务器将在 15 秒后重启：已提交的不会丢失，请稍后重新连接",
		words.ClosingSoon(90 * time.Second): "服务器将在 1 分 30 秒后重启：已提交的不会丢失，请稍后重新连接",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
