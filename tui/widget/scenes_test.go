package widget

import (
	"fmt"
	"strings"
	"testing"
)

// scene is a widget in a state that is worth a look.
type scene struct {
	name  string
	ascii bool
	build func(t *testing.T, kit Kit) Element
}

const longChinese = "北京市海淀区中关村大街“甲”二十七号·测试大学第一教学楼…三层东侧外国语学院办公室（收）"

func scenes() []scene {
	return []scene{
		{"field-empty", false, func(_ *testing.T, kit Kit) Element {
			return NewField(kit, FieldOptions{Label: "账号", Placeholder: "邮箱或手机号"})
		}},
		{"field-long", false, func(_ *testing.T, kit Kit) Element {
			f := NewField(kit, FieldOptions{Label: "通讯地址", Value: longChinese})
			f.Focus()
			return f
		}},
		{"field-long-start", false, func(_ *testing.T, kit Kit) Element {
			f := NewField(kit, FieldOptions{Label: "通讯地址", Value: longChinese, Cells: 24})
			f.Focus()
			press(f, kit.Keys.Home, kit.Keys.Right)
			return f
		}},
		{"field-messages", false, func(_ *testing.T, kit Kit) Element {
			f := NewField(kit, FieldOptions{Label: "证件号码", Value: "99010120050101001", Limit: 18})
			f.Focus()
			f.Update(pasted("990101\n200501010010"))
			f.SetError("身份证号码长度错误！")
			f.SetWarning("与证件类型“港澳居民来往内地通行证”的一般格式不同，请再看一遍；确认无误可以继续。")
			return f
		}},
		{"field-password", true, func(_ *testing.T, kit Kit) Element {
			f := NewField(kit, FieldOptions{Label: "密码", Password: true, Value: "密码 secret"})
			f.Focus()
			return f
		}},
		{"choice", false, func(_ *testing.T, kit Kit) Element {
			c := NewChoice(kit, "线路", lineOptions(), nil)
			c.SetValue("edu")
			c.Focus()
			c.SetError("请选择线路！")
			return c
		}},
		{"choice-scrolled", false, func(_ *testing.T, kit Kit) Element {
			c := NewChoice(kit, "证件类型", numbered(9), nil)
			c.SetHeight(5)
			c.Focus()
			press(c, kit.Keys.End, kit.Keys.Toggle, kit.Keys.Up)
			return c
		}},
		{"checkbox", false, func(_ *testing.T, kit Kit) Element {
			c := NewCheckbox(kit, "我已阅读并接受遵守本网站报名协议及诚信承诺书，并知道违反承诺的后果由本人承担。", nil)
			c.Focus()
			press(c, kit.Keys.Toggle)
			return c
		}},
		{"checkbox-error", true, func(_ *testing.T, kit Kit) Element {
			c := NewCheckbox(kit, "我已检查并确认学籍与资格信息正确", nil)
			c.SetError("请勾选确认")
			return c
		}},
		{"buttons", false, func(_ *testing.T, kit Kit) Element {
			b := NewButtons(kit, nil, actionButtons()...)
			b.Focus()
			press(b, kit.Keys.Right)
			return b
		}},
		{"buttons-busy", true, func(_ *testing.T, kit Kit) Element {
			b := NewButtons(kit, nil, Button{ID: "ok", Label: "提交候补"}, Button{ID: "no", Label: "返回"})
			b.Focus()
			b.SetBusy("ok", "正在提交…")
			return b
		}},
	}
}

func lineOptions() []Option {
	return []Option{
		{ID: "public", Label: "公网", Note: "12 ms"},
		{ID: "edu", Label: "教育网", Note: "cet-bm.neea.edu.cn"},
		{ID: "spare", Label: "备用线路", Disabled: true, Reason: "本考次没有开通备用线路，开通后会在这里显示，届时按 F5 刷新即可选用"},
	}
}

func numbered(n int) []Option {
	options := make([]Option, n)
	for i := range options {
		options[i] = Option{ID: fmt.Sprint(i), Label: fmt.Sprintf("第 %d 种证件", i+1)}
	}
	return options
}

func actionButtons() []Button {
	return []Button{
		{ID: "pay", Label: "支付", Disabled: true, Reason: "候补成功后才能支付"},
		{ID: "finished", Label: "查看已完成候补"},
		{ID: "oral", Label: "口试候补"},
		{ID: "report", Label: "纸质成绩报告单"},
		{ID: "cancel", Label: "取消候补", Disabled: true},
		{ID: "refresh", Label: "刷新"},
	}
}

func agreementText(paragraphs int) Text {
	var b strings.Builder
	for i := range paragraphs {
		fmt.Fprintf(&b, "第%d条  考生须如实填写报名信息，遵守《国家教育考试违规处理办法》的规定；因信息有误（含 CET-SET4 口试）造成的后果由考生本人承担。\n", i+1)
	}
	return Text(strings.TrimSpace(b.String()))
}

func recordSections() []Section {
	return []Section{
		{Heading: "学籍信息", Facts: []Fact{
			{"姓名", "张三"},
			{"证件类型", "中华人民共和国居民身份证"},
			{"证件号码", "990101200501010010"},
			{"笔试报名学校", "(99301)测试大学"},
			{"备注", "转专业学生\x1b[31m；2025 年 9 月由材料科学与工程学院转入计算机科学与技术学院，学号不变"},
		}},
		{Heading: "资格信息", Facts: []Fact{{"资格科目", "英语四级、英语六级、日语四级"}}},
	}
}
