package payment

import (
	"fmt"
	"time"
	"unicode/utf8"

	"houbu/api"
	"houbu/backend/visible"
)

// beijing is the time zone of the exam; a fixed zone needs no time zone files.
var beijing = time.FixedZone("UTC+8", 8*60*60)

// view is what the cashier's templates show. It holds no identity number, and
// the name only masked.
type view struct {
	Title   string
	Action  string // path of the cashier
	Nonce   string
	Warning string
	Payer   string
	Amount  string
	Method  string
	Until   string
	Left    string
	Items   []viewItem
	Methods []api.PayMethod
}

type viewItem struct {
	Name, Campus, Fee string
}

// ending names the page of a cashier that takes no more, or is "" while it
// does. The ledger comes first: the platform knows what it charged before the
// backend does.
func ending(bill due, now time.Time) string {
	if bill.charge != nil {
		return string(bill.charge.Outcome)
	}
	switch bill.order.stateAt(now) {
	case api.OrderPaid:
		return "paid"
	case api.OrderRefused:
		return "refused"
	case api.OrderExpired:
		return "expired"
	case api.OrderOpen:
	}
	return ""
}

// view prepares what is due for the templates.
func (c *cashier) view(bill due, now time.Time) view {
	method := bill.order.method
	if bill.charge != nil {
		method = bill.charge.Method
	}
	out := view{
		Title: "支付", Action: CashierPath + bill.order.cashier,
		Payer: masked(bill.payer), Amount: yuan(bill.order.amountFen),
		Method:  methodName(c.practice.exam.Methods, method),
		Until:   bill.order.payBy.In(beijing).Format("2006-01-02 15:04:05"),
		Left:    left(bill.order.payBy.Sub(now)),
		Methods: c.practice.exam.Methods,
	}
	for _, it := range bill.order.items {
		out.Items = append(out.Items, viewItem{Name: visible.Text(it.SubjectName), Campus: visible.Text(it.Campus), Fee: yuan(it.FeeFen)})
	}
	return out
}

// masked keeps the first character of a name.
func masked(name string) string {
	if name == "" {
		return "*"
	}
	_, size := utf8.DecodeRuneInString(name)
	return visible.Text(name[:size]) + "*"
}

// yuan writes fen as yuan with two decimals.
func yuan(fen int) string { return fmt.Sprintf("%d.%02d", fen/100, fen%100) }

// left writes a remaining time in its two largest units.
func left(d time.Duration) string {
	if d < 0 {
		d = 0
	}
	hours, minutes, seconds := int(d/time.Hour), int(d/time.Minute)%60, int(d/time.Second)%60
	switch {
	case hours > 0:
		return fmt.Sprintf("%d 小时 %d 分", hours, minutes)
	case minutes > 0:
		return fmt.Sprintf("%d 分 %d 秒", minutes, seconds)
	default:
		return fmt.Sprintf("%d 秒", seconds)
	}
}
