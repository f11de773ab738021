package tui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
)

// header is the first line: the screen's title and the exam session at the
// left, the person, the line and the connection at the right. The session is
// shortened first, since the title says where one is.
func (m *Machine) header(width int) string {
	right, rightWidth := m.headerRight(width)
	left := max(0, width-rightWidth-1)
	title := m.theme.Truncate(" "+Clean(m.screen.Title()), left)
	line := m.theme.Title.Render(title)
	const worth = 8 // a shorter rest of the session's name says nothing
	if room := left - Width(title) - 3; m.status.exam != "" && room >= worth {
		line += " " + m.theme.Muted.Render(m.theme.Glyphs.Bullet+" "+m.theme.Truncate(m.status.exam, room))
	}
	return PadRight(line, width-rightWidth) + right
}

func (m *Machine) headerRight(width int) (string, int) {
	var parts []string
	if m.status.person != "" {
		parts = append(parts, m.theme.Text.Render(m.theme.Truncate(m.status.person, width/5)))
	}
	if m.status.line != "" {
		parts = append(parts, m.theme.Muted.Render(m.theme.Truncate(m.status.line, width/5)))
	}
	switch {
	case !m.status.known:
	case m.status.online:
		parts = append(parts, m.theme.Success.Render(m.theme.Glyphs.Online+" "+m.options.Text.Online))
	default:
		parts = append(parts, m.theme.Error.Render(m.theme.Glyphs.Offline+" "+m.options.Text.Offline))
	}
	right := strings.Join(parts, "  ")
	if right != "" {
		right += " "
	}
	return right, Width(right)
}

// noticeLine is the line above the footer. Its mark and words tell its tone.
func (m *Machine) noticeLine(width int) string {
	if m.notice.text == "" {
		return ""
	}
	text := m.theme.ToneMark(m.notice.tone) + " " + m.options.Text.Tones[m.notice.tone] + m.notice.text
	return m.theme.Tone(m.notice.tone).Render(m.theme.Truncate(" "+text, width))
}

// footer lists the keys that work now, as they come. Where they do not all fit, those
// that move within a control are left out first, since they speak for themselves, then
// the keys move together, and then the last are left out. The way back, help and quit
// stay: who is lost needs those, and the help lists the rest.
func footer(theme *Theme, bindings []key.Binding, keys *KeyMap, width int) string {
	named := make([]key.Binding, 0, len(bindings))
	for _, b := range bindings {
		if !sameAsOne(b, keys.Up, keys.Down, keys.Left, keys.Right, keys.PageUp, keys.PageDown, keys.Home, keys.End) {
			named = append(named, b)
		}
	}
	gap := "  "
	if Width(footerText(theme, named, gap)) > width {
		bindings, gap = named, " "
	}
	shown := slices.Clone(bindings)
	for at := len(shown) - 1; at >= 0 && Width(footerText(theme, shown, gap)) > width; at-- {
		if !sameAsOne(shown[at], keys.Back, keys.Help, keys.Quit) {
			shown = slices.Delete(shown, at, at+1)
		}
	}
	return theme.Truncate(footerText(theme, shown, gap), width)
}

// footerText is a footer of some keys.
func footerText(theme *Theme, bindings []key.Binding, gap string) string {
	parts := make([]string, len(bindings))
	for i, b := range bindings {
		parts[i] = theme.KeyName.Render(b.Help().Key) + " " + theme.KeyLabel.Render(b.Help().Desc)
	}
	return " " + strings.Join(parts, gap)
}

func sameAsOne(a key.Binding, others ...key.Binding) bool {
	return slices.ContainsFunc(others, func(b key.Binding) bool { return sameBinding(a, b) })
}

func sameBinding(a, b key.Binding) bool {
	return a.Help() == b.Help()
}
