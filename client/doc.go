// Package client speaks to Houbu's backend over HTTP. It turns the wire of
// package api into calls with a context, one error type, and retries only
// where they are safe: a request that changes something is repeated with its
// idempotency key or not at all.
//
// It knows no terminal, no screen and no rule of the waitlist; what is
// possible is for the backend to say. It keeps the bearer token in memory only
// and logs nothing.
package client
