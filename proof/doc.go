// Package proof holds the tests that show the waitlist's promises to hold where
// they are hard to keep: with many at once through HTTP at several backends,
// while backends are killed, and over a network that loses replies. It runs the
// real program (houbu serve, houbu import) and the real client, on SQLite and on
// PostgreSQL, and judges what they did by a specification and by SQL of its own,
// which share no code with the product.
//
// What is random prints its seed; -proof.seed repeats the choices, though not
// the order in which the machine carries them out.
//
//	go test ./proof -run TestHistory -proof.seed=42
package proof
