package tui

// The steps of the support desk, which is another process than the candidate's:
// its places and transitions are in DeskPlaces and DeskTable. Those marked overlay
// are dialogs over the step named.
const (
	DeskLogin      Step = iota + 101 // line, staff login, password
	DeskHome                         // what can be done
	DeskFind                         // search candidates
	DeskPerson                       // a candidate, as the candidate sees it
	DeskJoin                         // 提交候补 for the candidate
	DeskJoinAsk                      // overlay on DeskJoin
	DeskCancel                       // 取消候补 for the candidate
	DeskCancelAsk                    // overlay on DeskCancel
	DeskAccount                      // password, unlock or unbind
	DeskAccountAsk                   // overlay on DeskAccount
	DeskBoard                        // every pool with its numbers
	DeskPool                         // a pool of the board, its queue over time
	DeskPoolAsk                      // overlay on DeskPool
	DeskPayments                     // orders
	DeskRefund                       // a payment is marked as given back
	DeskRefundAsk                    // overlay on DeskRefund
	DeskAudit                        // the audit trail
	DeskWindows                      // the registration window
	DeskWindowsAsk                   // overlay on DeskWindows
	DeskImport                       // a roster is imported
	DeskImportAsk                    // overlay on DeskImport
	DeskExport                       // data are written to a file
)

// The events of the support desk. LoggedIn, Confirmed, Declined, Chosen, Submitted,
// Back and LoggedOut are the candidate's, and mean the same.
const (
	WantFind     Event = iota + 101 // 查找考生
	Found                           // a candidate is chosen
	WantDeskJoin                    // 提交候补 for the candidate
	WantLeave                       // 取消候补 for the candidate
	WantAccount                     // something is to be done to the account
	WantBoard                       // 看板
	WantPayments                    // 支付
	WantRefund                      // a payment is to be marked as given back
	WantAudit                       // 审计记录
	WantWindows                     // 报名时间
	WantPool                        // a pool of the board
	WantImport                      // 导入名单
	WantExport                      // 导出数据
)

// firstDesk is the first step, and the first event, of the desk.
const firstDesk = 101

// deskEventName is the name of one of the desk's events as the code spells it.
func deskEventName(e Event) (string, bool) {
	names := [...]string{
		"WantFind", "Found", "WantDeskJoin", "WantLeave", "WantAccount", "WantBoard", "WantPayments", "WantRefund", "WantAudit",
		"WantWindows", "WantPool", "WantImport", "WantExport",
	}
	if e < firstDesk || int(e-firstDesk) >= len(names) {
		return "", false
	}
	return names[e-firstDesk], true
}
