package widget

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

func TestChoiceMovesAndChooses(t *testing.T) {
	t.Parallel()
	kit, got := newTestKit(), &count{}
	c := NewChoice(kit, "线路", lineOptions(), got.take)
	press(c, kit.Keys.Toggle)
	if c.Value() != "" {
		t.Fatal("chose without the focus")
	}
	c.Focus()
	c.SetError("请选择线路！")
	press(c, kit.Keys.Down, kit.Keys.Toggle)
	if c.Value() != "edu" || c.Err() != "" {
		t.Errorf("value %q, error %q after choosing the second", c.Value(), c.Err())
	}
	press(c, kit.Keys.Activate, kit.Keys.Up, kit.Keys.Up, kit.Keys.Activate)
	if c.Value() != "public" {
		t.Errorf("value %q, want the first: the mark stops at the ends", c.Value())
	}
	if strings.Join(got.calls, " ") != "edu public" {
		t.Errorf("OnChange got %q, want a call for each change", got.calls)
	}
}

func TestChoiceRefusesWhatIsDisabledAndSaysWhy(t *testing.T) {
	t.Parallel()
	kit, got := newTestKit(), &count{}
	c := NewChoice(kit, "", lineOptions(), got.take)
	c.SetWidth(116)
	c.Focus()
	press(c, kit.Keys.End, kit.Keys.Toggle, kit.Keys.Activate)
	if c.Value() != "" || len(got.calls) != 0 {
		t.Errorf("value %q, calls %q: chose a disabled option", c.Value(), got.calls)
	}
	body := ansi.Strip(c.View().Body)
	if !strings.Contains(body, "▸( ) 备用线路") || !strings.Contains(body, "本考次没有开通备用线路") {
		t.Errorf("the disabled option cannot be reached or read:\n%s", body)
	}
}

func TestChoiceKeepsItsPlaceWhenOptionsChange(t *testing.T) {
	t.Parallel()
	kit := newTestKit()
	c := NewChoice(kit, "", numbered(9), nil)
	c.Focus()
	c.SetValue("4")
	press(c, kit.Keys.Down)
	c.SetOptions(numbered(9)[3:])
	if c.Value() != "4" || c.options[c.at].ID != "5" {
		t.Errorf("value %q, mark at %q; want 4 and 5", c.Value(), c.options[c.at].ID)
	}
	c.SetOptions(numbered(2))
	if c.Value() != "" {
		t.Errorf("value %q is not among the options", c.Value())
	}
	c.SetOptions(nil)
	if c.Focusable() {
		t.Error("a choice without options takes the focus")
	}
	press(c, kit.Keys.Down, kit.Keys.Toggle)
	if body := ansi.Strip(c.View().Body); !strings.Contains(body, kit.Texts.Empty) {
		t.Errorf("an empty choice shows %q", body)
	}
}

// TestPropertyChoiceShowsItsMark moves at random within random sizes: the focus
// mark is always drawn, once, and the height is kept.
func TestPropertyChoiceShowsItsMark(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		kit := newTestKit()
		options := numbered(rapid.IntRange(1, 12).Draw(t, "options"))
		for i := range options {
			options[i].Note = rapid.SampledFrom([]string{"", "12 ms", longChinese}).Draw(t, "note")
			options[i].Disabled = rapid.Bool().Draw(t, "disabled")
		}
		c := NewChoice(kit, rapid.SampledFrom([]string{"", "线路"}).Draw(t, "label"), options, nil)
		c.Focus()
		width, height := rapid.IntRange(12, 100).Draw(t, "width"), rapid.IntRange(3, 12).Draw(t, "height")
		c.SetWidth(width)
		c.SetHeight(height)
		keys := kit.Keys
		for range rapid.IntRange(0, 20).Draw(t, "steps") {
			press(c, rapid.SampledFrom(bindings(keys.Up, keys.Down, keys.Home, keys.End, keys.Toggle)).Draw(t, "key"))
			view := c.View()
			checkFits(t, view, width)
			lines := plainLines(view)
			if len(lines) > height {
				t.Fatalf("%d lines, more than %d:\n%s", len(lines), height, ansi.Strip(view.Body))
			}
			if n := strings.Count(ansi.Strip(view.Body), "▸("); n != 1 {
				t.Fatalf("%d focus marks in:\n%s", n, ansi.Strip(view.Body))
			}
			if first, _ := c.anchor(); !strings.HasPrefix(lines[first], "▸") {
				t.Fatalf("the anchor %d is not the line of the mark:\n%s", first, ansi.Strip(view.Body))
			}
		}
	})
}
