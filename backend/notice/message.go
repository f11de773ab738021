package notice

import (
	"time"

	"houbu/backend/exam"
)

// Message is a notice as a notifier gets it, and as it is written to a file or
// sent to a webhook. Its ID is the same at every attempt.
type Message struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"` // waitlist. and the kind
	Timestamp time.Time `json:"timestamp"`
	Data      Data      `json:"data"`
}

// Data is what a notice says. It holds the phone number, since the notice has
// to reach somebody, and no name and no document number.
type Data struct {
	Phone          string     `json:"phone"`
	Text           string     `json:"text"`
	Exam           string     `json:"exam"`
	EntryID        string     `json:"entry_id,omitempty"`
	RegistrationID string     `json:"registration_id,omitempty"` // of a seat of the roster
	CampusCode     string     `json:"campus_code"`
	Campus         string     `json:"campus"`
	SubjectCode    string     `json:"subject_code"`
	Subject        string     `json:"subject"`
	PayBy          *time.Time `json:"pay_by,omitempty"`  // exclusive
	Outcome        string     `json:"outcome,omitempty"` // closed: expired, cancelled or closed
	Reason         string     `json:"reason,omitempty"`
}

// message puts a notice that was taken from the outbox into words.
func (t *task) message(session *exam.Exam) Message {
	data := Data{
		Phone: t.phone, Exam: session.Name, EntryID: t.entry, RegistrationID: t.registration,
		CampusCode: t.campusCode, Campus: t.campus, SubjectCode: t.subject, Subject: t.subject,
		Outcome: t.outcome, Reason: t.reason,
	}
	if known, ok := session.Subject(t.subject); ok {
		data.Subject = known.Name
	}
	if !t.payBy.IsZero() {
		data.PayBy = &t.payBy
	}
	data.Text = text(t.kind, &data)
	return Message{ID: t.id, Type: "waitlist." + string(t.kind), Timestamp: t.at, Data: data}
}

// text is what the candidate reads, in the time of the exam's country.
func text(kind Kind, d *Data) string {
	what := d.Subject + "（" + d.Campus + "）"
	switch kind {
	case Offer:
		return "候补成功，请支付：" + what + "。请于 " + beijing(*d.PayBy) + "前支付，逾期座位将释放。"
	case ExpiryNear:
		return "即将逾期：" + what + "尚未支付。请于 " + beijing(*d.PayBy) + "前支付，逾期座位将释放。"
	case Closed:
	}
	if d.EntryID == "" {
		return "报考已结束：" + what + "。" + d.Reason + "。"
	}
	return "候补已结束：" + what + "。" + d.Reason + "。"
}

func beijing(at time.Time) string {
	return at.In(time.FixedZone("UTC+8", 8*60*60)).Format("2006-01-02 15:04:05") + "（北京时间）"
}
