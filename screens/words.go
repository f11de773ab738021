package screens

import (
	"fmt"
	"strings"

	"houbu/api"
	"houbu/tui"
)

// subject is the subject of the exam session with a code. An unknown one, which
// the backend should not name, has its code for a name.
func (d *Deps) subject(code string) api.Subject {
	for _, subject := range d.State.Exam.Subjects {
		if subject.Code == code {
			return subject
		}
	}
	return api.Subject{Code: code, Name: code}
}

// stateName is the name of an entry's state. An unknown one, which the backend
// should not send, is its own name.
func (d *Deps) stateName(state api.EntryState) string {
	if name, ok := d.Text.Common.StateNames[state]; ok {
		return name
	}
	return tui.Clean(string(state))
}

// seats says whether seats are free: 有 or 无, never how many.
func (d *Deps) seats(free bool) string {
	if free {
		return d.Text.Common.Yes
	}
	return d.Text.Common.No
}

// received says what a join led to: a place in the queue, or a seat at once.
func (d *Deps) received(receipt api.Receipt) string {
	words := d.Text.Written.Joined
	if receipt.State == api.Offered {
		words = d.Text.Written.Got
	}
	return d.attested(words, receipt.Number)
}

// attested adds the number that the support staff can be told to what was done,
// where the backend gave one.
func (d *Deps) attested(words, number string) string {
	if number == "" {
		return words
	}
	return fmt.Sprintf(d.Text.Common.ReceiptFormat, words, tui.Clean(number))
}

// lines splits a text of the table into its lines, which are the paragraphs of
// a dialog.
func lines(words string) []string { return strings.Split(words, "\n") }
