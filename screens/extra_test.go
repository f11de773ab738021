package screens

import (
	"context"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/tui"
)

// extra is a screen that shows nothing, for the steps that a test only has to
// arrive at.
type extra struct{ step tui.Step }

func (e *extra) Init(context.Context) tea.Cmd { return nil }
func (e *extra) Update(tea.Msg) tea.Cmd       { return nil }
func (e *extra) View() tui.View               { return tui.View{} }
func (e *extra) SetSize(tui.Size)             {}
func (e *extra) Title() string                { return "" }
func (e *extra) Step() tui.Step               { return e.step }
func (e *extra) Keys() []key.Binding          { return nil }
