package roster

import (
	"strings"

	"houbu/api"
	"houbu/backend/exam"
)

// Holding is one of 已报科目: a subject that is registered already.
type Holding struct {
	Subject string // code
	Paid    bool
}

// subjectOf finds a subject by its code or name.
func subjectOf(session *exam.Exam, value string) (api.Subject, bool) {
	for _, s := range session.Subjects {
		if strings.EqualFold(s.Code, narrow(value)) || s.Name == value {
			return s, true
		}
	}
	return api.Subject{}, false
}

// list splits a list at ; or ；. 无 is an empty list.
func (c *cells) list(column string) []string {
	value := c.text(column)
	if value == "" || value == "无" {
		return nil
	}
	var items []string
	for item := range strings.SplitSeq(strings.ReplaceAll(value, "；", ";"), ";") {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items
}

// qualified returns the codes of 资格科目, which are written subjects.
func (c *cells) qualified(session *exam.Exam) []string {
	var codes []string
	seen := map[string]bool{}
	for _, item := range c.list(colQualified) {
		s, ok := subjectOf(session, item)
		switch {
		case !ok:
			c.fail(colQualified, "有本考次没有的科目；请写科目代码或名称，用 ; 分隔")
		case s.Kind != api.Written:
			c.fail(colQualified, "口试科目不写在资格科目中")
		case seen[s.Code]:
			c.fail(colQualified, "同一科目写了两次")
		}
		seen[s.Code] = true
		codes = append(codes, s.Code)
	}
	return codes
}

// holdings returns 已报科目, written before oral.
func (c *cells) holdings(session *exam.Exam, qualified []string) []Holding {
	var written, oral []Holding
	taken := map[string]bool{}
	may := map[string]bool{}
	for _, code := range qualified {
		may[code] = true
	}
	for _, item := range c.list(colHeld) {
		name, paid := paidSuffix(item)
		s, ok := subjectOf(session, name)
		slot := string(s.Kind) + string(rune('0'+s.Level))
		switch {
		case !ok:
			c.fail(colHeld, "有本考次没有的科目；请写科目代码或名称，已支付的加（已支付），用 ; 分隔")
		case taken[slot]:
			c.fail(colHeld, "同级别只能报一科")
		case s.Kind == api.Written && !may[s.Code]:
			c.fail(colHeld, "有不在资格科目中的科目")
		}
		taken[slot] = true
		if s.Kind == api.Oral {
			oral = append(oral, Holding{Subject: s.Code, Paid: paid})
		} else {
			written = append(written, Holding{Subject: s.Code, Paid: paid})
		}
	}
	return append(written, oral...)
}

// paidSuffix takes （已支付） off an item, in brackets of either width.
func paidSuffix(item string) (name string, paid bool) {
	item = strings.NewReplacer("（", "(", "）", ")").Replace(item)
	name, paid = strings.CutSuffix(item, "(已支付)")
	return strings.TrimSpace(name), paid
}
