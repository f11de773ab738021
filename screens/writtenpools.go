package screens

import (
	"fmt"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/tui"
	"houbu/tui/widget"
)

// loaded shows the pools. What was chosen stays chosen.
func (s *written) loaded(got reply[api.Pools]) tea.Cmd {
	switch {
	case got.err == nil:
	case s.quiet && code(got.err) != api.CodeUnauthorized:
		if cut(got.err) {
			s.reread = s.read
		}
		return s.deps.online(!cut(got.err)) // the refusal on the screen says more
	default:
		return s.failRead(got.err, s.load)
	}
	if !s.quiet {
		s.end()
	}
	s.pools = got.value.Pools
	options := s.options()
	s.campuses.SetOptions(options)
	if s.campuses.Value() == "" {
		s.campuses.SetValue(s.home(options))
	}
	s.list()
	return tea.Batch(s.build(), s.deps.online(true))
}

// build makes the form, which is another when there is nothing to choose from.
func (s *written) build() tea.Cmd {
	some := len(s.pools) > 0
	if s.built && some == s.keeps {
		return nil
	}
	s.built, s.keeps = true, some
	s.form.Blur()
	s.form = widget.NewForm(s.kit)
	info := widget.Button{ID: writtenInfo, Label: s.text.ShowInfo}
	if !some {
		s.buttons.SetButtons(info)
		s.form.Add("", widget.NewNote(s.kit, s.text.None)).Add("", s.line).Add(writtenButtons, s.buttons)
		return s.form.Init()
	}
	s.buttons.SetButtons(widget.Button{ID: writtenSubmit, Label: s.text.Submit}, info)
	s.allow()
	s.form.Add(writtenCampus, s.campuses).
		Add(writtenSubject, s.subjects).
		Add("", widget.NewHint(s.kit, s.text.Note)).
		Add("", s.line).
		Add(writtenButtons, s.buttons).
		Grow(writtenSubject)
	s.settle()
	return s.form.Select(writtenSubject)
}

// options are the campuses.
func (s *written) options() []widget.Option {
	var options []widget.Option
	for _, pool := range s.pools {
		if slices.ContainsFunc(options, func(o widget.Option) bool { return o.ID == pool.CampusCode }) {
			continue
		}
		options = append(options, widget.Option{
			ID: pool.CampusCode, Label: tui.Clean(pool.Campus), Note: tui.Clean(pool.CampusCode),
		})
	}
	return options
}

// home is the campus of the candidate's record, or the first.
func (s *written) home(options []widget.Option) string {
	own := s.deps.State.Record.CampusCode
	for _, option := range options {
		if option.ID == own {
			return own
		}
	}
	if len(options) == 0 {
		return ""
	}
	return options[0].ID
}

// list writes the subjects of the campus chosen.
func (s *written) list() {
	var rows []widget.Row
	for _, pool := range s.pools {
		if pool.CampusCode == s.campuses.Value() {
			rows = append(rows, s.row(pool))
		}
	}
	s.subjects.SetRows(rows)
	s.allow()
}

func (s *written) row(pool api.Pool) widget.Row {
	subject := s.deps.subject(pool.Subject)
	return widget.Row{
		ID: pool.Subject,
		Cells: []string{
			tui.Clean(subject.Name), fmt.Sprintf(s.deps.Text.Common.YuanFormat, yuan(subject.FeeFen)),
			s.deps.seats(pool.Free), fmt.Sprintf(s.text.WaitingFormat, pool.Waiting), tui.Clean(subject.Time),
		},
		Disabled: pool.Blocked != "", Reason: s.text.Blocked[pool.Blocked],
	}
}

// chosen is the pool of the campus and the subject chosen, or nil.
func (s *written) chosen() *api.Pool {
	for i := range s.pools {
		pool := &s.pools[i]
		if pool.CampusCode == s.campuses.Value() && pool.Subject == s.subjects.Value() && pool.Blocked == "" {
			return pool
		}
	}
	return nil
}

// allow makes 提交候补 work when something is chosen, or says why it does not.
func (s *written) allow() {
	reason := ""
	if s.chosen() == nil {
		reason = s.whyNot()
	}
	s.buttons.SetDisabled(writtenSubmit, reason != "", reason)
}

// whyNot says that none is chosen yet, or why none can be: the rows say more.
func (s *written) whyNot() string {
	closed := len(s.pools) > 0
	for _, pool := range s.pools {
		if pool.Blocked == "" {
			return s.text.NothingChosen
		}
		closed = closed && pool.Blocked == api.CodeWindowClosed
	}
	if closed {
		return s.text.Blocked[api.CodeWindowClosed]
	}
	return s.text.None
}

// picked takes a failure away that was about another choice.
func (s *written) picked() tea.Cmd {
	if !s.reading.busy {
		s.end()
	}
	s.allow()
	return nil
}
