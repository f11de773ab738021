package screens

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/tui"
)

// newDeskLogin is the login of the support desk: the candidate's, with a staff login.
func newDeskLogin(deps *Deps) *login {
	return newLoginAt(deps, door{
		step: tui.DeskLogin, text: deps.Text.Desk.Login,
		enter: func(ctx context.Context, account, password string) (entry, error) {
			staff, err := deps.Desk.StaffLogin(ctx, account, password)
			return entry{staff: staff}, err
		},
		goOn: func(who entry) tea.Cmd {
			deps.State.Staff = who.staff
			return tea.Sequence(deps.deskHeader(), tui.Emit(tui.LoggedIn))
		},
	})
}

// deskHeader tells the machine's header who of the staff is logged in.
func (d *Deps) deskHeader() tea.Cmd {
	exam, who, line, online := d.State.Exam.Name, d.roleName(d.State.Staff.Role)+" "+d.State.Staff.Login, d.line(), true
	return func() tea.Msg {
		return tui.StatusMsg{Exam: &exam, Person: &who, Line: &line, Online: &online}
	}
}

// roleName is the name of a role. An unknown one is its own name.
func (d *Deps) roleName(role api.Role) string {
	if name, ok := d.Text.Desk.Roles[role]; ok {
		return name
	}
	return tui.Clean(string(role))
}
