//go:build !exchanges

package main

import "net/http"

// observed is the backend as it is. The build of the end-to-end tests has
// another one, which records what goes over the wire.
func observed(backend http.Handler) http.Handler { return backend }
