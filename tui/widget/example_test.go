package widget_test

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"houbu/tui"
	"houbu/tui/widget"
)

// A screen holds a form, passes on its size and its messages, and learns from
// the functions that it gave what the person did.
func Example() {
	kit := widget.NewKit(
		tui.NewTheme(tui.NewRenderer(), tui.ThemeOptions{}),
		tui.NewKeyMap(tui.ChineseChrome()))

	name := widget.NewField(kit, widget.FieldOptions{Label: "姓名", Limit: 64, Cells: 20})
	number := widget.NewField(kit, widget.FieldOptions{Label: "证件号码", Limit: 18, Cells: 20})
	var form *widget.Form
	var buttons *widget.Buttons
	buttons = widget.NewButtons(kit, func(id string) tea.Cmd {
		if number.Value() == "" {
			return form.SetErrors(map[string]string{"number": "请输入证件号码！"})
		}
		buttons.SetBusy(id, "正在查询…") // Enter does nothing more until SetIdle
		return func() tea.Msg { return "the reply" }
	}, widget.Button{ID: "find", Label: "查询"})
	form = widget.NewForm(kit).Add("name", name).Add("number", number).Add("buttons", buttons)

	form.Init()
	form.SetSize(tui.Size{Width: 56, Height: 15})
	form.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("张三")})
	form.Select("buttons")
	form.Update(tea.KeyMsg{Type: tea.KeyEnter})

	view := form.View()
	fmt.Println(ansi.Strip(view.Body))
	fmt.Println("cursor:", *view.Cursor)
	// Output:
	// 姓名：    [张三                ]
	// ▸证件号码：[                    ]
	//            ✗ 请输入证件号码！
	//  [ 查询 ]
	// cursor: {12 1}
}
