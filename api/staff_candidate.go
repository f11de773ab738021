package api

import "time"

// StaffSearch asks for candidates. It is a POST, so that no identity number stands
// in an address, which proxies log.
type StaffSearch struct {
	By    string `json:"by" enum:"any,number,name,student_no,phone" doc:"any: each of the others, and the account's login"`
	Text  string `json:"text" minLength:"1" maxLength:"128" doc:"Exact; of a name the beginning is enough"`
	After string `json:"after,omitempty" maxLength:"64" doc:"The next of the answer before, for what follows it"`
	Limit int    `json:"limit,omitempty" minimum:"0" maximum:"100" doc:"How many at most; 0 is 50"`
}

// StaffHits answers a StaffSearch.
type StaffHits struct {
	Hits []StaffHit `json:"hits"`
	Next string     `json:"next,omitempty" doc:"Where there are more: what to ask after"`
}

// StaffHit is a candidate found: a student of the roster with the account bound, or
// an account that is bound to nobody.
type StaffHit struct {
	ID        string `json:"id" doc:"What the other operations call the candidate"`
	Name      string `json:"name,omitempty"`
	TypeCode  string `json:"document_type,omitempty"`
	Number    string `json:"document_number,omitempty"`
	School    string `json:"school,omitempty"`
	Campus    string `json:"campus,omitempty"`
	StudentNo string `json:"student_no,omitempty"`
	Account   string `json:"account,omitempty" doc:"Login of the account bound"`
	Phone     string `json:"phone,omitempty" doc:"Of the account bound"`
}

// StaffCandidate is a candidate as the staff sees them: what the candidate's own
// operations answer, and the accounts.
type StaffCandidate struct {
	ID       string         `json:"id"`
	Now      time.Time      `json:"now"`
	Home     *Candidate     `json:"home,omitempty" doc:"Step 2; none without an account"`
	Record   *Record        `json:"record,omitempty" doc:"Step 5; none without a student"`
	Info     *Info          `json:"info,omitempty" doc:"Step 10; none without a student"`
	Finished *Finished      `json:"finished,omitempty" doc:"Step 12; none without a student"`
	Accounts []StaffAccount `json:"accounts" doc:"Bound to the student, or the account itself"`
}

// StaffAccount is an account of a candidate.
type StaffAccount struct {
	ID          string     `json:"id"`
	Login       string     `json:"login"`
	Phone       string     `json:"phone"`
	BoundAt     *time.Time `json:"bound_at,omitempty"`
	AgreedAt    *time.Time `json:"agreed_at,omitempty"`
	ConfirmedAt *time.Time `json:"confirmed_at,omitempty"`
	Failures    int        `json:"failures" doc:"Failed logins that are counted"`
	LockedUntil *time.Time `json:"locked_until,omitempty" doc:"No login before this"`
}

// StaffJoin is 提交候补 for a candidate.
type StaffJoin struct {
	CampusCode string `json:"campus_code" minLength:"1" maxLength:"16"`
	Subject    string `json:"subject" minLength:"1" maxLength:"16"`
	Note       string `json:"note" minLength:"1" maxLength:"500" doc:"Why, for the audit trail and for the candidate; kept as one line (see the tag staff)"`
}

// StaffCancellation is 取消候补 for a candidate.
type StaffCancellation struct {
	EntryID string `json:"entry_id" minLength:"1" maxLength:"64"`
	Reason  string `json:"reason" minLength:"1" maxLength:"32" doc:"Code of the cancel reason"`
	Text    string `json:"text,omitempty" maxLength:"200" doc:"For reasons that take a text"`
	Note    string `json:"note" minLength:"1" maxLength:"500" doc:"Why, for the audit trail and for the candidate; kept as one line (see the tag staff)"`
}

// StaffPassword is a password that was reset.
type StaffPassword struct {
	Receipt  Receipt `json:"receipt"`
	Password string  `json:"password,omitempty" doc:"To be told to the candidate. It is answered once: a repeat of the request has none, and another reset makes another"`
}

// StaffAction is what the staff did to a candidate, as the candidate reads it.
type StaffAction struct {
	At     time.Time   `json:"at"`
	Role   Role        `json:"role" enum:"helper,manager" doc:"Of who did it"`
	Action AuditAction `json:"action"`
	Note   string      `json:"note"`
}
