package text

import (
	"maps"
	"reflect"
	"slices"
	"testing"
)

// TestLabelsAreTheDocumentedOnes looks for the labels and prompts of the
// documented process in the part of the screen that has them, to the character.
func TestLabelsAreTheDocumentedOnes(t *testing.T) {
	t.Parallel()
	table := Chinese()
	for screen, c := range map[string]struct {
		part   any
		labels []string
	}{
		"1 login":      {table.Login, []string{"登录", "账号", "密码"}},
		"2 home":       {table.Home, []string{"开始报名", "考次名称", "报名状态", "未报名", "未报科目", "已确认"}},
		"3 agreement":  {table.Agreement, []string{"同意", "我已阅读并接受遵守本网站报名协议及诚信承诺书"}},
		"4 identity":   {table.Identity, []string{"证件类型", "证件号码", "姓名", "查询"}},
		"5 review":     {table.Review, []string{"学籍信息", "资格信息", "请勾选确认", "保存并继续", "我已检查并确认学籍与资格信息正确"}},
		"5 facts":      {table.Review.Labels, documentedFacts()},
		"6 to 9":       {table.Common, []string{"确定", "保存成功"}},
		"8 written":    {table.Written, []string{"提交候补", "校区", "科目", "注：同级别科目仅能候补一科。", "报名信息"}},
		"10 info":      {table.Info, []string{"报名信息", "候补信息", "取消候补", "确定", "查看已完成候补"}},
		"10 and 13":    {table.Common.StateNames, []string{"正在候补", "候补成功"}},
		"11 cancel":    {table.Cancel, []string{"取消候补原因", "确定"}},
		"12 finished":  {table.Finished, []string{"查看已完成候补"}},
		"13 seats":     {table.Info, []string{"笔试报考科目信息", "口试报考科目信息"}},
		"14 oral":      {table.Oral, []string{"口试报考", "提交候补"}},
		"14 to 16":     {table.Info, []string{"口试候补", "纸质成绩报告单", "支付"}},
		"15 report":    {table.Report, []string{"纸质成绩报告单/证书申请", "报告单类型", "确定", "保存"}},
		"16 pay":       {table.Pay, []string{"去支付"}},
		"16 and 17":    {table.Common, []string{"已支付", "未支付"}},
		"17 platform":  {table.Platform, []string{"支付方式", "更新"}},
		"lost replies": {table.Common, []string{"结果未知，正在核对"}},
	} {
		t.Run(screen, func(t *testing.T) {
			t.Parallel()
			has := slices.Collect(maps.Values(texts(screen, reflect.ValueOf(c.part))))
			for _, label := range c.labels {
				if !slices.Contains(has, label) {
					t.Errorf("no text is %q", label)
				}
			}
		})
	}
}

// documentedFacts are the labels of the confirmation page.
func documentedFacts() []string {
	return []string{
		"姓名", "性别", "证件类型", "证件号码", "资格科目", "笔试报名学校", "笔试报名校区", "学历", "学制", "入学年份",
		"年级", "院系", "专业", "班级", "学号", "备注",
	}
}
