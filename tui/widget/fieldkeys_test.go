package widget

import (
	"reflect"
	"slices"
	"testing"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/textinput"

	"houbu/tui"
)

// TestFieldLeavesOtherKeysAlone: no key that edits a text is one that must work
// while a field has the focus, and no two edits share a key.
func TestFieldLeavesOtherKeysAlone(t *testing.T) {
	t.Parallel()
	keys := tui.NewKeyMap(tui.ChineseChrome())
	taken := map[string]string{}
	for _, b := range bindings(keys.Quit, keys.Help, keys.Refresh, keys.Back, keys.Next, keys.Prev,
		keys.Up, keys.Down, keys.PageUp, keys.PageDown, keys.Activate, keys.Lang) {
		for _, k := range b.Keys() {
			taken[k] = b.Help().Desc
		}
	}
	edits := editingKeys()
	value := reflect.ValueOf(edits)
	for i := range value.NumField() {
		name := value.Type().Field(i).Name
		for _, k := range value.Field(i).Interface().(key.Binding).Keys() {
			if other, ok := taken[k]; ok {
				t.Errorf("%q is %s in a field, and %s", k, name, other)
			}
			taken[k] = name
		}
	}
	if slices.Equal(edits.Paste.Keys(), textinput.DefaultKeyMap.Paste.Keys()) {
		t.Error("a field reads the clipboard of the machine that it runs on")
	}
}
