package screens

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/tui"
	"houbu/tui/widget"
)

// show says how far an import is, or how it ended.
func (s *deskImport) show(now api.Import) tea.Cmd {
	s.now = now
	if now.State == api.ImportRunning {
		s.doing = s.progress()
		s.say()
		return tea.Batch(s.poll.again(s.deps), s.deps.online(true))
	}
	s.buttons.SetIdle()
	s.end()
	tone, words := s.outcome()
	s.result.SetTone(tone)
	s.result.SetText(words)
	s.errors.SetRows(len(now.Errors), s.errorRow)
	s.errors.SetAt(0)
	s.build()
	if s.listed {
		return tea.Batch(s.form.Select(importErrors), s.deps.online(true))
	}
	return s.deps.online(true)
}

// progress is how far an import is, in words.
func (s *deskImport) progress() string {
	if s.now.Total == 0 {
		return s.text.Importing
	}
	const whole = 100
	return fmt.Sprintf(s.text.ProgressFormat, s.now.Done, s.now.Total, s.now.Done*whole/s.now.Total)
}

// outcome is how an import ended, in words.
func (s *deskImport) outcome() (tui.Tone, string) {
	switch s.now.State {
	case api.ImportDone:
		words := fmt.Sprintf(s.text.DoneFormat, s.now.Rows, s.now.Added, s.now.Updated)
		if s.now.BadRows == 0 {
			return tui.ToneSuccess, words
		}
		return tui.ToneWarning, words + fmt.Sprintf(s.text.LeftOutFormat, s.now.BadRows)
	case api.ImportRefused:
		if s.now.BadRows == 0 && s.now.Reason != "" {
			return tui.ToneError, fmt.Sprintf(s.text.RefusedFile, tui.Clean(s.now.Reason))
		}
		return tui.ToneError, fmt.Sprintf(s.text.RefusedFormat, s.now.BadRows)
	case api.ImportFailed, api.ImportRunning:
	}
	return tui.ToneError, s.text.FailedImport
}

// errorRow are the cells of one thing that is wrong.
func (s *deskImport) errorRow(i int) []widget.Part {
	cells, parts := s.errorCells(i), make([]widget.Part, 0, 3)
	for _, text := range cells {
		parts = append(parts, widget.Part{Text: text, Style: s.kit.Theme.Text})
	}
	return parts
}

func (s *deskImport) errorCells(i int) []string {
	e := s.now.Errors[i]
	line := strconv.Itoa(e.Line)
	if e.Line == 0 {
		line = s.text.WholeFile
	}
	return []string{line, e.Column, e.Reason}
}

// save writes the list of what is wrong beside the file's, as a CSV that Excel takes
// for UTF-8 by its byte order mark.
func (s *deskImport) save() tea.Cmd {
	const stamp = "20060102-150405"
	path := s.deps.Files.Suggest("houbu-import-errors-" + s.deps.local(s.deps.Clock()).Format(stamp) + ".csv")
	rows := [][]string{{s.text.Line, s.text.Column, s.text.Reason}}
	for i := range s.now.Errors {
		rows = append(rows, s.errorCells(i))
	}
	files := s.deps.Files
	return s.saving.start(s.ctx, s.deps.Now(), func(ctx context.Context) (string, error) {
		return path, files.Save(ctx, path, func(to io.Writer) error {
			if _, err := io.WriteString(to, "\ufeff"); err != nil {
				return fmt.Errorf("write the byte order mark: %w", err)
			}
			if err := csv.NewWriter(to).WriteAll(rows); err != nil {
				return fmt.Errorf("write the list: %w", err)
			}
			return nil
		})
	})
}

func (s *deskImport) saved(got reply[string]) tea.Cmd {
	if problem := s.deps.fileProblem(got.err, s.text.CannotWrite); problem != "" {
		s.tell(tui.ToneError, problem)
		return nil
	}
	s.tell(tui.ToneSuccess, fmt.Sprintf(s.text.SavedFmt, tui.Clean(got.value)))
	return nil
}
