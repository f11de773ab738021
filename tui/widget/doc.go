// Package widget holds what screens are made of: fields, choices, checkboxes,
// buttons, tables, facts, scrolling texts, and the form that joins them. It
// knows how they look and behave and nothing of what they say: texts are
// passed in, and a screen learns what happened from the functions that it gave
// (OnChange, OnPick, press), which are called inside Update. It knows neither
// steps nor the client.
//
// Every widget is made with a Kit (theme, keys, a few words) and is used alike:
// SetWidth or SetSize when the room changes, Update for each message, View to
// draw. View says where the real cursor stands. No line is wider than the
// width given, measured as the terminal measures (x/ansi).
//
// The usual screen holds one Form:
//
//	form := widget.NewForm(kit).
//		Add("account", account).           // *Field
//		Add("password", password).
//		Add("line", line).                 // *Choice
//		Add("agreed", agreed).             // *Checkbox
//		Add("", widget.NewGap(kit)).
//		Add("buttons", buttons)            // *Buttons
//	func (s *Screen) Init(ctx) tea.Cmd         { return s.form.Init() }
//	func (s *Screen) SetSize(size tui.Size)    { s.form.SetSize(size) }
//	func (s *Screen) Update(msg tea.Msg) tea.Cmd { return s.form.Update(msg) }
//	func (s *Screen) View() tui.View           { return s.form.View() }
//	func (s *Screen) Typing() bool             { return s.form.Typing() }
//	func (s *Screen) Keys() []key.Binding      { return s.form.Keys() }
//
// What is typed stays in the widgets; Field.Value, Choice.Value, Table.Value
// and Checkbox.Checked read it. Form.SetErrors puts errors beside the elements
// by their names and goes to the first. Buttons.SetBusy, called inside the
// press function, makes an action run once.
//
// Beside these: Note, Facts and Cards stand in a form; with Rows, up and down move
// between cards. A Space is an empty line that gives way where there is little
// room. Facts and Text go into a Scroll, which a form gives the height left by Grow; Busy counts the seconds of
// something that runs; Remaining and NextChange tell the time left; NewQR draws
// a QR code.
package widget
