package script

// Exit is the exit code of a command. The numbers are stable: scripts decide by
// them.
type Exit int

// The exit codes. Exits describes them.
const (
	Done        Exit = 0
	Failed      Exit = 1
	Usage       Exit = 2
	NoLogin     Exit = 3
	Refused     Exit = 4
	NotFound    Exit = 5
	Conflict    Exit = 6
	Offline     Exit = 7
	Busy        Exit = 8
	Unknown     Exit = 9
	TimedOut    Exit = 10
	Never       Exit = 11
	Declined    Exit = 12
	NoKeyring   Exit = 13
	Interrupted Exit = 130
)

// Meaning describes an exit code, in both languages.
type Meaning struct {
	Exit             Exit
	English, Chinese string
}

// Exits are all exit codes, the one table from which the man pages are made and
// which docs/scripts.md repeats.
func Exits() []Meaning {
	return []Meaning{
		{Done, "done", "完成"},
		{Failed, "failed for another reason", "其他原因的失败"},
		{Usage, "the command line is wrong; nothing was sent", "命令行有误，什么都没有提交"},
		{NoLogin, "not logged in, the login has expired, or the password is wrong", "没有登录、登录已失效，或密码错误"},
		{Refused, "refused by a rule, such as a subject of the level that is taken", "规则不允许，例如同级别已报或已候补"},
		{NotFound, "no such entry, campus or subject", "没有这个候补、校区或科目"},
		{Conflict, "too late: closed, ended, nothing to pay, or the key was used for something else", "来不及了：已截止、已结束、没有待支付的科目，或幂等键已用于别的请求"},
		{Offline, "the server was not reached; nothing was done", "连接不上服务器，什么都没有做"},
		{Busy, "the server is busy or failed, or the practice data is in use; nothing was done, try later", "服务器忙或出错，或练习数据正被占用；什么都没有做，稍后再试"},
		{Unknown, "the outcome is not known: run the same command again with the same --key", "结果未知：用同样的 --key 再运行一次同样的命令"},
		{TimedOut, "--timeout has passed before the state was reached", "到了 --timeout 还没有等到"},
		{Never, "the state waited for cannot be reached any more", "等的状态不会再出现"},
		{Declined, "the question was not answered with yes; nothing was done", "没有确认，什么都没有做"},
		{NoKeyring, "the system keyring cannot be used: set HOUBU_TOKEN", "系统密钥环不能用：请设置 HOUBU_TOKEN"},
		{Interrupted, "interrupted by Ctrl+C or SIGTERM", "被 Ctrl+C 或 SIGTERM 中断"},
	}
}
