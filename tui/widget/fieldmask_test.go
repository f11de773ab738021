package widget

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// TestFieldMasksWhileItHasNoFocus: the value itself never changes, and who comes
// back to the field goes on where they were.
func TestFieldMasksWhileItHasNoFocus(t *testing.T) {
	t.Parallel()
	const value = "990101200501010010"
	for name, test := range map[string]struct {
		mask  func(string) string
		shown string
	}{
		"as long":  {func(s string) string { return s[:6] + strings.Repeat("*", len(s)-6) }, "990101************"},
		"shorter":  {func(string) string { return "***" }, "***"},
		"longer":   {func(s string) string { return s + "!" }, value + "!"},
		"nothing":  {func(string) string { return "" }, "[ "},
		"as it is": {nil, value},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			kit := newTestKit()
			f := NewField(kit, FieldOptions{Label: "证件号码", Mask: test.mask})
			f.Focus()
			f.Update(typed(value))
			press(f, kit.Keys.Left)
			before := ansi.Strip(f.View().Body)
			if !strings.Contains(before, value) {
				t.Errorf("with the focus it shows %q", before)
			}
			f.Blur()
			if got := ansi.Strip(f.View().Body); !strings.Contains(got, test.shown) || test.shown != value && strings.Contains(got, value+" ") {
				t.Errorf("without the focus it shows %q, want %q", got, test.shown)
			}
			if f.Value() != value {
				t.Errorf("the value is %q", f.Value())
			}
			f.Focus()
			if got := ansi.Strip(f.View().Body); got != before {
				t.Errorf("back again it shows %q, it was %q", got, before)
			}
		})
	}
}

// TestFieldMasksAlsoInLittleRoom: a value that is scrolled to its end, and its
// mask, each fit in the box.
func TestFieldMasksAlsoInLittleRoom(t *testing.T) {
	t.Parallel()
	f := NewField(newTestKit(), FieldOptions{Cells: 6, Mask: func(string) string { return "12**" }})
	f.Focus()
	f.Update(typed(strings.Repeat("９", 20)))
	f.Blur()
	if got := ansi.Strip(f.View().Body); got != " [12**  ]" {
		t.Errorf("the field is drawn as %q", got)
	}
}
