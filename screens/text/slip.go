package text

// Slip is what a printed slip says. Its labels end with what stands before the
// value.
type Slip struct {
	Joined, Got, Cancelled string // titles: what was done
	Ordered, Paid          string

	Exam, Receipt, At        string
	Subject, Campus          string
	Position, PositionFormat string // with the place in the queue
	Sequence, PayBy, Amount  string
	Document                 string

	Scan string // above the QR code
	Keep string // at the end
	Then string // at the end of a slip with a place in the queue

	Failed string // notice: nothing was printed
}

func zhSlip() Slip {
	return Slip{
		Joined: "候补提交成功", Got: "候补成功，请支付", Cancelled: "候补已取消", Ordered: "订单已生成", Paid: "支付成功",
		Exam: "考次：", Receipt: "回执号：", At: "时间：", Subject: "科目：", Campus: "校区：",
		Position: "当时位置：", PositionFormat: "第 %d 位", Sequence: "候补号：", PayBy: "支付截止：", Amount: "金额：",
		Document: "证件号码：",
		Scan:     "用手机扫码，或打开下面的地址支付",
		Keep:     "请妥善保管。查询和咨询请报回执号",
		Then:     "位置会随他人取消而提前，以登录后看到的为准。",
		Failed:   "没能打印凭条，办理的结果不受影响；需要时请记下回执号",
	}
}
