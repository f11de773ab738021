package waitlist

import (
	"time"

	"houbu/api"
)

// ending is how an entry ends: its last state, the reason's code, and the
// reason for people.
type ending struct {
	state  api.EntryState
	code   string
	text   string
	wished bool // by the candidate, who needs no notice of it
}

// Codes of the reasons that are not a candidate's own.
const (
	codeExpired   = "unpaid"
	codeRefused   = "payment_refused"
	codeLast      = "last_allocation"
	codeNoWritten = "written_released"
	codeStaff     = "not_eligible"
)

// Reasons that candidates read (promise 6).
const (
	textExpired      = "逾期未支付，座位已释放"
	textRefused      = "支付未完成，座位已释放"
	textLast         = "候补已截止，未能分配到座位"
	textNoWritten    = "同级别笔试科目已失效，口试随之取消"
	textNotQualified = "资格科目中没有该科目"
	textLevelTaken   = "已报考同级别科目"
	textNeedsWritten = "尚未报考同级别笔试科目"
	textNeedsPaid    = "同级别笔试科目尚未支付"
)

func expired() ending { return ending{state: api.Expired, code: codeExpired, text: textExpired} }

func closedForWritten() ending {
	return ending{state: api.Closed, code: codeNoWritten, text: textNoWritten}
}

// skipText says why the queue passed an entry over.
func skipText(code api.Code) string {
	switch code {
	case api.CodeNotQualified:
		return textNotQualified
	case api.CodeWrittenRequired:
		return textNeedsWritten
	case api.CodeWrittenUnpaid:
		return textNeedsPaid
	default:
		return textLevelTaken
	}
}

// offerText says until when an offer stands, in the time of the exam's
// country, so that the history keeps the deadline after it has passed.
func offerText(payBy time.Time) string {
	beijing := time.FixedZone("UTC+8", 8*60*60)
	return "请于 " + payBy.In(beijing).Format("2006-01-02 15:04:05") + "（北京时间）前支付"
}
