//go:build unix

package e2e

import "strings"

// The steps with a seat.

// joinOral is step 14, for a written subject held.
func (c *term) joinOral(written, campus, outcome string) {
	c.t.Helper()
	c.activate("口试候补")
	c.waitFor("口试报考", "已报考笔试："+written, "报考校区", "口试  ")
	c.waitGone("正在读取")
	c.choose(" 元", campus)
	c.activate("提交候补")
	c.waitFor(outcome)
	c.atInfo()
}

// applyForReport is step 15: the type, 确定, 保存, and 确定 again.
func (c *term) applyForReport(kind string) {
	c.t.Helper()
	c.atInfo()
	c.activate("纸质成绩报告单")
	c.waitFor("纸质成绩报告单/证书申请", "保存：请先选择类型并点击“确定”")
	c.choose("(", kind)
	c.activate("确定")
	c.waitFor("已选择：" + kind)
	c.activate("保存")
	c.answer("确认申请", "确定")
	c.waitFor("保存成功")
	c.atInfo()
	c.mustShow("报告单：" + kind)
}

// pay is steps 16 and 17: confirm the registration info, 去支付, confirm again,
// and pay on the cashier's page at the address shown. The terminal finds out by
// itself.
func (c *term) pay(subject, amount, method string) {
	c.t.Helper()
	c.atInfo()
	c.activate("支付")
	c.waitFor("请确认报考信息", "去支付", subject)
	c.activate("去支付")
	c.answer("再次确认报考信息", "确定")
	c.waitFor("支付平台", "支付状态： 未支付", "支付方式", "剩余时间", subject)
	platform := c.await("the address and its QR code", func(v view) bool {
		return v.address() != "" && v.showsCode(c.t, v.address())
	})
	newPayer(c.t).pay(platform.address(), method, amount)
	c.waitFor("支付成功")
	c.atInfo()
	c.mustShow("支付状态：已支付")
}

// address is the payment address on the platform's screen, which stands in a
// column beside the QR code.
func (v view) address() string {
	const column = 42
	var left strings.Builder
	for y := range v.lines {
		left.WriteString(strings.TrimSpace(v.cells(y, 0, column)) + "\n")
	}
	_, after, _ := strings.Cut(left.String(), "支付地址：\n")
	address, _, _ := strings.Cut(after, "用手机")
	return strings.ReplaceAll(address, "\n", "")
}
