package screens

import (
	"context"
	"sync"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/screens/text"
	"houbu/tui"
	"houbu/tui/widget"
)

// deskAccount helps with an account: a new password, unlocking, or parting it from
// the student. A new password stands on the screen until it is left, and nowhere else.
type deskAccount struct {
	act
	text text.DeskAccount

	what   api.AuditAction
	secret *secret
}

// secret is what a request brings beside its receipt. Its command runs elsewhere.
type secret struct {
	mu    sync.Mutex
	value string
}

func (s *secret) set(value string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if value != "" {
		s.value = value
	}
}

func (s *secret) get() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.value
}

func newDeskAccount(deps *Deps) *deskAccount {
	words, what := deps.Text.Desk.Account, deps.State.Desk.Account
	s := &deskAccount{text: words, what: what, secret: &secret{}}
	s.act = newAct(deps, tui.DeskAccount, words.Titles[what], words.Help, plan{
		submit: words.Submits[what], no: words.No, doing: words.Doings[what], said: words.Dones[what], shown: true,
		title: func() string { return words.Titles[what] },
		ask:   func() []string { return []string{deps.personName(), "", words.Abouts[what]} },
		send:  s.sends,
	})
	if what == api.AuditPassword {
		s.plan.done = s.reset
	}
	s.about(words.Abouts[what])
	s.buildAct(s.press)
	return s
}

// Init waits for the note. Without anything to do it goes back.
func (s *deskAccount) Init(ctx context.Context) tea.Cmd {
	if s.what == "" {
		return tui.Emit(tui.Back)
	}
	return s.act.Init(ctx)
}

func (s *deskAccount) sends(note string) func(ctx context.Context, key string) (api.Receipt, error) {
	desk, id, made := s.deps.Desk, s.deps.State.Desk.ID, s.secret
	switch s.what {
	case api.AuditUnlock:
		return func(ctx context.Context, key string) (api.Receipt, error) {
			return desk.StaffUnlock(ctx, key, id, note)
		}
	case api.AuditUnbind:
		return func(ctx context.Context, key string) (api.Receipt, error) {
			return desk.StaffUnbind(ctx, key, id, note)
		}
	default:
		return func(ctx context.Context, key string) (api.Receipt, error) {
			password, err := desk.StaffResetPassword(ctx, key, id, note)
			made.set(password.Password)
			return password.Receipt, err
		}
	}
}

// reset shows the new password. Where the reply was lost, so is the password.
func (s *deskAccount) reset(receipt api.Receipt) tea.Cmd {
	done := s.deps.audited(s.plan.said, receipt)
	s.form.Blur()
	s.form = widget.NewForm(s.kit)
	back := widget.NewButtons(s.kit, func(string) tea.Cmd { return tui.Emit(tui.Submitted) },
		widget.Button{ID: actBack, Label: s.deps.Text.Common.Back})
	made := s.secret.get()
	if made == "" {
		lost := widget.NewNote(s.kit, s.text.PasswordLost)
		lost.SetTone(tui.ToneWarning)
		s.form.Add("", lost)
	} else {
		s.form.Add("", widget.NewNote(s.kit, s.deps.personName())).
			Add("", widget.NewFacts(s.kit, widget.Section{Facts: []widget.Fact{{Label: s.text.Password, Value: made}}}).Single()).
			Add("", widget.NewNote(s.kit, s.text.PasswordOnce))
	}
	s.form.Add("", widget.NewGap(s.kit)).Add("", s.line).Add(actButtons, back)
	s.settle()
	return tea.Batch(s.form.Init(), tui.Notify(tui.ToneSuccess, done))
}
