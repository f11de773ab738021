package script

import (
	"time"

	"houbu/api"
)

// Status is the document of houbu status.
type Status struct {
	At      string       `json:"at"` // the backend's clock
	Exam    Exam         `json:"exam"`
	Next    api.Progress `json:"next"` // the first step not done
	Entries []Entry      `json:"entries"`
}

// Exam names the exam session (考次).
type Exam struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Entry is a place in a queue, a seat, or how either ended.
type Entry struct {
	ID             string         `json:"id,omitempty"`              // of the waitlist entry; none for a seat of the roster
	RegistrationID string         `json:"registration_id,omitempty"` // of the seat
	Kind           api.Kind       `json:"kind"`
	Subject        string         `json:"subject"`
	SubjectName    string         `json:"subject_name"`
	CampusCode     string         `json:"campus_code"`
	Campus         string         `json:"campus"`
	State          api.EntryState `json:"state"`
	Position       int            `json:"position,omitempty"` // from 1, while waiting
	Sequence       int64          `json:"sequence,omitempty"`
	FeeFen         int            `json:"fee_fen,omitempty"`
	PayBy          string         `json:"pay_by,omitempty"`
	JoinedAt       string         `json:"joined_at,omitempty"`
	ChangedAt      string         `json:"changed_at,omitempty"`
	EndedAt        string         `json:"ended_at,omitempty"`
	Reason         string         `json:"reason,omitempty"`
	CanCancel      bool           `json:"can_cancel"`
	CanPay         bool           `json:"can_pay"`
	Events         []Event        `json:"events,omitempty"`
}

// Event is a line of an entry's history.
type Event struct {
	At     string `json:"at"`
	What   string `json:"what"`
	Reason string `json:"reason,omitempty"`
}

// History is the document of houbu history.
type History struct {
	Entries []Entry `json:"entries"`
}

// Receipt is the document of houbu join and houbu cancel.
type Receipt struct {
	Key        string          `json:"key"`
	Kind       api.ReceiptKind `json:"kind"`
	Number     string          `json:"number,omitempty"` // for the support staff
	At         string          `json:"at"`
	EntryID    string          `json:"entry_id"`
	Subject    string          `json:"subject"`
	CampusCode string          `json:"campus_code"`
	State      api.EntryState  `json:"state"` // at that instant
	Sequence   int64           `json:"sequence,omitempty"`
}

// Order is the document of houbu pay.
type Order struct {
	Key        string         `json:"key,omitempty"`
	OrderID    string         `json:"order_id"`
	Number     string         `json:"number,omitempty"`
	State      api.OrderState `json:"state"`
	AmountFen  int            `json:"amount_fen"`
	PayBy      string         `json:"pay_by"`
	CashierURL string         `json:"cashier_url"`
	Items      []OrderItem    `json:"items"`
	PaidAt     string         `json:"paid_at,omitempty"`
	Method     string         `json:"method,omitempty"`
	RefundDue  bool           `json:"refund_due"`
}

// OrderItem is a seat that an order pays.
type OrderItem struct {
	RegistrationID string `json:"registration_id"`
	SubjectName    string `json:"subject_name"`
	Campus         string `json:"campus"`
	FeeFen         int    `json:"fee_fen"`
}

// stamp is an instant in a document: RFC 3339 in UTC, whole seconds, which every
// tool reads. A deadline is not later by that.
func stamp(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Truncate(time.Second).Format(time.RFC3339)
}

func stampOf(at *time.Time) string {
	if at == nil {
		return ""
	}
	return stamp(*at)
}
