//go:build unix

package e2e

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"houbu/backend/http/contract"
)

// checked is an address at which a backend is reached and each exchange of the
// real program with it is held against api/openapi.yaml.
func checked(t *testing.T, backend string) string {
	t.Helper()
	server := httptest.NewServer(contract.New(t).Handler(http.HandlerFunc(front(t, backend).pass)))
	t.Cleanup(server.Close)
	return server.URL
}
