//go:build unix

package e2e

// The documented steps, as a candidate does them. Each ends when the step that
// follows is on the screen, ready for keys.

// logIn is step 1.
func (c *term) logIn(who person) {
	c.t.Helper()
	c.waitFor(" ms", "全国大学英语") // the line is measured, the exam session is read
	c.fill("账号", who.account)
	c.fill("密码", who.password)
	c.activate("登录")
	c.waitGone("线路")
}

// begin is step 2.
func (c *term) begin() {
	c.t.Helper()
	c.waitFor("报名首页", "考次名称", "未报名")
	c.activate("开始报名")
	c.waitFor("报名协议", "%", "[ ] 我已阅读")
	c.waitGone("正在读取")
}

// agree is step 3.
func (c *term) agree() {
	c.t.Helper()
	c.mustShow("同意：请先勾选上面一项")
	c.focus("我已阅读并接受遵守本网站报名协议及诚信承诺书")
	c.press("Space")
	c.waitFor("[x] 我已阅读")
	c.activate("同意")
	c.waitFor("资格审核", "证件类型")
}

// fillIdentity fills in the three mandatory fields of step 4.
func (c *term) fillIdentity(who person) {
	c.t.Helper()
	c.waitFor("资格审核", "证件类型")
	c.choose("(", "中华人民共和国居民身份证")
	c.fill("证件号码", who.number)
	c.fill("姓名", who.name)
}

// identify is step 4.
func (c *term) identify(who person) {
	c.t.Helper()
	c.fillIdentity(who)
	c.activate("查询")
	c.atReview()
}

func (c *term) atReview() {
	c.t.Helper()
	c.waitFor("资格信息确认", "学籍信息", "资格科目", "请勾选确认")
	c.waitGone("正在读取")
}

// review is steps 5, 6 and 7.
func (c *term) review() {
	c.t.Helper()
	c.atReview()
	c.focus("我已检查并确认学籍与资格信息正确")
	c.press("Space")
	c.waitFor("[x] 我已检查", "保存并继续")
	c.activate("保存并继续")
	c.answer("确认手机号码", "确定")
	c.answer("确认学籍信息", "确定")
	c.waitFor("保存成功")
	c.atWritten()
}

func (c *term) atWritten() {
	c.t.Helper()
	c.waitFor("笔试报名", "校区", "科目", "注：同级别科目仅能候补一科。")
	c.waitGone("正在读取")
}

// pick chooses 英语四级 at the eastern campus in step 8.
func (c *term) pick() {
	c.t.Helper()
	c.atWritten()
	c.choose("9930", "东校区") // the campuses stand with their codes
	c.choose(" 元", "英语四级")  // the subjects with their fees
}

// submit is 提交候补 of step 8 and its dialog, step 9, where no seat is free.
func (c *term) submit() {
	c.t.Helper()
	c.activate("提交候补")
	c.answer("确认提交候补", "确定")
	c.waitFor("提交成功，正在候补")
	c.atInfo()
	c.mustShow("正在候补")
}

func (c *term) atInfo() {
	c.t.Helper()
	c.waitFor("候补信息", "笔试报考科目信息", "口试报考科目信息", "查看已完成候补")
	c.waitGone("正在读取")
}

// cancel is step 11: the button, the dialog, in which the safe button is the
// default, and the reason 其他 with a text.
func (c *term) cancel(why string) {
	c.t.Helper()
	c.atInfo()
	c.activate("取消候补")
	if first := c.open("取消候补"); first != "[ 不取消 ]" {
		c.t.Errorf("%q has the focus at first, not the safe button", first)
	}
	c.answer("取消候补", "确定")
	c.waitFor("取消候补原因")
	c.choose("(", "其他")
	c.fill("具体原因", why)
	c.activate("确定")
	c.waitFor("候补取消成功", "查看已完成候补", "已取消")
}
