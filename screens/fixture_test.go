package screens

import (
	"fmt"
	"strings"
	"time"

	"houbu/api"
	"houbu/client"
)

// testNow is when every test happens, in a fixed zone so that golden files do
// not depend on the machine's.
func testNow() time.Time {
	return time.Date(2026, 9, 21, 10, 0, 0, 0, time.FixedZone("CST", 8*60*60))
}

// testLines are the two documented lines.
func testLines() []client.Endpoint {
	return []client.Endpoint{
		{Name: "公网", URL: "https://cet-bm.example.test"},
		{Name: "教育网", URL: "https://cet-bm.edu.example.test"},
	}
}

// testExam is an exam session like the practice session.
func testExam() api.Exam {
	now := testNow()
	return api.Exam{
		ID: "practice", Name: "2026年下半年全国大学英语四、六级考试（练习考次）",
		Now: now, OpensAt: now.Add(-48 * time.Hour), ClosesAt: now.Add(74*time.Hour + 30*time.Minute),
		PaymentEndsAt: now.Add(98*time.Hour + 30*time.Minute), LastAllocAt: now.Add(97 * time.Hour),
		PayWindowSec:  24 * 60 * 60,
		DocumentTypes: testDocumentTypes(), Subjects: testSubjects(), CancelReasons: testReasons(),
		ReportTypes: []api.ReportType{
			{Code: "none", Name: "不需要"},
			{Code: "paper", Name: "纸质成绩报告单", Subjects: []string{"1", "2"}},
			{Code: "certificate", Name: "纸质证书", Subjects: []string{"3", "4", "5", "6", "7", "8", "9"}},
		},
		Methods:   []api.PayMethod{{Code: "bank", Name: "网银"}, {Code: "alipay", Name: "支付宝"}},
		Agreement: "2026-2", Exclusive: "level",
		Practice: &api.Practice{Password: "Houbu2026!", Accounts: []api.DemoAccount{
			{Account: "demo1@houbu.test", Name: "张三", Document: "990101200501010010", About: "从头开始：协议、资格审核、候补、支付"},
			{Account: "demo2@houbu.test", Name: "李四", Document: "99010120050101007X", About: "已有英语四级，未支付：口试候补、报告单、支付"},
			{Account: "demo3@houbu.test", Name: "王五", Document: "990101200402290037", About: "资格科目为无"},
		}},
	}
}

func testDocumentTypes() []api.DocumentType {
	return []api.DocumentType{
		{Code: "1", Name: "中华人民共和国居民身份证"}, {Code: "2", Name: "台湾居民往来大陆通行证"},
		{Code: "3", Name: "港澳居民来往内地通行证"}, {Code: "4", Name: "护照"},
		{Code: "5", Name: "香港身份证"}, {Code: "6", Name: "澳门身份证"},
		{Code: "7", Name: "港澳居民居住证"}, {Code: "8", Name: "台湾居民居住证"},
		{Code: "9", Name: "外国人永久居留身份证"},
	}
}

func testSubjects() []api.Subject {
	written := func(code, name string, level int, at string, fee int) api.Subject {
		return api.Subject{Code: code, Name: name, Kind: api.Written, Level: level, Time: at, FeeFen: fee}
	}
	oral := func(code, name string, level int, at string) api.Subject {
		return api.Subject{Code: code, Name: name, Kind: api.Oral, Level: level, Time: at, FeeFen: 5000}
	}
	return []api.Subject{
		written("1", "英语四级", 4, "2026-12-12 9:00–11:20", 3000),
		written("2", "英语六级", 6, "2026-12-12 15:00–17:25", 3000),
		written("3", "日语四级", 4, "2026-12-12 9:00–11:10", 3000),
		written("4", "日语六级", 6, "2026-12-12 15:00–17:10", 3000),
		written("5", "德语四级", 4, "2026-12-12 9:00–11:10", 3000),
		written("6", "德语六级", 6, "2026-12-12 15:00–17:10", 3000),
		written("7", "俄语四级", 4, "2026-12-12 9:00–11:10", 3000),
		written("8", "俄语六级", 6, "2026-12-12 15:00–17:10", 3000),
		written("9", "法语四级", 4, "2026-12-12 9:00–11:10", 4500),
		oral("F1", "英语四级口试", 4, "2026-11-21"),
		oral("F2", "英语六级口试", 6, "2026-11-22"),
	}
}

func testReasons() []api.CancelReason {
	return []api.CancelReason{
		{Code: "unwanted", Name: "不想参加本次考试"}, {Code: "clash", Name: "时间冲突"},
		{Code: "mistake", Name: "选错科目或校区"}, {Code: "other_subject", Name: "改报其他科目"},
		{Code: "too_long", Name: "等待时间过长"}, {Code: "other", Name: "其他", NeedsText: true},
	}
}

// testCandidate is 张三, who is as far as next says.
func testCandidate(next api.Progress) api.Candidate {
	candidate := api.Candidate{
		Account: "demo1@houbu.test", Phone: "13800000001", Next: next, Status: api.StatusNotRegistered,
	}
	switch next {
	case api.NextReview:
		candidate.Name = "张三"
	case api.NextWritten:
		candidate.Name, candidate.Status = "张三", api.StatusNoSubject
	case api.NextInfo:
		candidate.Name, candidate.Status = "张三", api.StatusConfirmed
	case api.NextAgreement, api.NextIdentity:
	}
	return candidate
}

// testRecord is the record of 张三.
func testRecord() api.Record {
	return api.Record{
		Name: "张三", Sex: "男", TypeCode: "1", Number: "990101200501010010",
		SchoolCode: "99301", School: "测试大学", CampusCode: "993010", Campus: "测试大学主校区",
		Education: "本科", Duration: "4", EntryYear: "2023", Grade: "三", Department: "计算机学院",
		Major: "软件工程", Class: "软工2301", StudentNo: "2023010001", Remark: "",
		Qualified: []string{"英语四级", "英语六级", "日语四级"}, Phone: "13800000001",
	}
}

// refusal is the backend saying no with a code.
func refusal(code api.Code) error {
	return &client.Error{Op: "test", Kind: client.Refused, Code: code}
}

// failure is the line to the backend failing in a way.
func failure(kind client.Kind) error {
	return &client.Error{Op: "test", Kind: kind}
}

// testAgreement is long enough to scroll on every size of terminal.
func testAgreement() string {
	paragraph := "考生应如实填写报名信息，遵守考场规则，诚信应考；不得委托他人代考，不得以任何方式作弊。" +
		"违反者按《国家教育考试违规处理办法》处理，已缴费用不予退还。"
	var b strings.Builder
	b.WriteString("全国大学英语四、六级考试报名协议及诚信承诺书\n")
	for i := range 24 {
		fmt.Fprintf(&b, "\n第 %d 条  %s\n", i+1, paragraph)
	}
	return b.String()
}
