package desk

import (
	"crypto/rand"
	"math/big"
)

// The parts of a password. No character is taken for another when it is told on the
// telephone or copied by hand: no 0 and O, 1, l and I, and no capitals.
const (
	passwordLetters = "abcdefghijkmnpqrstuvwxyz"
	passwordDigits  = "23456789"
)

// newPassword makes a password such as "kdfx-mwte-4827": eight letters and four digits with
// about 49 random bits, more than online guessing gets through before the account is
// locked, in groups of four that are easily told. It has what the accounts' rule asks
// for: 8 characters, a letter, a digit and one of !@#$%^&*_-.
func newPassword() string {
	return pick(passwordLetters, 4) + "-" + pick(passwordLetters, 4) + "-" + pick(passwordDigits, 4)
}

// pick takes n characters at random.
func pick(from string, n int) string {
	out := make([]byte, n)
	for i := range out {
		at, _ := rand.Int(rand.Reader, big.NewInt(int64(len(from)))) // never fails
		out[i] = from[at.Int64()]
	}
	return string(out)
}
