package tui

import (
	"reflect"
	"testing"

	"github.com/charmbracelet/bubbles/key"
)

// allBindings are the bindings of a key map, whatever they are named.
func allBindings(keys *KeyMap) []key.Binding {
	value := reflect.ValueOf(keys).Elem()
	out := make([]key.Binding, 0, value.NumField())
	for i := range value.NumField() {
		if binding, ok := value.Field(i).Interface().(key.Binding); ok {
			out = append(out, binding)
		}
	}
	return out
}

// TestNoTwoBindingsShareAKey: all of them may work at the same time, on a
// screen with every kind of control.
func TestNoTwoBindingsShareAKey(t *testing.T) {
	t.Parallel()
	keys := NewKeyMap(ChineseChrome())
	owner := map[string]string{}
	names := map[string]bool{}
	for _, binding := range allBindings(&keys) {
		label := binding.Help()
		if label.Key == "" || label.Desc == "" || names[label.Key] || len(binding.Keys()) == 0 {
			t.Errorf("the binding of %v has no label of its own: %v", binding.Keys(), label)
		}
		names[label.Key] = true
		for _, k := range binding.Keys() {
			if other, taken := owner[k]; taken {
				t.Errorf("%q is bound to %s and to %s", k, other, label.Desc)
			}
			owner[k] = label.Desc
		}
	}
	if want := reflect.TypeFor[KeyMap]().NumField(); len(names) != want {
		t.Errorf("%d bindings for the %d of the key map", len(names), want)
	}
}

// TestKeysExist: each name is one that Bubble Tea gives to a key.
func TestKeysExist(t *testing.T) {
	t.Parallel()
	keys := NewKeyMap(ChineseChrome())
	for _, binding := range allBindings(&keys) {
		if msg := keyOf(t, binding); !Pressed(msg, binding) {
			t.Errorf("%v does not match its own key", binding.Keys())
		}
	}
}
