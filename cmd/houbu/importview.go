package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"

	"houbu/backend/roster"
)

// writeBadRows writes a table of bad rows: line, column, reason.
func writeBadRows(w io.Writer, bad []roster.RowError) error {
	if len(bad) == 0 {
		return nil
	}
	table := [][2]string{{"行", "列"}}
	reasons := []string{"原因"}
	for _, e := range bad {
		table = append(table, [2]string{strconv.Itoa(e.Line), e.Column})
		reasons = append(reasons, e.Reason)
	}
	var widths [2]int
	for _, row := range table {
		for i, cell := range row {
			widths[i] = max(widths[i], ansi.StringWidth(cell))
		}
	}
	var out strings.Builder
	for i, row := range table {
		for j, cell := range row {
			out.WriteString(cell + strings.Repeat(" ", widths[j]-ansi.StringWidth(cell)+2))
		}
		out.WriteString(reasons[i] + "\n")
	}
	_, err := io.WriteString(w, out.String())
	return err //nolint:wrapcheck // the caller says what was being done
}

// progressBar is one line that is written over and over, on a terminal only.
type progressBar struct {
	w       io.Writer // nil: no terminal
	doing   string    // stands before it
	percent int       // as drawn; -1 before
	width   int       // of what is drawn
}

func newProgressBar(w io.Writer, doing string) *progressBar {
	if file, ok := w.(*os.File); ok && term.IsTerminal(file.Fd()) {
		return &progressBar{w: w, doing: doing, percent: -1}
	}
	return &progressBar{percent: -1}
}

// set draws the bar when a percent more is done.
func (b *progressBar) set(done, total int) {
	if b.w == nil || total <= 0 {
		return
	}
	percent := done * 100 / total
	if percent == b.percent {
		return
	}
	b.percent = percent
	const cells = 30
	full := percent * cells / 100
	line := fmt.Sprintf("%s [%s%s] %3d%% %d/%d", b.doing, strings.Repeat("#", full), strings.Repeat("-", cells-full), percent, done, total)
	b.draw(line)
}

// clear takes the bar off the terminal.
func (b *progressBar) clear() {
	if b.w != nil && b.width > 0 {
		b.draw("")
		_, _ = io.WriteString(b.w, "\r")
	}
}

// draw writes a line over the one before it. A bar that cannot be drawn is no
// reason to stop an import.
func (b *progressBar) draw(line string) {
	width := ansi.StringWidth(line)
	_, _ = io.WriteString(b.w, "\r"+line+strings.Repeat(" ", max(0, b.width-width)))
	b.width = width
}
