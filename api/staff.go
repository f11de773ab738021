package api

import "time"

// Role is what a member of the staff may do.
type Role string

// The roles of staff. A manager may do what a helper may. Nobody logs in with the
// role of the console: it stands in the audit trail, for what was done with a command
// on the backend's machine.
const (
	RoleHelper  Role = "helper"
	RoleManager Role = "manager"
	RoleConsole Role = "console"
)

// StaffLogin is the request of a member of the staff to log in.
type StaffLogin struct {
	Login    string `json:"login" minLength:"1" maxLength:"64"`
	Password string `json:"password" minLength:"1" maxLength:"128"`
}

// StaffSession is a staff login: a bearer token, which is no candidate's, and who
// it is for.
type StaffSession struct {
	Token     string    `json:"token" doc:"Bearer token; keep it in memory only"`
	ExpiresAt time.Time `json:"expires_at"`
	Staff     Staff     `json:"staff"`
}

// Staff is a member of the staff.
type Staff struct {
	Login string `json:"login"`
	Role  Role   `json:"role" enum:"helper,manager"`
}

// StaffNote is a request that needs nothing but the reason: it is kept in the audit
// trail, and the candidate reads it.
type StaffNote struct {
	Note string `json:"note" minLength:"1" maxLength:"500" doc:"Why, for the audit trail and for the candidate; kept as one line (see the tag staff)"`
}
