package api

import "time"

// Pool is one campus × subject, as a candidate sees it when choosing
// (steps 8 and 14).
type Pool struct {
	CampusCode string `json:"campus_code"`
	Campus     string `json:"campus"`
	SchoolCode string `json:"school_code"`
	School     string `json:"school"`
	Subject    string `json:"subject" doc:"Code of the subject"`
	Free       bool   `json:"free" doc:"有 (true) or 无: remaining seats are not shown as a number"`
	Waiting    int    `json:"waiting" doc:"People waiting now"`
	Blocked    Code   `json:"blocked,omitempty" doc:"Why this candidate cannot choose it: not_qualified, level_taken, window_closed, written_required, written_unpaid"`
}

// Pools answers PathPools.
type Pools struct {
	Kind  Kind   `json:"kind"`
	Pools []Pool `json:"pools"`
}

// EntryState is the state of a waitlist entry.
type EntryState string

// The states of an entry. joined = paid + cancelled + expired + closed +
// waiting + offered at any instant.
const (
	Waiting   EntryState = "waiting"   // 正在候补
	Offered   EntryState = "offered"   // 候补成功, seat held until the pay deadline
	Paid      EntryState = "paid"      // 已支付
	Cancelled EntryState = "cancelled" // 已取消
	Expired   EntryState = "expired"   // 逾期未支付
	Closed    EntryState = "closed"    // 候补截止, or no longer eligible
)

// Entry is a place in the waitlist of a pool (候补信息).
type Entry struct {
	ID          string       `json:"id"`
	Kind        Kind         `json:"kind"`
	Subject     string       `json:"subject" doc:"Code of the subject"`
	SubjectName string       `json:"subject_name"`
	CampusCode  string       `json:"campus_code"`
	Campus      string       `json:"campus"`
	Sequence    int64        `json:"sequence" doc:"Number given out with the join's commit, per pool; it orders; 0 for a seat of the roster"`
	State       EntryState   `json:"state" enum:"waiting,offered,paid,cancelled,expired,closed"`
	Ahead       int          `json:"ahead" doc:"People ahead while waiting; the position is ahead + 1"`
	JoinedAt    time.Time    `json:"joined_at"`
	ChangedAt   time.Time    `json:"changed_at" doc:"Last change of state or position seen by the backend"`
	PayBy       *time.Time   `json:"pay_by,omitempty" doc:"Pay deadline (exclusive) while offered"`
	EndedAt     *time.Time   `json:"ended_at,omitempty"`
	Reason      string       `json:"reason,omitempty" doc:"Why it ended, for people"`
	CanCancel   bool         `json:"can_cancel"`
	History     []EntryEvent `json:"history,omitempty" doc:"Oldest first"`
	Roster      bool         `json:"roster,omitempty" doc:"No entry: a seat that the school had registered, and that was released"`
}

// EntryEvent is a line of an entry's history that its candidate may read.
type EntryEvent struct {
	At     time.Time `json:"at"`
	What   string    `json:"what" enum:"joined,registered,skipped,offered,paid,cancelled,expired,closed" doc:"registered: a seat of the roster, which did not wait"`
	Reason string    `json:"reason,omitempty" doc:"Why, for people"`
}

// Registration is a seat held (笔试报考科目信息, 口试报考科目信息).
type Registration struct {
	ID          string     `json:"id"`
	Kind        Kind       `json:"kind"`
	Subject     string     `json:"subject"`
	SubjectName string     `json:"subject_name"`
	Level       int        `json:"level"`
	CampusCode  string     `json:"campus_code"`
	Campus      string     `json:"campus"`
	Time        string     `json:"time"`
	FeeFen      int        `json:"fee_fen"`
	Paid        bool       `json:"paid" doc:"支付状态: 已支付 or 未支付"`
	PayBy       *time.Time `json:"pay_by,omitempty" doc:"Pay deadline (exclusive) while unpaid"`
	EntryID     string     `json:"entry_id,omitempty" doc:"The waitlist entry it came from"`
	Report      string     `json:"report,omitempty" doc:"Code of the report type chosen"`
	CanCancel   bool       `json:"can_cancel" doc:"Its entry can still be cancelled: 候补成功 and not paid"`
	Actions     []Action   `json:"actions" doc:"What is possible with it now"`

	History []EntryEvent `json:"history,omitempty" doc:"Of its entry, or of a seat of the roster; oldest first"`
}

// Action is something a candidate can do now on the info screen.
type Action string

// The actions of the info screen (steps 11 to 16).
const (
	ActionOral   Action = "oral"   // 口试候补
	ActionReport Action = "report" // 纸质成绩报告单
	ActionPay    Action = "pay"    // 支付
	ActionJoin   Action = "join"   // another written subject can be waitlisted
)

// Info is 报名信息 (step 10): everything a candidate holds or waits for.
type Info struct {
	Now           time.Time      `json:"now" doc:"The backend's clock when the state was read; not part of the ETag"`
	Entries       []Entry        `json:"entries" doc:"候补信息: waiting ones, written and oral"`
	Written       []Registration `json:"written" doc:"笔试报考科目信息"`
	Oral          []Registration `json:"oral" doc:"口试报考科目信息"`
	FinishedCount int            `json:"finished_count" doc:"Lines under 查看已完成候补"`
	Actions       []Action       `json:"actions" doc:"What is possible now, apart from the rows' own"`
	StaffActions  []StaffAction  `json:"staff_actions,omitempty" doc:"What the staff did to this candidate, newest first, at most 100"`
}

// Finished answers PathFinished: entries that have ended or led to a seat, and
// seats of the roster that were released, newest first (step 12).
type Finished struct {
	Entries []Entry `json:"entries"`
}

// Join is 提交候补 (steps 8, 9 and 14).
type Join struct {
	CampusCode string `json:"campus_code" minLength:"1" maxLength:"16"`
	Subject    string `json:"subject" minLength:"1" maxLength:"16"`
}

// Cancellation is 取消候补 with its reason (step 11).
type Cancellation struct {
	Reason string `json:"reason" minLength:"1" maxLength:"32" doc:"Code of the cancel reason"`
	Text   string `json:"text,omitempty" maxLength:"200" doc:"For reasons that take a text"`
}

// ReportChoice is the application for a paper report (step 15).
type ReportChoice struct {
	Type string `json:"type" minLength:"1" maxLength:"32"`
}

// ReceiptKind says what a receipt is for.
type ReceiptKind string

// The kinds of receipt.
const (
	ReceiptJoin   ReceiptKind = "join"
	ReceiptCancel ReceiptKind = "cancel"
	ReceiptReport ReceiptKind = "report"
	ReceiptOrder  ReceiptKind = "order"

	// Of the staff.
	ReceiptPassword ReceiptKind = "password"
	ReceiptUnlock   ReceiptKind = "unlock"
	ReceiptUnbind   ReceiptKind = "unbind"
	ReceiptCapacity ReceiptKind = "capacity"
	ReceiptWindows  ReceiptKind = "windows"
	ReceiptRefund   ReceiptKind = "refund"
)

// Receipt is the stored answer to an irreversible request. It is written in
// the same transaction as what it attests and kept for the whole session.
type Receipt struct {
	Key      string      `json:"key" doc:"The idempotency key"`
	Kind     ReceiptKind `json:"kind" enum:"join,cancel,report,order,password,unlock,unbind,capacity,windows,refund"`
	Number   string      `json:"number,omitempty" doc:"What a person tells the support staff: J (join) or C (cancel) with pool and sequence, P (order) with the beginning of the order's id"`
	At       time.Time   `json:"at" doc:"When it was done, by the backend's clock"`
	EntryID  string      `json:"entry_id,omitempty"`
	Pool     string      `json:"pool,omitempty" doc:"Campus code and subject code; with an order over several registrations, each of theirs"`
	Sequence int64       `json:"sequence,omitempty" doc:"The entry's number in the pool; none with an order over several registrations, or over one of the roster"`
	Campus   string      `json:"campus,omitempty"`
	Subject  string      `json:"subject,omitempty"`
	State    EntryState  `json:"state,omitempty" doc:"State of the entry at that instant: waiting, or offered when a seat was free"`
	OrderID  string      `json:"order_id,omitempty"`
	Audit    int64       `json:"audit,omitempty" doc:"Done by the staff: number of its line in the audit trail"`
}
