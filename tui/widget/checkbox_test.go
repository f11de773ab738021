package widget

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

func TestCheckboxIsTickedBySpaceOnly(t *testing.T) {
	t.Parallel()
	kit, calls := newTestKit(), []bool{}
	c := NewCheckbox(kit, "我已检查", func(checked bool) tea.Cmd {
		calls = append(calls, checked)
		return nil
	})
	press(c, kit.Keys.Toggle)
	if c.Checked() {
		t.Fatal("ticked without the focus")
	}
	c.Focus()
	c.SetError("请勾选确认")
	press(c, kit.Keys.Activate, kit.Keys.Down)
	if c.Checked() || c.Err() == "" {
		t.Fatal("a key other than the toggle key changed it")
	}
	press(c, kit.Keys.Toggle)
	if !c.Checked() || c.Err() != "" || !strings.HasPrefix(plainLines(c.View())[0], "▸[x] 我已检查") {
		t.Errorf("checked %v, error %q, drawn %q", c.Checked(), c.Err(), plainLines(c.View()))
	}
	press(c, kit.Keys.Toggle)
	c.SetChecked(true)
	if len(calls) != 2 || !calls[0] || calls[1] {
		t.Errorf("onChange got %v, want true, false", calls)
	}
}
