package widget

import "testing"

// TestFieldIsPutBack: text, place of the cursor and messages are as they were.
func TestFieldIsPutBack(t *testing.T) {
	t.Parallel()
	kit := newTestKit()
	f := NewField(kit, FieldOptions{Value: "张三", Limit: 4})
	f.Focus()
	press(f, kit.Keys.Left)
	f.SetError("姓名有误")
	f.SetWarning("请核对")
	was, before := f.State(), f.View()
	f.Update(typed("990101"))
	if f.Value() == "张三" || f.Err() != "" {
		t.Fatal("typing changed nothing")
	}
	f.SetWarning("")
	f.Restore(was)
	if got := f.View(); got.Body != before.Body || *got.Cursor != *before.Cursor {
		t.Errorf("it is drawn as %q with the cursor at %+v, it was %q at %+v", got.Body, got.Cursor, before.Body, before.Cursor)
	}
}
