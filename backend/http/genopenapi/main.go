// Command genopenapi writes api/openapi.yaml from the types. go generate runs
// it in backend/http.
package main

import (
	"fmt"
	"os"

	httpapi "houbu/backend/http"
)

func main() {
	if err := run("../../api/openapi.yaml"); err != nil {
		fmt.Fprintln(os.Stderr, "genopenapi:", err)
		os.Exit(1)
	}
}

func run(path string) error {
	document, err := httpapi.OpenAPI()
	if err != nil {
		return fmt.Errorf("describe the API: %w", err)
	}
	return os.WriteFile(path, document, 0o644) //nolint:gosec // a source file, for everyone to read
}
