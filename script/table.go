package script

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"houbu/api"
	"houbu/tui"
)

// statusTable is a status for people.
func (r *Runner) statusTable(s Status) string {
	t, script := r.Text, r.Text.Script
	head := facts([][2]string{{t.Home.Exam, s.Exam.Name}, {script.Progress, script.Steps[s.Next]}})
	if len(s.Entries) == 0 {
		return head + "\n" + script.Nothing + "\n"
	}
	rows := [][]string{{
		t.Written.Subject, script.State, script.Position, t.Platform.Until, t.Written.Fee, t.Written.Campus, script.Number,
	}}
	for _, e := range s.Entries {
		rows = append(rows, []string{
			e.SubjectName, t.Common.StateNames[e.State], r.position(e), r.local(e.PayBy), r.fee(e), named(e.Campus, e.CampusCode), e.identity(),
		})
	}
	return head + "\n" + columns(rows)
}

// historyTable is a history for people: the outcomes, then how each came.
func (r *Runner) historyTable(h History) string {
	t := r.Text.Finished
	if len(h.Entries) == 0 {
		return r.Text.Script.Nothing + "\n"
	}
	rows := [][]string{{t.Subject, t.Outcome, t.Ended, t.Reason, t.Campus, r.Text.Script.Number}}
	for _, e := range h.Entries {
		rows = append(rows, []string{
			e.SubjectName, r.Text.Common.StateNames[e.State], r.local(e.EndedAt), e.Reason, named(e.Campus, e.CampusCode), e.identity(),
		})
	}
	out := columns(rows)
	for _, e := range h.Entries {
		if len(e.Events) == 0 {
			continue
		}
		var lines [][]string
		for _, event := range e.Events {
			lines = append(lines, []string{"  " + r.local(event.At), t.Events[event.What], event.Reason})
		}
		out += "\n" + tui.Clean(fmt.Sprintf(t.HistoryFormat, e.SubjectName, named(e.Campus, e.CampusCode))) + "\n" + columns(lines)
	}
	return out
}

// orderTable is an order for people, with a code for their phone where it can be
// drawn.
func (r *Runner) orderTable(o Order) string {
	t := r.Text.Platform
	rows := [][2]string{
		{r.Text.Script.Order, o.Number}, {t.State, t.States[o.State]}, {t.Amount, r.yuan(o.AmountFen)},
	}
	for _, item := range o.Items {
		rows = append(rows, [2]string{t.Subject, item.SubjectName + "  " + item.Campus + "  " + r.yuan(item.FeeFen)})
	}
	if o.RefundDue {
		rows = append(rows, [2]string{t.RefundLabel, t.Refund})
	}
	if o.State != api.OrderOpen {
		return facts(rows)
	}
	rows = append(rows, [2]string{t.Until, r.local(o.PayBy)}, [2]string{t.Address, o.CashierURL}, [2]string{r.Text.Script.Key, o.Key})
	out := facts(rows)
	if r.Practice {
		out += r.Text.Script.PayHere + "\n"
	}
	if r.QR != nil {
		out += "\n" + r.QR(o.CashierURL)
	}
	return out
}

// position is the place in the queue, as on the screen.
func (r *Runner) position(e Entry) string {
	if e.Position == 0 {
		return ""
	}
	return fmt.Sprintf(r.Text.Info.PositionFormat, e.Position, e.Position-1)
}

func (r *Runner) fee(e Entry) string {
	if e.FeeFen == 0 {
		return ""
	}
	return r.yuan(e.FeeFen)
}

// local is an instant of a document in Beijing time, as the screens show it.
func (r *Runner) local(at string) string {
	const hours = 8 // east of Greenwich, all year round
	instant, err := time.Parse(time.RFC3339, at)
	if err != nil { // none
		return ""
	}
	return instant.In(time.FixedZone("UTC+8", hours*60*60)).Format(r.Text.Common.TimeFormat)
}

// yuan is an amount of fen in words, without needless zeros.
func (r *Runner) yuan(fen int) string {
	const inYuan = 100
	amount := strconv.Itoa(fen / inYuan)
	if fen%inYuan != 0 {
		amount = strconv.FormatFloat(math.Round(float64(fen))/inYuan, 'f', 2, 64)
	}
	return fmt.Sprintf(r.Text.Common.YuanFormat, amount)
}

// named is a campus with its code, as the screens write it.
func named(name, code string) string {
	if code == "" {
		return name
	}
	return "(" + code + ")" + name
}

// facts are labels with what they say, one below the other; those that say
// nothing are left out.
func facts(pairs [][2]string) string {
	var rows [][]string
	for _, pair := range pairs {
		if pair[1] != "" {
			rows = append(rows, []string{pair[0], pair[1]})
		}
	}
	return columns(rows)
}

// columns sets rows in columns, by the width that a terminal gives each character.
// A column that says nothing in any row but the first, which has its title, is
// left out.
func columns(rows [][]string) string {
	var widths []int
	for n, row := range rows {
		for i, cell := range row {
			if n == 0 {
				widths = append(widths, 0)
			}
			row[i] = tui.Clean(cell)
		}
	}
	for i := range widths {
		for n, row := range rows {
			if row[i] != "" && (n > 0 || len(rows) == 1) {
				widths[i] = max(widths[i], tui.Width(row[i]), tui.Width(rows[0][i]))
			}
		}
	}
	var out strings.Builder
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			if widths[i] > 0 {
				line.WriteString(tui.PadRight(cell, widths[i]) + "  ")
			}
		}
		out.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	return out.String()
}
