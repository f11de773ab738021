package tui

import (
	"testing"

	"houbu/tui/goldentest"
)

// TestUnderEachEnvironment draws the same again where other widths are taken
// for granted.
func TestUnderEachEnvironment(t *testing.T) {
	t.Parallel()
	goldentest.UnderEach(t, "Golden$|^TestProperty", *update)
}
