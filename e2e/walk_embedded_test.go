//go:build unix

package e2e

import (
	"strconv"
	"testing"
)

// TestTheWholeWalk is demo1's walk through the documented process, on a fresh
// machine with the embedded backend. The simulated others stand still until
// demo1 has cancelled and joined again, so that each position is known.
func TestTheWholeWalk(t *testing.T) {
	t.Parallel()
	data, who := t.TempDir(), zhang()
	c := start(t, "--data", data, "--practice-tick", "1h")
	c.waitFor("demo1@houbu.test 张三", "demo2@houbu.test 李四", "demo3@houbu.test 王五", "Houbu2026!")
	c.logIn(who)
	c.begin()
	c.agree()
	c.identify(who)
	c.mustShow("张三", "990101200501010010", "练习大学", "英语四级、英语六级、日语四级")
	c.review()

	c.pick()
	c.mustShow("无") // no seat is free
	ahead := c.number(`英语四级 +30 元 +无 +(\d+) 人`)
	c.activate("提交候补")
	c.open("确认提交候补")
	c.mustShow("校区：(993010)东校区", "科目：英语四级", "现在没有空余座位，前面有 "+strconv.Itoa(ahead)+" 人候补。")
	c.answer("确认提交候补", "取消")
	c.submit()
	c.mustShow("英语四级  正在候补  "+place(ahead), "校区：(993010)东校区")
	first := c.number(`候补号：(\d+)`)

	c.cancel("换了考试计划")
	c.mustShow("其他", "换了考试计划")
	c.activate("返回")
	c.atInfo()
	c.mustNotShow("正在候补")
	c.activate("笔试候补")
	c.pick()
	c.submit()
	c.mustShow(place(ahead)) // at the tail again
	if again := c.number(`候补号：(\d+)`); again <= first {
		t.Errorf("the number after joining again is %d, it was %d", again, first)
	}
	c.quit()

	c = start(t, "--data", data, "--practice-tick", "500ms")
	c.logIn(who)
	c.atInfo() // resumed, on a screen that moves by itself
	c.watchTheQueue(ahead+1, "候补成功：英语四级，请在规定时间内支付")
	c.mustShow("支付状态：未支付  30 元")

	c.joinOral("英语四级", "(993010)东校区", "保存成功，正在候补")
	c.mustShow("英语四级口试  正在候补", "校区：(993010)东校区")
	c.watchTheQueue(c.number(`第 (\d+) 位`), "候补成功：英语四级口试，请在规定时间内支付")
	c.activate("查看已完成候补")
	c.waitFor("英语四级口试", "候补成功", "已取消")
	c.press("Esc")
	c.applyForReport("纸质成绩报告单")
	c.pay("英语四级", "¥30.00", "支付宝")
	c.pay("英语四级口试", "¥50.00", "网银")
	c.mustNotShow("未支付", "[ 支付 ]", "[ 取消候补 ]")
	c.quit()
}
