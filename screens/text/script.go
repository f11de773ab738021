package text

import "houbu/api"

// Script is what the commands for scripts say to people: in tables, questions and
// error messages.
type Script struct {
	State, Position, Number string // column headings
	Progress                string // how far the candidate is
	Steps                   map[api.Progress]string
	Roster                  string // a seat that the school had registered
	Key                     string // the idempotency key
	Order                   string // an order's number
	Nothing                 string // neither waited for nor held
	AskFormat               string // after a question, with the word that says yes
	YesWords                []string
	Retrying                string // the line is cut while waiting

	OutcomeUnknown string
	TimedOut       string
	NeverFormat    string // with the states waited for
	Interrupted    string
	Declined       string
	NoTerminal     string // nobody can be asked
	NotLoggedIn    string
	NoKeyring      string
	LoggedIn       string
	LoggedOut      string
	PayLink        string // before the address
	PayHere        string // the page is there only while the program runs

	SubjectUnknown, CampusUnknown, ReasonUnknown, EntryUnknown string // each with what was given
	SubjectNowhere                                             string // no campus has it; with its name
	TextNotTaken, TextTooLong                                  string
	StateUnknown                                               string
	KeyBad                                                     string

	Advice ScriptAdvice
}

// ScriptAdvice says what to do about an error.
type ScriptAdvice struct {
	Usage, Login, Relogin, Steps, Look, Later, Network, KeyFormat, WaitAgain, Yes, Env, Reason string
	OneOfFormat                                                                                string // with what there is to choose from
}

func zhScript() Script {
	return Script{
		State: "状态", Position: "位置", Number: "编号", Progress: "报名进度",
		Steps: map[api.Progress]string{
			api.NextAgreement: "尚未同意报名协议", api.NextIdentity: "尚未查验资格", api.NextReview: "尚未确认学籍信息",
			api.NextWritten: "可以提交候补", api.NextInfo: "已有候补或报考科目",
		},
		Roster: "学校已报考", Key: "幂等键", Order: "订单号", Nothing: "没有候补，也没有报考的科目",
		AskFormat: "确定吗？输入 %s 确定，其他放弃：", YesWords: []string{"y", "yes", "是", "确定"},
		Retrying:       "连接中断或服务器出错，稍后自动重试",
		OutcomeUnknown: "结果未知：没有收到应答，也没能核对到结果",
		TimedOut:       "等待超时",
		NeverFormat:    "等不到了：没有候补会再变为 %s",
		Interrupted:    "已中断",
		Declined:       "已放弃，什么都没有提交",
		NoTerminal:     "这一步不能撤回，需要确认，而标准输入不是终端",
		NotLoggedIn:    "没有登录",
		NoKeyring:      "这台机器上没有可用的系统密钥环",
		LoggedIn:       "登录成功，已存入系统密钥环",
		LoggedOut:      "已退出登录",
		PayLink:        "支付地址",
		PayHere:        "练习考次的支付页面只在本程序运行时能打开：请加 --wait",

		SubjectUnknown: "没有科目 %q", CampusUnknown: "没有校区 %q", ReasonUnknown: "没有取消原因 %q", EntryUnknown: "没有候补 %q",
		SubjectNowhere: "您的学校没有校区设有科目“%s”",
		TextNotTaken:   "原因“%s”不需要具体说明", TextTooLong: "具体原因太长：最多 %d 个字符",
		StateUnknown: "没有状态 %q", KeyBad: "幂等键应为 8 到 64 个字母、数字、- 或 _",
		Advice: zhScriptAdvice(),
	}
}

func zhScriptAdvice() ScriptAdvice {
	return ScriptAdvice{
		Usage:       "用 --help 查看用法",
		Login:       "请先运行 houbu login（用同样的 --server），或设置环境变量 HOUBU_TOKEN",
		Relogin:     "请核对后重新运行 houbu login",
		Steps:       "请先用 houbu 在界面里完成前面的步骤",
		Look:        "用 houbu status 查看现在的情况",
		Later:       "请稍后再试",
		Network:     "请检查网络和 --server；什么都没有提交，可以再试",
		KeyFormat:   "用 --key %s 再运行一次同样的命令，不会重复提交",
		WaitAgain:   "接着等用 houbu status --wait，等支付用 houbu pay --wait",
		Yes:         "请在终端里运行，或加 --yes",
		Env:         `请改用环境变量：export HOUBU_TOKEN="$(houbu login --print-token)"，--server 要一样`,
		Reason:      "这个原因要用 --text 写明",
		OneOfFormat: "可以写：%s",
	}
}
