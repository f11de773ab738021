package widget

// FieldState is what a field holds and says at a moment.
type FieldState struct {
	value     string
	at        int // where the cursor stands
	err, warn string
	wasCut    bool
}

// State returns the field as it is now.
func (f *Field) State() FieldState {
	return FieldState{value: f.Value(), at: f.input.Position(), err: f.err, warn: f.warn, wasCut: f.wasCut}
}

// Restore puts the field back as it was, without a call of OnChange.
func (f *Field) Restore(was FieldState) {
	f.input.SetValue(was.value)
	f.input.SetCursor(was.at)
	f.err, f.warn, f.wasCut = was.err, was.warn, was.wasCut
	f.follow()
}
