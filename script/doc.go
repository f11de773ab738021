// Package script is the waitlist without a screen: what houbu status, join,
// cancel, history and pay do, for scripts and for people who know what they
// want. A command does what the screen of the same step does, asks for what it
// asks for, and looks a lost reply up by the idempotency key as it does.
//
// It prints one JSON document a line, which docs/scripts.md describes, or the
// same as a table in Chinese. It knows no flags, no keyring and no terminal: cmd
// hands it the client, the writers and how to ask.
package script
