package tui

import (
	"fmt"
	"slices"
)

// String is the step's name in the table.
func (s Step) String() string {
	for _, place := range slices.Concat(Places(), DeskPlaces()) {
		if place.Step == s {
			return place.Name
		}
	}
	return fmt.Sprintf("step %d", int(s))
}

// String is the event's name as the code spells it.
func (e Event) String() string {
	names := [...]string{
		LoggedIn: "LoggedIn", ResumeIdentity: "ResumeIdentity", ResumeReview: "ResumeReview",
		ResumeWritten: "ResumeWritten", ResumeInfo: "ResumeInfo",
		Started: "Started", Agreed: "Agreed", Identified: "Identified", Checked: "Checked",
		Confirmed: "Confirmed", Declined: "Declined", Saved: "Saved", Chosen: "Chosen",
		Submitted: "Submitted", ShowInfo: "ShowInfo", WantJoin: "WantJoin", WantCancel: "WantCancel",
		Cancelled: "Cancelled", ShowFinished: "ShowFinished", WantOral: "WantOral",
		WantReport: "WantReport", WantPay: "WantPay", Ordered: "Ordered", Paid: "Paid",
		Back: "Back", LoggedOut: "LoggedOut",
	}
	if name, ok := deskEventName(e); ok {
		return name
	}
	if e < LoggedIn || int(e) >= len(names) {
		return fmt.Sprintf("event %d", int(e))
	}
	return names[e]
}
