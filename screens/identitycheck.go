package screens

import (
	"fmt"
	"math"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	check "houbu/api/identity"
	"houbu/tui/widget"
)

// check normalises what is typed, shows it so, and judges it. It returns the
// question to send and, by control, why it must not be sent. A warning stands
// beside the number and stops nothing.
func (s *identity) check() (question api.Identity, refused map[string]string) {
	question = api.Identity{
		Type:   s.kind.Value(),
		Number: check.NormalizeNumber(s.number.Value()),
		Name:   check.NormalizeName(s.name.Value()),
	}
	s.number.SetValue(question.Number)
	s.name.SetValue(question.Name)

	number := check.CheckNumber(question.Type, question.Number, s.deps.Clock())
	findings := map[string]check.Finding{
		identityType:   check.CheckType(question.Type),
		identityNumber: number,
		identityName:   check.CheckName(question.Name),
	}
	refused = map[string]string{}
	for control, finding := range findings {
		if finding.Refuses() {
			refused[control] = finding.Code.Chinese(s.deps.maskNumber(question.Number))
		}
	}
	warning := ""
	if number.Level == check.Warning {
		warning = number.Code.Chinese(s.deps.maskNumber(question.Number))
	}
	s.number.SetWarning(warning)
	return question, refused
}

// resting counts the seconds down on the button, until it works again.
func (s *identity) resting() tea.Cmd {
	left := s.restTo.Sub(s.deps.Now())
	if left <= 0 {
		s.buttons.SetIdle()
		return nil
	}
	s.buttons.SetBusy(identitySubmit, fmt.Sprintf(s.text.RestFormat, int(math.Ceil(left.Seconds()))))
	return s.rest.wake(s.deps, widget.NextChange(left))
}
