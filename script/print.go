package script

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"

	"houbu/api"
	"houbu/tui"
)

// print writes a document on a line of its own, or its table.
func (r *Runner) print(document any, table func() string) error {
	write := func() (string, error) { return table(), nil }
	if r.JSON {
		write = func() (string, error) { return Line(document) }
	}
	text, err := write()
	if err != nil {
		return err
	}
	if _, err := io.WriteString(r.Out, text); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return nil
}

// Line is a document as one line of JSON. Characters that a terminal would act on,
// or that cannot be seen, are escaped.
func Line(document any) (string, error) {
	var encoded bytes.Buffer
	encoder := json.NewEncoder(&encoded)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(document); err != nil {
		return "", fmt.Errorf("encode the result: %w", err)
	}
	var line strings.Builder
	for _, c := range strings.TrimSuffix(encoded.String(), "\n") {
		hidden := unicode.IsControl(c) || unicode.In(c, unicode.Cf, unicode.Zl, unicode.Zp)
		switch {
		case hidden && c > 0xffff:
			high, low := utf16(c)
			fmt.Fprintf(&line, `\u%04x\u%04x`, high, low)
		case hidden:
			fmt.Fprintf(&line, `\u%04x`, c)
		default:
			line.WriteRune(c)
		}
	}
	return line.String() + "\n", nil
}

// utf16 are the surrogates of a character beyond the basic plane, as JSON's
// escapes want them.
func utf16(c rune) (high, low rune) {
	const base, first, second, bits = 0x10000, 0xd800, 0xdc00, 10
	c -= base
	return first + c>>bits, second + c&(1<<bits-1)
}

// printReceipt prints what was done: words and the receipt's number for people.
func (r *Runner) printReceipt(receipt api.Receipt, campus, subject, words string) error {
	document := Receipt{
		Key: receipt.Key, Kind: receipt.Kind, Number: receipt.Number, At: stamp(receipt.At), EntryID: receipt.EntryID,
		Subject: subject, CampusCode: campus, State: receipt.State, Sequence: receipt.Sequence,
	}
	return r.print(document, func() string {
		if receipt.Number != "" {
			words = fmt.Sprintf(r.Text.Common.ReceiptFormat, words, tui.Clean(receipt.Number))
		}
		return words + "\n" + facts([][2]string{
			{r.Text.Script.Number, receipt.EntryID}, {r.Text.Script.Key, receipt.Key},
		})
	})
}

// printOrder prints how an order stands, and while it is open where to pay it.
func (r *Runner) printOrder(order api.Order, key string) error {
	document := Order{
		Key: key, OrderID: order.ID, Number: order.Number, State: order.State, AmountFen: order.AmountFen,
		PayBy: stamp(order.PayBy), CashierURL: order.CashierURL, Items: []OrderItem{},
		PaidAt: stampOf(order.PaidAt), Method: order.Method, RefundDue: order.RefundDue,
	}
	for _, item := range order.Items {
		document.Items = append(document.Items, OrderItem(item))
	}
	return r.print(document, func() string { return r.orderTable(document) })
}
