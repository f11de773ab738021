package exam

import (
	"slices"

	"houbu/api"
)

// unique reports an item whose code stands in the list already.
func unique(m *mapping, seen map[string]int, code string) {
	if line, twice := seen[code]; twice {
		m.bad("code", "代码 %s 已在第 %d 行用过", code, line)
		return
	}
	seen[code] = m.line("code")
}

func subjects(m *mapping) []api.Subject {
	items, there := m.list("subjects")
	if !there {
		m.bad("subjects", "缺少；请列出科目及费用")
	}
	var out []api.Subject
	seen := map[string]int{}
	names := map[string]int{}
	for _, item := range items {
		s := api.Subject{
			Code: item.code("code"), Name: item.text("name", true),
			Kind:  api.Kind(item.choice("kind", true, string(api.Written), string(api.Oral))),
			Level: item.count("level", 0, 9), Time: item.text("time", true),
			FeeFen: item.fee("fee"), Requires: item.text("requires", false),
		}
		unique(item, seen, s.Code)
		if line, twice := names[s.Name]; twice {
			item.bad("name", "科目名称已在第 %d 行用过", line)
		}
		names[s.Name] = item.line("name")
		item.finish()
		out = append(out, s)
	}
	checkRequires(items, out)
	return out
}

// checkRequires checks that each oral subject has a written one of its own level to
// rest on, and that the one it names, where it does, is such.
func checkRequires(items []*mapping, all []api.Subject) {
	for i, s := range all {
		at := slices.IndexFunc(all, func(w api.Subject) bool { return w.Code == s.Requires && w.Kind == api.Written })
		switch {
		case s.Kind == api.Written && s.Requires != "":
			items[i].bad("requires", "只有口试科目才写 requires；请删去")
		case s.Kind == api.Oral && s.Requires == "": // any written one of the level
			if !slices.ContainsFunc(all, func(w api.Subject) bool { return w.Kind == api.Written && w.Level == s.Level }) {
				items[i].bad("level", "没有同级别的笔试科目，无人可以报考这门口试；请加上笔试科目，或删去这一项")
			}
		case s.Requires == "":
		case at < 0:
			items[i].bad("requires", "没有代码为 %s 的笔试科目", s.Requires)
		case all[at].Level != s.Level:
			items[i].bad("requires", "笔试科目 %s 的级别（level）与本科目不同", s.Requires)
		}
	}
}

func documentTypes(m *mapping) []api.DocumentType {
	items, there := m.list("document_types")
	if !there {
		return defaultDocumentTypes()
	}
	var out []api.DocumentType
	seen := map[string]int{}
	for _, item := range items {
		d := api.DocumentType{Code: item.code("code"), Name: item.text("name", true)}
		if len(d.Code) > 2 { // what api.Identity carries
			item.bad("code", "证件类型代码最多 2 个字符")
		}
		unique(item, seen, d.Code)
		item.finish()
		out = append(out, d)
	}
	return out
}

func cancelReasons(m *mapping) []api.CancelReason {
	items, there := m.list("cancel_reasons")
	if !there {
		return defaultCancelReasons()
	}
	var out []api.CancelReason
	seen := map[string]int{}
	for _, item := range items {
		c := api.CancelReason{
			Code: item.code("code"), Name: item.text("name", true),
			NeedsText: item.flag("needs_text", false),
		}
		unique(item, seen, c.Code)
		item.finish()
		out = append(out, c)
	}
	return out
}

// reportTypes reads the types of paper report; none when the session's switch
// is off.
func reportTypes(m *mapping, subjects []api.Subject) []api.ReportType {
	on := m.flag("paper_report", false)
	items, there := m.list("report_types")
	var out []api.ReportType
	seen := map[string]int{}
	for _, item := range items {
		t := api.ReportType{Code: item.code("code"), Name: item.text("name", true), Subjects: item.codes("subjects")}
		for i, code := range t.Subjects {
			if slices.Contains(t.Subjects[:i], code) {
				item.bad("subjects", "科目 %s 重复；请只留一个", code)
			}
			if !slices.ContainsFunc(subjects, func(s api.Subject) bool { return s.Code == code }) {
				item.bad("subjects", "没有代码为 %s 的科目", code)
			}
		}
		unique(item, seen, t.Code)
		item.finish()
		out = append(out, t)
	}
	switch {
	case !on:
		return nil
	case !there:
		return defaultReportTypes(subjects)
	}
	return out
}

func methods(m *mapping) []api.PayMethod {
	items, there := m.list("payment_methods")
	if !there {
		return defaultMethods()
	}
	var out []api.PayMethod
	seen := map[string]int{}
	for _, item := range items {
		p := api.PayMethod{Code: item.code("code"), Name: item.text("name", true)}
		unique(item, seen, p.Code)
		item.finish()
		out = append(out, p)
	}
	return out
}
