package httpapi

import (
	"strconv"
	"testing"
	"time"
)

// TestPacesAreForgotten has more accounts ask than are to be remembered.
func TestPacesAreForgotten(t *testing.T) {
	t.Parallel()
	const most = 50
	p := newPace(10, most)
	now := time.Date(2026, 10, 8, 9, 0, 0, 0, time.UTC)
	for i := range 20 * most {
		if err := p.ask(digest{byte(i), byte(i >> 8)}, strconv.Itoa(i), now.Add(time.Duration(i)*time.Millisecond)); err != nil {
			t.Fatalf("account %d: %v", i, err)
		}
		if len(p.tokens) > most {
			t.Fatalf("%d tokens are remembered, want at most %d", len(p.tokens), most)
		}
		if len(p.due) > most {
			t.Fatalf("%d accounts are remembered, want at most %d", len(p.due), most)
		}
	}
}
