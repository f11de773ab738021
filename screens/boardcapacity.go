package screens

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/screens/text"
	"houbu/tui"
	"houbu/tui/widget"
)

// mostCapacity is the greatest capacity that the backend takes.
const mostCapacity = 100_000

// poolFields are what a manager types to change a capacity.
type poolFields struct {
	capacity, note *widget.Field
}

func newPoolFields(kit widget.Kit, words text.Board) poolFields {
	const digits, note = 6, 500
	return poolFields{
		capacity: widget.NewField(kit, widget.FieldOptions{Label: words.New, Limit: digits, Cells: digits + 2}),
		note:     widget.NewField(kit, widget.FieldOptions{Label: words.Note, Limit: note, Cells: 56}),
	}
}

// press is 调整名额, which asks first, or 返回.
func (s *boardPool) press(id string) tea.Cmd {
	switch {
	case s.changing.Busy():
		return nil
	case id == poolBack:
		return tui.Emit(tui.Back)
	}
	if _, problems := s.typed(); len(problems) > 0 {
		return s.form.SetErrors(problems)
	}
	s.end()
	return tea.Batch(s.form.SetErrors(nil), tui.Emit(tui.Chosen))
}

// typed is what was typed, and what is wrong with it.
func (s *boardPool) typed() (api.StaffCapacity, map[string]string) {
	problems := map[string]string{}
	capacity, err := strconv.Atoi(strings.TrimSpace(s.fields.capacity.Value()))
	switch {
	case err != nil || capacity < 0 || capacity > mostCapacity:
		problems[poolCapacity] = s.text.NewWrong
	case capacity == s.pool.Capacity:
		problems[poolCapacity] = s.text.NewSame
	}
	note := strings.TrimSpace(s.fields.note.Value())
	if note == "" {
		problems[poolNote] = s.text.NoteMissing
	}
	return api.StaffCapacity{Capacity: capacity, Note: note}, problems
}

// Ask is the question before a capacity is changed. The safe button is the default.
func (s *boardPool) Ask(tui.Step) tui.Dialog {
	to, _ := s.typed()
	format, taken := s.text.RaiseFormat, s.pool.Held+s.pool.Paid
	if to.Capacity < s.pool.Capacity {
		format = s.text.LowerFmt
	}
	body := []string{fmt.Sprintf(format, tui.Clean(s.pool.Campus)+" "+s.subject(), s.pool.Capacity, to.Capacity)}
	if to.Capacity < taken {
		body = append(body, "", fmt.Sprintf(s.text.BelowFormat, taken))
	}
	body = append(body, "", s.text.Note+s.kit.Texts.LabelEnd+to.Note)
	return tui.NewConfirm(tui.ConfirmOptions{
		Title: s.text.AskTitle, Body: body, YesLabel: s.text.Change, DefaultNo: true, Keys: s.deps.Keys, Theme: s.deps.Theme,
	})
}

// returned takes the end of the question.
func (s *boardPool) returned(back tui.Returned) tea.Cmd {
	if back.Event != tui.Confirmed {
		return nil
	}
	return s.change()
}

func (s *boardPool) change() tea.Cmd {
	to, problems := s.typed()
	if len(problems) > 0 {
		return nil
	}
	backend, pool := s.deps.Desk, s.pool.ID
	return s.submit(&s.changing, s.text.Changing, func(ctx context.Context, key string) (api.Receipt, error) {
		return backend.StaffSetCapacity(ctx, key, pool, to)
	})
}

// changed shows what came of it.
func (s *boardPool) changed(done *outcome) tea.Cmd {
	switch {
	case done == nil:
		return nil
	case done.err != nil && code(done.err) == api.CodePoolNotFound:
		s.end()
		s.tell(tui.ToneError, s.text.PoolGone)
		return nil
	case done.err != nil:
		return s.failRetry(done.err, s.change)
	}
	s.end()
	s.fields.capacity.SetValue("")
	s.fields.note.SetValue("")
	return tea.Batch(tui.Notify(tui.ToneSuccess, s.text.Changed), s.look())
}
