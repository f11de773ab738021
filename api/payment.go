package api

import "time"

// OrderState is the state of a payment order.
type OrderState string

// The states of an order.
const (
	OrderOpen    OrderState = "open"    // 未支付
	OrderPaid    OrderState = "paid"    // 已支付
	OrderRefused OrderState = "refused" // the payer gave the payment up; the seats were released
	OrderExpired OrderState = "expired" // the pay deadline passed
)

// NewOrder asks for an order over registrations that await payment (step 16).
type NewOrder struct {
	Registrations []string `json:"registrations" minItems:"1" maxItems:"8"`
}

// Order is a payment order and where to pay it (steps 16 and 17).
type Order struct {
	ID         string      `json:"id"`
	Number     string      `json:"number" doc:"What a person tells the support staff; the receipt has the same"`
	State      OrderState  `json:"state" enum:"open,paid,refused,expired"`
	AmountFen  int         `json:"amount_fen"`
	Items      []OrderItem `json:"items"`
	CreatedAt  time.Time   `json:"created_at"`
	PayBy      time.Time   `json:"pay_by" doc:"Earliest pay deadline of the items (exclusive)"`
	CashierURL string      `json:"cashier_url" doc:"Address of the payment platform's page"`
	Method     string      `json:"method,omitempty" doc:"Code of the method paid with"`
	PaidAt     *time.Time  `json:"paid_at,omitempty"`
	RefundDue  bool        `json:"refund_due" doc:"A late or second payment was recorded and is to be refunded"`
	Now        time.Time   `json:"now"`
}

// OrderItem is one registration of an order.
type OrderItem struct {
	RegistrationID string `json:"registration_id"`
	SubjectName    string `json:"subject_name"`
	Campus         string `json:"campus"`
	FeeFen         int    `json:"fee_fen"`
}
