package text

import "houbu/api"

// DeskPayments is what the orders say at the support desk.
type DeskPayments struct {
	Title, Help, Loading                     string
	Number                                   string // label of the field
	Search, Attention                        string // buttons
	Missing                                  string
	FoundFormat, MoreFormat, AttentionFormat string // with a number
	None, NoAttention                        string
	Order, Name, Amount, State, Needs        string // columns
	NeedNames                                map[api.Need]string
	CreatedFormat, PayByFormat               string // with a time
	PaymentFormat                            string // with reference, amount, method and time
	GivenUp                                  string // in place of an amount of 0
	RefundDue, RefundedFormat                string
	NoPayments                               string
	Ask, Asking, Asked                       string // the platform, again
	Refund                                   string
	NothingToRefund                          string
	RefundTitle, RefundHelp, RefundAbout     string
	RefundWhichFormat                        string // with the order's number, the payment's reference and the amount
	RefundDoing, RefundDone                  string
}

func zhDeskPayments() DeskPayments {
	return DeskPayments{
		Title: "支付",
		Help: "先列出需要人处理的订单：要退款的，和过了时间还不知道结果的。按订单号可以查找任何订单。在订单上按 Enter 查看考生。\n" +
			"“再问支付平台”不会扣款。主管在款项退回以后标记退款，标记本身不移动款项。",
		Loading: "正在读取订单", Number: "订单号", Search: "查找", Attention: "待处理",
		Missing: "请输入订单号！", FoundFormat: "找到 %d 个订单", MoreFormat: "只列出前 %d 个订单，还有更多", AttentionFormat: "%d 个订单需要处理",
		None: "没有找到订单", NoAttention: "没有需要处理的订单",
		Order: "订单号", Name: "姓名", Amount: "金额", State: "状态", Needs: "待处理",
		NeedNames:     map[api.Need]string{api.NeedRefund: "退款", api.NeedAsk: "结果不明"},
		CreatedFormat: "下单：%s", PayByFormat: "支付截止：%s", PaymentFormat: "%s  %s  %s  %s", GivenUp: "放弃支付",
		RefundDue: "要退款", RefundedFormat: "%s 已标记退款", NoPayments: "支付平台没有报告过付款",
		Ask: "再问支付平台", Asking: "正在向支付平台核对", Asked: "已向支付平台核对，订单状态：%s",
		Refund: "标记退款", NothingToRefund: "没有要退的款",
		RefundTitle: "标记退款", RefundHelp: "先在支付平台把款项退回，再在这里标记。说明写怎样退的，记入审计记录，考生能看到。",
		RefundAbout: "标记不移动款项：请先在支付平台退回。", RefundWhichFormat: "订单 %s，付款 %s，%s",
		RefundDoing: "正在标记退款", RefundDone: "已标记退款",
	}
}
