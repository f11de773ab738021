package api

import "time"

// AuditAction says what a line of the audit trail is about.
type AuditAction string

// The actions of the audit trail.
const (
	AuditJoin     AuditAction = "join"     // 提交候补 for a candidate
	AuditCancel   AuditAction = "cancel"   // 取消候补 for a candidate
	AuditPassword AuditAction = "password" // a candidate's password was reset
	AuditUnlock   AuditAction = "unlock"   // a locked account was unlocked
	AuditUnbind   AuditAction = "unbind"   // an account and a student were parted
	AuditCapacity AuditAction = "capacity" // a pool has another capacity
	AuditWindows  AuditAction = "windows"  // the registration window was moved
	AuditImport   AuditAction = "import"   // a roster was imported
	AuditExport   AuditAction = "export"   // data of candidates left the backend
	AuditRefund   AuditAction = "refund"   // a payment was marked as refunded

	AuditStaffAdd      AuditAction = "staff_add"      // a member of the staff got a login
	AuditStaffDisable  AuditAction = "staff_disable"  // a staff login was disabled
	AuditStaffPassword AuditAction = "staff_password" // a member of the staff got another password
)

// AuditSubject is the kind of thing that a line of the audit trail is about.
type AuditSubject string

// The subjects of the audit trail, and what their keys are.
const (
	AboutCandidate AuditSubject = "candidate" // id of the student
	AboutAccount   AuditSubject = "account"   // id of an account that is bound to nobody
	AboutPool      AuditSubject = "pool"      // campus code and subject code
	AboutOrder     AuditSubject = "order"     // id of the order
	AboutWindow    AuditSubject = "window"    // registration
	AboutRoster    AuditSubject = "roster"    // candidates or seats
	AboutExport    AuditSubject = "export"    // registrations, waitlist or audit
	AboutStaff     AuditSubject = "staff"     // login
)

// AuditRow is a line of the audit trail. Lines are only ever added.
type AuditRow struct {
	No          int64        `json:"no" doc:"Counts up without a gap"`
	At          time.Time    `json:"at"`
	Staff       string       `json:"staff" doc:"Login of who did it; of the role console, the system's user at the backend's machine, as user@machine, which no login is like"`
	Role        Role         `json:"role" enum:"helper,manager,console" doc:"That they had then; console: it was a command on the backend's machine"`
	Address     string       `json:"address" doc:"Where the request came from; console for what was none"`
	Action      AuditAction  `json:"action"`
	SubjectKind AuditSubject `json:"subject_kind"`
	SubjectKey  string       `json:"subject_key"`
	SubjectName string       `json:"subject_name,omitempty" doc:"What the subject is called now: a candidate's name, an account's login, campus and subject of a pool, an order's number"`
	CandidateID string       `json:"candidate_id,omitempty" doc:"The candidate who can read it"`
	// CandidateName and CandidateNumber say whose id CandidateID is.
	CandidateName   string            `json:"candidate_name,omitempty"`
	CandidateNumber string            `json:"candidate_number,omitempty" doc:"Of the candidate's document, with most of it hidden"`
	Note            string            `json:"note" doc:"Empty for the role console"`
	Before          map[string]string `json:"before" doc:"What the action changed, as it was; never a password"`
	After           map[string]string `json:"after" doc:"What the action changed, as it is since"`
}

// Audit is a part of the audit trail, newest first.
type Audit struct {
	Rows []AuditRow `json:"rows"`
	Next int64      `json:"next,omitempty" doc:"Where there are more: what to ask before"`
}
