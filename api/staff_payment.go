package api

import "time"

// StaffOrderSearch asks for orders. It is a POST for the reason that StaffSearch has.
type StaffOrderSearch struct {
	Number    string `json:"number,omitempty" maxLength:"64" doc:"The order's number, or its id"`
	Candidate string `json:"candidate_id,omitempty" maxLength:"64" doc:"Orders of this candidate"`
}

// StaffOrders answers a StaffOrderSearch, newest first.
type StaffOrders struct {
	Orders []StaffOrder `json:"orders" doc:"At most 50"`
	More   bool         `json:"more" doc:"There are more"`
}

// StaffOrder is an order as the staff sees it.
type StaffOrder struct {
	Order       Order          `json:"order" doc:"As the candidate sees it, but for the cashier's address"`
	CandidateID string         `json:"candidate_id"`
	Name        string         `json:"name"`
	Payments    []StaffPayment `json:"payments" doc:"What the backend heard from the platform, oldest first"`
	Needs       []Need         `json:"needs" doc:"What a person is to do"`
}

// Need is what a person is to do about an order.
type Need string

// The needs of an order.
const (
	NeedRefund Need = "refund" // a payment that cannot be used is to be given back
	NeedAsk    Need = "ask"    // open past its deadline: the platform has not answered yet
)

// StaffPayment is what the backend heard of one charge.
type StaffPayment struct {
	Ref        string     `json:"ref" doc:"The platform's reference"`
	AmountFen  int        `json:"amount_fen" doc:"0: given up by the payer"`
	Method     string     `json:"method"`
	At         time.Time  `json:"at" doc:"By the platform's clock"`
	RefundDue  bool       `json:"refund_due" doc:"To be given back, and not marked as refunded yet"`
	RefundedAt *time.Time `json:"refunded_at,omitempty" doc:"When it was marked as refunded"`
	Note       string     `json:"note,omitempty" doc:"Why it cannot be used"`
}

// StaffRefund marks a payment as given back.
type StaffRefund struct {
	Ref  string `json:"ref" minLength:"1" maxLength:"128"`
	Note string `json:"note" minLength:"1" maxLength:"500" doc:"How, for the audit trail and for the candidate; kept as one line (see the tag staff)"`
}
