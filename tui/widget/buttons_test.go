package widget

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
)

func TestButtonsSkipWhatIsDisabled(t *testing.T) {
	t.Parallel()
	kit, got := newTestKit(), &count{}
	b := NewButtons(kit, got.take, actionButtons()...)
	b.Focus()
	if b.Current() != "finished" {
		t.Fatalf("starts on %q, want the first that works", b.Current())
	}
	press(b, kit.Keys.Right, kit.Keys.Right, kit.Keys.Right, kit.Keys.Activate)
	press(b, kit.Keys.Right, kit.Keys.Activate) // the end of the row
	press(b, kit.Keys.Left, kit.Keys.Activate, kit.Keys.Toggle)
	press(b, kit.Keys.Prev, kit.Keys.Prev, kit.Keys.Prev, kit.Keys.Activate) // around the end
	if strings.Join(got.calls, " ") != "refresh refresh report refresh" {
		t.Errorf("pressed %q", got.calls)
	}
}

func TestButtonsRunOnceWhileBusy(t *testing.T) {
	t.Parallel()
	kit, presses := newTestKit(), 0
	var b *Buttons
	b = NewButtons(kit, func(id string) tea.Cmd {
		presses++
		b.SetBusy(id, "正在提交…")
		return nil
	}, Button{ID: "ok", Label: "提交候补"}, Button{ID: "no", Label: "返回"})
	b.Focus()
	press(b, kit.Keys.Activate, kit.Keys.Activate, kit.Keys.Right, kit.Keys.Activate)
	if presses != 1 || !b.Busy() {
		t.Errorf("pressed %d times while busy, want 1", presses)
	}
	if body := ansi.Strip(b.View().Body); !strings.Contains(body, "[ 正在提交… ]") || strings.Contains(body, "提交候补") {
		t.Errorf("the busy button is drawn as %q", body)
	}
	b.SetIdle()
	press(b, kit.Keys.Left, kit.Keys.Activate)
	if presses != 2 {
		t.Errorf("pressed %d times after it was idle again, want 2", presses)
	}
}

func TestButtonsKeepTheSafeOneSelected(t *testing.T) {
	t.Parallel()
	kit := newTestKit()
	b := NewButtons(kit, nil, Button{ID: "yes", Label: "确定"}, Button{ID: "no", Label: "取消"})
	b.Select("no")
	b.Select("nobody")
	b.Focus()
	if got := ansi.Strip(b.View().Body); got != " [ 确定 ] ▸[ 取消 ]" {
		t.Errorf("drawn as %q", got)
	}
	b.SetLabel("no", "返回")
	b.SetButtons(Button{ID: "no", Label: "取消"}, Button{ID: "yes", Label: "确定"})
	if b.Current() != "no" {
		t.Errorf("the focus is on %q after the order changed, want no", b.Current())
	}
	b.SetDisabled("no", true, "")
	if b.Current() != "yes" {
		t.Errorf("the focus is on %q, which is disabled", b.Current())
	}
	b.SetDisabled("yes", true, "请先勾选")
	press(b, kit.Keys.Activate, kit.Keys.Next)
	if b.Focusable() {
		t.Error("a row without a button that works takes the focus")
	}
	if body := ansi.Strip(b.View().Body); !strings.Contains(body, "确定：请先勾选") || !strings.Contains(body, "取消：暂不可用") {
		t.Errorf("the reasons are missing in %q", body)
	}
}

func TestButtonsFitNarrowWidths(t *testing.T) {
	t.Parallel()
	b := NewButtons(newTestKit(), nil, actionButtons()...)
	b.Focus()
	for width := minWidth; width < 100; width++ {
		b.SetWidth(width)
		for range 6 {
			b.step(1)
			view := b.View()
			checkFits(t, view, width)
			if row, _ := b.anchor(); !strings.Contains(plainLines(view)[row], "▸[") {
				t.Fatalf("width %d: the anchor %d is not the line of the mark:\n%s", width, row, ansi.Strip(view.Body))
			}
		}
		b.enter(1)
	}
}
