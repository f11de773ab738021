package widget

import (
	"strings"

	"houbu/tui"
)

// Fact is a label and its value.
type Fact struct {
	Label, Value string
}

// Section is a heading and the facts under it. An empty heading takes no line.
type Section struct {
	Heading string
	Facts   []Fact
}

// twoColumns is the width from which facts stand in two columns: those of a
// whole record then fit on a terminal of 80×24.
const twoColumns = 76

// Facts shows facts in sections, in one column or, where there is room, two.
// Control characters in values are shown, never sent to the terminal. Facts
// takes no focus; to scroll it, give it to NewScroll.
type Facts struct {
	still
	sections []Section
	single   bool
}

// NewFacts makes a view of sections.
func NewFacts(kit Kit, sections ...Section) *Facts {
	return &Facts{still: still{kit, 80}, sections: sections}
}

// Single keeps the facts in one column, for a few that are read in order.
func (f *Facts) Single() *Facts {
	f.single = true
	return f
}

// SetSections replaces what is shown.
func (f *Facts) SetSections(sections ...Section) { f.sections = sections }

// View draws all sections.
func (f *Facts) View() tui.View {
	lines, _ := f.Lines(f.width)
	return tui.View{Body: strings.Join(lines, "\n")}
}

// Lines draws the facts for a width. marks[i] is the number of facts and
// headings before line i, by which a scroll view finds its place again.
func (f *Facts) Lines(width int) (lines []string, marks []int) {
	theme, seen := f.kit.Theme, 0
	for i, section := range f.sections {
		if i > 0 {
			lines, marks = append(lines, ""), append(marks, seen)
		}
		if section.Heading != "" {
			for _, line := range paint(theme.Title, wrap(section.Heading, width-1)) {
				lines, marks = append(lines, " "+line), append(marks, seen)
			}
			seen++
		}
		body, at := f.section(section.Facts, width)
		for k := range body {
			lines, marks = append(lines, body[k]), append(marks, seen+at[k])
		}
		seen += len(section.Facts)
	}
	return lines, marks
}

func (f *Facts) section(facts []Fact, width int) (lines []string, marks []int) {
	if f.single || width < twoColumns || len(facts) < 2 {
		for i, block := range f.column(facts, width) {
			for _, line := range block {
				lines, marks = append(lines, line), append(marks, i)
			}
		}
		return lines, marks
	}
	half, rows := width/2, (len(facts)+1)/2
	left, right := f.column(facts[:rows], half-1), f.column(facts[rows:], width-half)
	for i := range rows {
		var second []string
		if i < len(right) {
			second = right[i]
		}
		for k := range max(len(left[i]), len(second)) {
			line := ""
			if k < len(left[i]) {
				line = left[i][k]
			}
			if k < len(second) {
				line = tui.PadRight(line, half) + second[k]
			}
			lines, marks = append(lines, line), append(marks, i)
		}
	}
	return lines, marks
}

// column draws facts one below the other, the labels aligned; where there is
// little room, each value stands below its label.
func (f *Facts) column(facts []Fact, width int) [][]string {
	const indent, leastValue = 2, 10
	widest := 0
	for _, fact := range facts {
		widest = max(widest, tui.Width(f.label(fact)))
	}
	widest = min(widest, max(4, width/2-3))
	stacked := width-indent-widest-1 < leastValue
	if stacked {
		widest = width - indent
	}
	blocks := make([][]string, len(facts))
	for i, fact := range facts {
		label := cut(f.label(fact), widest, f.kit.Theme.Glyphs.Ellipsis)
		head := strings.Repeat(" ", indent) + f.kit.Theme.Muted.Render(label)
		if stacked {
			below := strings.Repeat(" ", indent+1)
			blocks[i] = append([]string{head}, hang(below, indent+1, f.kit.Theme.Text, fact.Value, width)...)
			continue
		}
		blocks[i] = hang(tui.PadRight(head, indent+widest+1), indent+widest+1, f.kit.Theme.Text, fact.Value, width)
	}
	return blocks
}

func (f *Facts) label(fact Fact) string { return tui.Clean(fact.Label) + f.kit.Texts.LabelEnd }
