package api

import "time"

// Progress is the first step that a candidate has not done yet. The backend
// knows it, so that a candidate resumes there on any machine.
type Progress string

// The values of Progress, in the order of the documented steps.
const (
	NextAgreement Progress = "agreement" // step 3: nothing done yet
	NextIdentity  Progress = "identity"  // step 4: agreed
	NextReview    Progress = "review"    // step 5: identified
	NextWritten   Progress = "written"   // step 8: confirmed, nothing held or waited for
	NextInfo      Progress = "info"      // step 10: an entry or a registration exists
)

// Login is the request to log in (step 1).
type Login struct {
	Account  string `json:"account" minLength:"1" maxLength:"128" doc:"E-mail or phone"`
	Password string `json:"password" minLength:"1" maxLength:"128"`
}

// Session is a login: a bearer token and who it is for.
type Session struct {
	Token     string    `json:"token" doc:"Bearer token; keep it in memory, or in the system's keyring"`
	ExpiresAt time.Time `json:"expires_at"`
	Candidate Candidate `json:"candidate"`
}

// Candidate is the account that is logged in and how far it is (step 2).
type Candidate struct {
	Account string   `json:"account"`
	Phone   string   `json:"phone" doc:"The account's phone number, for the dialog of step 6"`
	Name    string   `json:"name,omitempty" doc:"姓名, once bound to a student"`
	Next    Progress `json:"next" enum:"agreement,identity,review,written,info"`
	Status  string   `json:"status" enum:"not_registered,no_subject,confirmed" doc:"报名状态: 未报名, 未报科目, 已确认"`
	// PayBy is there so that who only looks in learns that a seat is to be paid.
	PayBy *time.Time `json:"pay_by,omitempty" doc:"The first pay deadline (exclusive) of the seats held unpaid"`
}

// The values of Candidate.Status (报名状态).
const (
	StatusNotRegistered = "not_registered" // 未报名: no student bound, or record not confirmed and nothing held
	StatusNoSubject     = "no_subject"     // 未报科目: confirmed, nothing held or waited for
	StatusConfirmed     = "confirmed"      // 已确认: something is held or waited for, perhaps by the roster
)

// Agreement is the text of the session's agreement (step 3).
type Agreement struct {
	Version  string     `json:"version"`
	Text     string     `json:"text" doc:"Plain text, paragraphs separated by newlines"`
	AgreedAt *time.Time `json:"agreed_at,omitempty" doc:"When this account agreed to this version"`
}

// Consent agrees to a version of the agreement.
type Consent struct {
	Version string `json:"version" minLength:"1" maxLength:"64"`
}

// Identity is the request of step 4, 查询. The server normalises and checks
// again what the client has normalised and checked.
type Identity struct {
	Type   string `json:"type" minLength:"1" maxLength:"2" doc:"Code of 证件类型"`
	Number string `json:"number" minLength:"1" maxLength:"18" doc:"证件号码"`
	Name   string `json:"name" minLength:"1" maxLength:"64" doc:"姓名"`
}

// Record is what step 5 shows: 学籍信息 and 资格信息. Read-only.
type Record struct {
	Name       string   `json:"name"`                                    // 姓名
	Sex        string   `json:"sex"`                                     // 性别
	TypeCode   string   `json:"document_type"`                           // 证件类型, code
	Number     string   `json:"document_number"`                         // 证件号码
	SchoolCode string   `json:"school_code"`                             // 5 digits
	School     string   `json:"school"`                                  // 笔试报名学校
	CampusCode string   `json:"campus_code"`                             // 6 digits
	Campus     string   `json:"campus"`                                  // 笔试报名校区
	Education  string   `json:"education"`                               // 学历
	Duration   string   `json:"duration"`                                // 学制
	EntryYear  string   `json:"entry_year"`                              // 入学年份
	Grade      string   `json:"grade"`                                   // 年级
	Department string   `json:"department"`                              // 院系
	Major      string   `json:"major"`                                   // 专业
	Class      string   `json:"class"`                                   // 班级
	StudentNo  string   `json:"student_no"`                              // 学号
	Remark     string   `json:"remark"`                                  // 备注
	Qualified  []string `json:"qualified" doc:"资格科目, names; empty is 无"` // 资格科目
	Phone      string   `json:"phone"`                                   // the account's phone
	Confirmed  bool     `json:"confirmed" doc:"Saved with 保存并继续 before"`
}

// Confirmation is sent after the checkbox and both dialogs (steps 5 to 7).
type Confirmation struct {
	RecordChecked bool `json:"record_checked" doc:"我已检查并确认学籍与资格信息正确"`
	PhoneRight    bool `json:"phone_right"`
	StudentRight  bool `json:"student_right"`
}
