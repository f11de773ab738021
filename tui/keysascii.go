package tui

// SpellArrows names the arrow keys in letters, for terminals under --ascii.
func (k *KeyMap) SpellArrows() {
	k.Up.SetHelp("Up", k.Up.Help().Desc)
	k.Down.SetHelp("Down", k.Down.Help().Desc)
	k.Left.SetHelp("Left", k.Left.Help().Desc)
	k.Right.SetHelp("Right", k.Right.Help().Desc)
}
