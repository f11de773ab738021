package api

import "time"

// Board is every pool with its numbers.
type Board struct {
	Now   time.Time   `json:"now" doc:"The backend's clock when the board was read; not part of the ETag"`
	Pools []BoardPool `json:"pools"`
}

// BoardPool is a pool with its numbers.
type BoardPool struct {
	ID          string     `json:"id"`
	SchoolCode  string     `json:"school_code"`
	School      string     `json:"school"`
	CampusCode  string     `json:"campus_code"`
	Campus      string     `json:"campus"`
	Subject     string     `json:"subject" doc:"Code of the subject"`
	SubjectName string     `json:"subject_name"`
	Capacity    int        `json:"capacity"`
	Held        int        `json:"held" doc:"Seats held and not paid yet"`
	Paid        int        `json:"paid" doc:"Seats paid"`
	Waiting     int        `json:"waiting"`
	NextExpiry  *time.Time `json:"next_expiry,omitempty" doc:"The first pay deadline (exclusive) of the seats held"`
}

// Queue is the length of a pool's queue over time, from its first entry on.
type Queue struct {
	Pool   string       `json:"pool"`
	Now    time.Time    `json:"now"`
	Points []QueuePoint `json:"points" doc:"Oldest first, at even distances; empty where nobody ever joined"`
}

// QueuePoint is the length of a queue at an instant.
type QueuePoint struct {
	At      time.Time `json:"at"`
	Waiting int       `json:"waiting"`
}

// StaffCapacity is another capacity of a pool.
type StaffCapacity struct {
	Capacity int    `json:"capacity" minimum:"0" maximum:"100000"`
	Note     string `json:"note" minLength:"1" maxLength:"500" doc:"Why; those who are offered a seat by it read it"`
}

// Windows are the windows of the exam session that are in force.
type Windows struct {
	Now           time.Time `json:"now"`
	OpensAt       time.Time `json:"opens_at" doc:"Registration opens (inclusive)"`
	ClosesAt      time.Time `json:"closes_at" doc:"Registration closes (exclusive)"`
	FileOpensAt   time.Time `json:"file_opens_at" doc:"As the session file has it"`
	FileClosesAt  time.Time `json:"file_closes_at" doc:"As the session file has it"`
	LastAllocAt   time.Time `json:"last_allocation_at" doc:"Of the session file: registration can close no later"`
	PaymentEndsAt time.Time `json:"payment_ends_at" doc:"Of the session file"`
	Open          bool      `json:"open" doc:"Registration is open now"`
}

// StaffWindows moves the registration window. What is missing is as in the session
// file again.
type StaffWindows struct {
	OpensAt  *time.Time `json:"opens_at,omitempty"`
	ClosesAt *time.Time `json:"closes_at,omitempty"`
	Note     string     `json:"note" minLength:"1" maxLength:"500" doc:"Why, for the audit trail; kept as one line (see the tag staff)"`
}
