package screens

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/tui"
)

// mostCapacity is the greatest capacity that the backend takes.
const mostCapacity = 100_000

// typed is the capacity that was typed, and what is wrong with it.
func (s *boardPool) typed() (capacity int, problem string) {
	capacity, err := strconv.Atoi(strings.TrimSpace(s.capacity.Value()))
	switch {
	case err != nil || capacity < 0 || capacity > mostCapacity:
		return 0, s.text.NewWrong
	case capacity == s.pool.Capacity:
		return capacity, s.text.NewSame
	}
	return capacity, ""
}

func (s *boardPool) missing() map[string]string {
	if _, problem := s.typed(); problem != "" {
		return map[string]string{poolCapacity: problem}
	}
	return map[string]string{}
}

// ask says what another capacity does to those who wait and those who hold a seat.
func (s *boardPool) ask() []string {
	to, _ := s.typed()
	format, taken := s.text.RaiseFormat, s.pool.Held+s.pool.Paid
	if to < s.pool.Capacity {
		format = s.text.LowerFmt
	}
	body := []string{fmt.Sprintf(format, tui.Clean(s.pool.Campus)+" "+s.subject(), s.pool.Capacity, to)}
	if to < taken {
		body = append(body, "", fmt.Sprintf(s.text.BelowFormat, taken))
	}
	return body
}

func (s *boardPool) sends(note string) func(ctx context.Context, key string) (api.Receipt, error) {
	to, _ := s.typed()
	desk, pool, change := s.deps.Desk, s.pool.ID, api.StaffCapacity{Capacity: to, Note: note}
	return func(ctx context.Context, key string) (api.Receipt, error) {
		return desk.StaffSetCapacity(ctx, key, pool, change)
	}
}

// changed shows what came of it, on the same page.
func (s *boardPool) changed(receipt api.Receipt) tea.Cmd {
	s.capacity.SetValue("")
	s.note.SetValue("")
	return tea.Batch(tui.Notify(tui.ToneSuccess, s.deps.audited(s.text.Changed, receipt)), s.look())
}
