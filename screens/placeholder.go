package screens

import (
	"context"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/tui"
)

// placeholder stands for a step whose screen is not written yet.
type placeholder struct {
	deps *Deps
	step tui.Step
}

func newOral(d *Deps) tui.Screen     { return &placeholder{d, tui.StepOral} }
func newReport(d *Deps) tui.Screen   { return &placeholder{d, tui.StepReport} }
func newPay(d *Deps) tui.Screen      { return &placeholder{d, tui.StepPay} }
func newPlatform(d *Deps) tui.Screen { return &placeholder{d, tui.StepPlatform} }

func (p *placeholder) Init(context.Context) tea.Cmd { return nil }
func (p *placeholder) SetSize(tui.Size)             {}
func (p *placeholder) View() tui.View               { return tui.View{} }
func (p *placeholder) Title() string                { return "" }
func (p *placeholder) Step() tui.Step               { return p.step }
func (p *placeholder) Keys() []key.Binding          { return []key.Binding{p.deps.Keys.Back} }

func (p *placeholder) Update(msg tea.Msg) tea.Cmd {
	if tui.Pressed(msg, p.deps.Keys.Back) {
		return tui.Emit(tui.Back)
	}
	return nil
}
