package api

import "time"

// Kind tells written subjects from oral ones.
type Kind string

// The kinds of subject.
const (
	Written Kind = "written" // 笔试
	Oral    Kind = "oral"    // 口试
)

// Exam is the exam session (考次) as candidates may see it: names, windows and
// choices. All of it comes from the session file.
type Exam struct {
	ID            string         `json:"id"`
	Name          string         `json:"name" doc:"考次名称"`
	Now           time.Time      `json:"now" doc:"The backend's clock, to count down by"`
	OpensAt       time.Time      `json:"opens_at" doc:"Registration opens (inclusive)"`
	ClosesAt      time.Time      `json:"closes_at" doc:"Registration closes (exclusive)"`
	PaymentEndsAt time.Time      `json:"payment_ends_at" doc:"Payment closes (exclusive)"`
	LastAllocAt   time.Time      `json:"last_allocation_at" doc:"No seat is given after this (exclusive)"`
	PayWindowSec  int            `json:"pay_window_seconds" doc:"Time to pay after a success"`
	DocumentTypes []DocumentType `json:"document_types"`
	Subjects      []Subject      `json:"subjects"`
	CancelReasons []CancelReason `json:"cancel_reasons"`
	ReportTypes   []ReportType   `json:"report_types" doc:"Empty when the session has no paper report"`
	Methods       []PayMethod    `json:"payment_methods"`
	Agreement     string         `json:"agreement_version"`
	Exclusive     string         `json:"exclusive" enum:"level,session"`
	Practice      *Practice      `json:"practice,omitempty" doc:"Only in a practice session"`
}

// DocumentType is a kind of identity document (证件类型).
type DocumentType struct {
	Code string `json:"code" example:"1"`
	Name string `json:"name" example:"中华人民共和国居民身份证"`
}

// Subject is a written or oral subject (科目).
type Subject struct {
	Code   string `json:"code" example:"1"`
	Name   string `json:"name" example:"英语四级"`
	Kind   Kind   `json:"kind" enum:"written,oral"`
	Level  int    `json:"level" example:"4"`
	Time   string `json:"time" doc:"When it is held, for people" example:"2026-12-12 9:00–11:20"`
	FeeFen int    `json:"fee_fen" doc:"Fee in fen"`
	// Requires is set for oral subjects; empty means any written one of the level.
	Requires string `json:"requires,omitempty" doc:"Oral: code of the written subject that it needs"`
}

// CancelReason is one of 取消候补原因.
type CancelReason struct {
	Code      string `json:"code"`
	Name      string `json:"name"`
	NeedsText bool   `json:"needs_text" doc:"其他 takes a text"`
}

// ReportType is a type of 纸质成绩报告单 or certificate.
type ReportType struct {
	Code     string   `json:"code"`
	Name     string   `json:"name"`
	Subjects []string `json:"subjects,omitempty" doc:"Subject codes it is for; all when empty"`
}

// PayMethod is a payment method of the session (支付方式).
type PayMethod struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// Practice describes the practice session's demo accounts, which stand on the
// login screen.
type Practice struct {
	Password string        `json:"password"`
	Accounts []DemoAccount `json:"accounts"`
}

// DemoAccount is a synthetic account of the practice session.
type DemoAccount struct {
	Account  string `json:"account"`
	Name     string `json:"name"`
	Document string `json:"document" doc:"Synthetic 证件号码 to type in"`
	About    string `json:"about" doc:"What one can try with it"`
}

// Health is the answer to a latency probe.
type Health struct {
	Status string    `json:"status" example:"ok"`
	Now    time.Time `json:"now"`
}
