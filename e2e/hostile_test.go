//go:build unix

package e2e

import "testing"

// TestHostileTexts has the server send control characters and escape sequences
// in every text that it may name: they are shown as placeholders. That none
// reached the terminal is checked when the program ends, as in every test.
func TestHostileTexts(t *testing.T) {
	t.Parallel()
	s, who := serve(t, 1, seats{"993010", "1", 0}), candidate(0)
	line := front(t, s.url(),
		"四、六级考试", `\u001b[2J\u001b]0;title\u0007考试\u202e`, "东校区", `东\u009b31m校\r区\u0000`,
		"练习大学", `练习\u001bc大学`, "英语四级", `英语\u001b[5n四级\n`, who.name, who.name+`\u200b`,
		"居民身份证", `居民\b身份证`, "一、考生须如实填写证件信息", `一、\u001b[1;1H考生`, "时间冲突", `时间\t冲突`,
	)
	c := start(t, "--server", line.url)
	c.logIn(who)
	c.begin()
	c.mustShow("␛[1;1H考生")
	c.agree()
	c.mustShow("居民␈身份证")
	c.choose("(", "中华人民共和国居民␈身份证")
	c.fill("证件号码", who.number)
	c.fill("姓名", who.name)
	c.activate("查询")
	c.review()
	c.mustShow("东⟨U+009B⟩31m校␍区␀", "英语␛[5n四级␊")
	c.choose(" 元", "英语␛[5n四级␊")
	c.submit()
	c.activate("取消候补")
	c.answer("取消候补", "确定")
	c.waitFor("时间␉冲突")
	c.choose("(", "不想参加本次考试")
	c.activate("确定")
	c.waitFor("候补取消成功", "英语␛[5n四级␊")
}
