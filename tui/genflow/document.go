package main

import (
	"fmt"
	"slices"
	"strings"

	"houbu/tui"
)

const preface = `# The flow

<!-- Drawn from tui/table.go by "go generate ./tui". Do not edit. -->

A screen never names the next one: it reports an *event*, and one table says where that leads. The numbers are
those of the documented process. Rounded boxes are dialogs over a screen; dotted arrows lead back.
` + "`LoggedOut`" + ` is not drawn: from anywhere it leads to the login.
`

// document is docs/flow.md.
func document() string {
	var b strings.Builder
	b.WriteString(preface)
	b.WriteString("\n" + diagram(true) + "\n## Steps\n\n| step | documented as | label | over |\n|---|---|---|---|\n")
	for _, place := range tui.Places() {
		over := ""
		if place.Over != 0 {
			over = place.Over.String()
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", place.Name, numbers(place.Doc), place.Label, over)
	}
	b.WriteString("\n## Transitions\n\n| at | event | leads to |\n|---|---|---|\n")
	for _, row := range tui.Table() {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", row.From, row.Event, row.To)
	}
	return b.String()
}

// diagram draws the table, with or without the arrows that lead back.
func diagram(backs bool) string {
	var b strings.Builder
	b.WriteString("```mermaid\nflowchart TD\n")
	for _, place := range tui.Places() {
		b.WriteString("    " + node(place) + "\n")
	}
	for _, a := range arrows() {
		if backs || !a.back {
			b.WriteString("    " + a.draw() + "\n")
		}
	}
	b.WriteString("```\n")
	return b.String()
}

func node(place tui.Place) string {
	left, right := "[", "]"
	if place.Over != 0 {
		left, right = "(", ")"
	}
	return fmt.Sprintf(`%s%s"%s %s<br>%s"%s`, id(place.Step), left, numbers(place.Doc), place.Name, place.Label, right)
}

func id(step tui.Step) string {
	return strings.ReplaceAll(step.String(), " ", "_")
}

func numbers(doc []int) string {
	words := make([]string, len(doc))
	for i, n := range doc {
		words[i] = fmt.Sprint(n)
	}
	return strings.Join(words, ", ")
}

// arrow is all transitions between two steps in one direction.
type arrow struct {
	from, to tui.Step
	back     bool
	events   []string
}

// arrows are in the order of the table.
func arrows() []arrow {
	var all []arrow
	for _, row := range tui.Table() {
		back := row.Event == tui.Back || row.Event == tui.Declined
		at := slices.IndexFunc(all, func(a arrow) bool {
			return a.from == row.From && a.to == row.To && a.back == back
		})
		if at < 0 {
			at = len(all)
			all = append(all, arrow{from: row.From, to: row.To, back: back})
		}
		all[at].events = append(all[at].events, row.Event.String())
	}
	return all
}

func (a arrow) draw() string {
	line := "-->"
	if a.back {
		line = "-.->"
	}
	return fmt.Sprintf("%s %s|%s| %s", id(a.from), line, strings.Join(a.events, ", "), id(a.to))
}
