package widget

import (
	"strings"

	"houbu/tui"
)

// View draws the row, on several lines where it is too long, and the reasons
// of the buttons that do not work.
func (b *Buttons) View() tui.View {
	var lines []string
	line, used := "", 0
	for i := range b.buttons {
		text := b.button(i)
		width := tui.Width(text)
		if used > 0 && used+1+width > b.width {
			lines, line, used = append(lines, line), "", 0
		}
		if used > 0 {
			line, used = line+" ", used+1
		}
		line, used = line+text, used+width
	}
	lines = append(lines, line)
	for _, button := range b.buttons {
		if button.Disabled {
			text := button.Label + b.kit.Texts.LabelEnd + orElse(button.Reason, b.kit.Texts.Unavailable)
			lines = append(lines, hang(" ", 1, b.kit.Theme.Muted, text, b.width)...)
		}
	}
	return tui.View{Body: strings.Join(lines, "\n")}
}

func (b *Buttons) button(i int) string {
	button, theme := b.buttons[i], b.kit.Theme
	label := tui.Clean(button.Label)
	style := theme.Button
	switch {
	case b.busy != "" && b.busy == button.ID:
		label, style = tui.Clean(b.doing), theme.Disabled
	case b.busy != "" || button.Disabled:
		style = theme.Disabled
	case b.focused && i == b.at:
		style = theme.ButtonFocused
	}
	left, end := theme.Glyphs.ButtonLeft, theme.Glyphs.ButtonEnd
	label = cut(label, b.width-1-tui.Width(left+end), theme.Glyphs.Ellipsis)
	return b.gutter(i == b.at) + style.Render(left+label+end)
}

// anchor is the line of the button with the focus.
func (b *Buttons) anchor() (first, last int) {
	row, used := 0, 0
	for i := 0; i <= b.at && i < len(b.buttons); i++ {
		width := tui.Width(b.button(i))
		if used > 0 && used+1+width > b.width {
			row, used = row+1, 0
		}
		if used > 0 {
			used++
		}
		used += width
	}
	return row, row
}
