package exam

import (
	"go.yaml.in/yaml/v3"

	"houbu/api"
)

func emptyMapping() *yaml.Node { return &yaml.Node{Kind: yaml.MappingNode} }

// defaultDocumentTypes are those of the documented form, in its order.
func defaultDocumentTypes() []api.DocumentType {
	return []api.DocumentType{
		{Code: "1", Name: "中华人民共和国居民身份证"},
		{Code: "2", Name: "台湾居民往来大陆通行证"},
		{Code: "3", Name: "港澳居民来往内地通行证"},
		{Code: "4", Name: "护照"},
		{Code: "5", Name: "香港身份证"},
		{Code: "6", Name: "澳门身份证"},
		{Code: "7", Name: "港澳居民居住证"},
		{Code: "8", Name: "台湾居民居住证"},
		{Code: "9", Name: "外国人永久居留身份证"},
	}
}

// defaultCancelReasons are an assumption: no source lists the real ones.
func defaultCancelReasons() []api.CancelReason {
	return []api.CancelReason{
		{Code: "not_taking", Name: "不想参加本次考试"},
		{Code: "time_conflict", Name: "时间冲突"},
		{Code: "wrong_choice", Name: "选错科目或校区"},
		{Code: "other_subject", Name: "改报其他科目"},
		{Code: "waited_too_long", Name: "等待时间过长"},
		{Code: "other", Name: "其他", NeedsText: true},
	}
}

// defaultReportTypes are a report for the English subjects (1 and 2) and a
// certificate for the written others, as far as the session has them.
func defaultReportTypes(subjects []api.Subject) []api.ReportType {
	var english, others []string
	for _, s := range subjects {
		switch {
		case s.Kind != api.Written:
		case s.Code == "1" || s.Code == "2":
			english = append(english, s.Code)
		default:
			others = append(others, s.Code)
		}
	}
	out := []api.ReportType{{Code: "none", Name: "不需要"}}
	if english != nil {
		out = append(out, api.ReportType{Code: "report", Name: "纸质成绩报告单", Subjects: english})
	}
	if others != nil {
		out = append(out, api.ReportType{Code: "certificate", Name: "纸质证书", Subjects: others})
	}
	return out
}

// defaultMethods are the payment methods seen on the real platform.
func defaultMethods() []api.PayMethod {
	return []api.PayMethod{
		{Code: "bank", Name: "网银"},
		{Code: "alipay", Name: "支付宝"},
		{Code: "boc", Name: "中银智慧付"},
		{Code: "cmb", Name: "招行一网通"},
	}
}
