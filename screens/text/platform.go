package text

import "houbu/api"

// Platform is what the payment platform's screen says (step 17).
type Platform struct {
	Title, Help   string
	Amount        string
	Methods       string // 支付方式
	TimeLeft      string
	Scan          string // scan the code with a phone
	Address       string
	TooSmall      string // no room for the code
	Refresh       string // 更新
	Refreshing    string
	Done          string // back to the info
	States        map[api.OrderState]string
	State         string
	PaidNotice    string
	RefusedNotice string
	ExpiredNotice string
	Refund        string
	RefundLabel   string
	Subject       string
	Until         string // when the time to pay ends
	StillOpen     string // after 更新: the platform has not been paid
}

func zhPlatform() Platform {
	return Platform{
		Title:  "支付平台",
		Help:   "用手机扫描二维码，或在浏览器里打开支付地址，选择支付方式并支付。已扣款而状态仍是未支付时，点击“更新”，不要重复支付。",
		Amount: "金额", Methods: "支付方式", TimeLeft: "剩余时间",
		Scan: "用手机扫码支付，付完本页自动更新。", Address: "支付地址", TooSmall: "窗口太小，放不下二维码：请放大窗口，或打开支付地址。付完本页自动更新。",
		Refresh: "更新", Refreshing: "正在向支付平台核对", Done: "返回",
		State: "支付状态",
		States: map[api.OrderState]string{
			api.OrderOpen: "未支付", api.OrderPaid: "已支付", api.OrderRefused: "已放弃支付", api.OrderExpired: "支付已逾期",
		},
		PaidNotice: "支付成功", RefusedNotice: "已放弃支付，座位让给下一位",
		ExpiredNotice: "支付时间已过，座位让给下一位",
		Refund:        "有一笔重复或迟到的付款，将原路退回",
		RefundLabel:   "退款",
		Subject:       "科目", Until: "支付截止",
		StillOpen: "支付平台还没有收到付款。支付完成后本页会自动更新，请不要重复支付。",
	}
}
