package client

import "crypto/rand"

// NewKey returns a fresh idempotency key: at least 128 random bits, in
// characters that api.HeaderIdempotencyKey allows. Make one for each intention
// of the candidate and keep it until its outcome is known.
func NewKey() string { return rand.Text() }

// isToken tells whether text is one of the identifiers that travel in paths
// and headers: letters, digits, hyphens and underscores, not more than 64.
func isToken(text string) bool {
	const longest = 64
	if text == "" || len(text) > longest {
		return false
	}
	for _, r := range text {
		letter := (r >= 'a' && r <= 'z') || (r >= 'A' && r <= 'Z')
		if !letter && (r < '0' || r > '9') && r != '-' && r != '_' {
			return false
		}
	}
	return true
}
