package main

import (
	"errors"
	"strings"
	"testing"
)

// TestDeskSaysWhatItNeeds: without a backend there is no staff, so it starts none.
func TestDeskSaysWhatItNeeds(t *testing.T) {
	t.Parallel()
	err := runDesk(t.Context(), deskFlags{})
	if !errors.Is(err, errDeskServer) || !strings.Contains(err.Error(), "--server") || !strings.Contains(err.Error(), "houbu staff add") {
		t.Errorf("without --server it says %v", err)
	}
	if err := runDesk(t.Context(), deskFlags{servers: []string{"nonsense"}}); err == nil || !strings.Contains(err.Error(), "不是网址") {
		t.Errorf("with an address that is none it says %v", err)
	}
}
