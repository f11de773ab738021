package httpapi_test

import (
	"bytes"
	"net/http"
	"os"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"houbu/api"
	httpapi "houbu/backend/http"
	"houbu/backend/http/contract"
)

func TestOpenAPIIsFresh(t *testing.T) {
	t.Parallel()
	committed, err := os.ReadFile("../../api/openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	generated, err := httpapi.OpenAPI()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(committed, generated) {
		t.Error("api/openapi.yaml is stale: run go generate ./backend/http")
	}
	w := newWorld(t)
	out := w.do(ask{method: "GET", path: api.PathOpenAPI})
	if out.Code != http.StatusOK || !bytes.Equal(out.Body.Bytes(), generated) {
		t.Errorf("served: %d, another document", out.Code)
	}
}

func TestOpenAPIIsValid(t *testing.T) {
	t.Parallel()
	contract.New(t).Document()
}

// described is an operation as the document has it.
type described struct {
	OperationID string                    `yaml:"operationId"`
	Summary     string                    `yaml:"summary"`
	Tags        []string                  `yaml:"tags"`
	Security    []map[string][]string     `yaml:"security"`
	Roles       []string                  `yaml:"x-roles"`
	Responses   map[string]map[string]any `yaml:"responses"`
	Parameters  []struct {
		Name string `yaml:"name"`
		In   string `yaml:"in"`
	} `yaml:"parameters"`
	method, path string
}

func (d described) keyed() bool {
	for _, p := range d.Parameters {
		if p.In == "header" && p.Name == api.HeaderIdempotencyKey {
			return true
		}
	}
	return false
}

// operations lists what the document describes.
func operations(t *testing.T) []described {
	t.Helper()
	text, err := httpapi.OpenAPI()
	if err != nil {
		t.Fatal(err)
	}
	var document struct {
		OpenAPI string                          `yaml:"openapi"`
		Paths   map[string]map[string]described `yaml:"paths"`
	}
	if err := yaml.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	if document.OpenAPI != "3.1.0" {
		t.Errorf("OpenAPI %s", document.OpenAPI)
	}
	var out []described
	for path, methods := range document.Paths {
		for method, d := range methods {
			d.method, d.path = method, path
			out = append(out, d)
		}
	}
	return out
}

func TestEveryOperationIsDescribed(t *testing.T) {
	t.Parallel()
	open := map[string]bool{"get-health": true, "get-exam": true, "log-in": true, "staff-log-in": true}
	seen := map[string]bool{}
	for _, d := range operations(t) {
		if d.OperationID == "" || seen[d.OperationID] || d.Summary == "" || len(d.Tags) != 1 {
			t.Errorf("%s %s: id %q, summary %q, tags %v", d.method, d.path, d.OperationID, d.Summary, d.Tags)
		}
		seen[d.OperationID] = true
		if (len(d.Security) == 0) != open[d.OperationID] {
			t.Errorf("%s: security %v", d.OperationID, d.Security)
		}
		for _, status := range []string{"400", "413", "500", "503"} {
			if d.Responses[status] == nil {
				t.Errorf("%s: no problem for %s", d.OperationID, status)
			}
		}
		if _, has := d.Responses["401"]; has == open[d.OperationID] && !strings.HasSuffix(d.OperationID, "log-in") {
			t.Errorf("%s: a 401 is described: %v", d.OperationID, has)
		}
	}
	if len(seen) != 44 {
		t.Errorf("%d operations: the contract has 44", len(seen))
	}
	for _, id := range []string{"join", "cancel", "choose-report", "create-order"} {
		for _, d := range operations(t) {
			if d.OperationID == id && !d.keyed() {
				t.Errorf("%s does not ask for an idempotency key", id)
			}
		}
	}
}
