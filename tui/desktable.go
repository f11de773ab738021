package tui

// DeskPlaces lists every step of the support desk. It is a fresh slice at each call,
// so that nobody can change the table for others.
func DeskPlaces() []Place {
	return []Place{
		{Step: DeskLogin, Name: "desk login"},
		{Step: DeskHome, Name: "desk home"},
		{Step: DeskFind, Name: "desk find"},
		{Step: DeskPerson, Name: "desk person"},
		{Step: DeskJoin, Name: "desk join"},
		{Step: DeskJoinAsk, Name: "desk join confirmation", Over: DeskJoin},
		{Step: DeskCancel, Name: "desk cancellation"},
		{Step: DeskCancelAsk, Name: "desk cancellation confirmation", Over: DeskCancel},
		{Step: DeskAccount, Name: "desk account"},
		{Step: DeskAccountAsk, Name: "desk account confirmation", Over: DeskAccount},
		{Step: DeskBoard, Name: "desk board"},
		{Step: DeskPool, Name: "desk pool"},
		{Step: DeskPoolAsk, Name: "desk pool confirmation", Over: DeskPool},
		{Step: DeskPayments, Name: "desk payments"},
		{Step: DeskRefund, Name: "desk refund"},
		{Step: DeskRefundAsk, Name: "desk refund confirmation", Over: DeskRefund},
		{Step: DeskAudit, Name: "desk audit"},
		{Step: DeskWindows, Name: "desk windows"},
		{Step: DeskWindowsAsk, Name: "desk windows confirmation", Over: DeskWindows},
		{Step: DeskImport, Name: "desk import"},
		{Step: DeskImportAsk, Name: "desk import confirmation", Over: DeskImport},
		{Step: DeskExport, Name: "desk export"},
	}
}

// DeskTable is the transition table of the support desk. Back leads from each screen
// to the one that it belongs to; to a candidate, and from there back to the list that
// the candidate was found in, lead the events that lead there forwards. LoggedOut is not in it: from any step it leads to
// DeskLogin.
func DeskTable() []Transition {
	return []Transition{
		{DeskLogin, LoggedIn, DeskHome},

		{DeskHome, WantFind, DeskFind},
		{DeskHome, WantBoard, DeskBoard},
		{DeskHome, WantPayments, DeskPayments},
		{DeskHome, WantAudit, DeskAudit},
		{DeskHome, WantWindows, DeskWindows},
		{DeskHome, WantImport, DeskImport},
		{DeskHome, WantExport, DeskExport},

		{DeskFind, Found, DeskPerson},
		{DeskFind, Back, DeskHome},

		{DeskPerson, WantDeskJoin, DeskJoin},
		{DeskPerson, WantLeave, DeskCancel},
		{DeskPerson, WantAccount, DeskAccount},
		{DeskPerson, WantPayments, DeskPayments},
		{DeskPerson, WantAudit, DeskAudit},
		{DeskPerson, Back, DeskFind},

		{DeskJoin, Chosen, DeskJoinAsk},
		{DeskJoinAsk, Confirmed, DeskJoin},
		{DeskJoinAsk, Declined, DeskJoin},
		{DeskJoin, Submitted, DeskPerson},
		{DeskJoin, Back, DeskPerson},

		{DeskCancel, Chosen, DeskCancelAsk},
		{DeskCancelAsk, Confirmed, DeskCancel},
		{DeskCancelAsk, Declined, DeskCancel},
		{DeskCancel, Submitted, DeskPerson},
		{DeskCancel, Back, DeskPerson},

		{DeskAccount, Chosen, DeskAccountAsk},
		{DeskAccountAsk, Confirmed, DeskAccount},
		{DeskAccountAsk, Declined, DeskAccount},
		{DeskAccount, Submitted, DeskPerson},
		{DeskAccount, Back, DeskPerson},

		{DeskBoard, WantPool, DeskPool},
		{DeskBoard, Back, DeskHome},

		{DeskPool, Chosen, DeskPoolAsk},
		{DeskPoolAsk, Confirmed, DeskPool},
		{DeskPoolAsk, Declined, DeskPool},
		{DeskPool, Back, DeskBoard},

		{DeskPayments, WantRefund, DeskRefund},
		{DeskPayments, Found, DeskPerson}, // whose orders they are
		{DeskPayments, Back, DeskHome},

		{DeskRefund, Chosen, DeskRefundAsk},
		{DeskRefundAsk, Confirmed, DeskRefund},
		{DeskRefundAsk, Declined, DeskRefund},
		{DeskRefund, Submitted, DeskPayments},
		{DeskRefund, Back, DeskPayments},

		{DeskAudit, Found, DeskPerson}, // whose lines they are
		{DeskAudit, Back, DeskHome},

		{DeskWindows, Chosen, DeskWindowsAsk},
		{DeskWindowsAsk, Confirmed, DeskWindows},
		{DeskWindowsAsk, Declined, DeskWindows},
		{DeskWindows, Back, DeskHome},

		{DeskImport, Chosen, DeskImportAsk},
		{DeskImportAsk, Confirmed, DeskImport},
		{DeskImportAsk, Declined, DeskImport},
		{DeskImport, Back, DeskHome},

		{DeskExport, Back, DeskHome},
	}
}
