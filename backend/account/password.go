package account

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/alexedwards/argon2id"
)

// ErrHash is returned for a stored password that is no argon2id hash of
// bearable cost.
var ErrHash = errors.New("the stored password is no usable argon2id hash")

const (
	hashPrefix = "$argon2id$"
	// maxMemory (KiB) and maxIterations bound what a hash of a roster may cost.
	maxMemory     = 256 * 1024
	maxIterations = 16
	// dummyHash is compared when there is no account, so that the answer takes
	// as long as when there is one. It is of a random password nobody knows.
	dummyHash = "$argon2id$v=19$m=19456,t=2,p=1$5lCmFKhAJhdYtUiXqgYe6Q$w3aLarrUk2DaPSkezvcfsbn6C7Sv6rSSF/RhkwqWhiI"
)

// HashPassword returns the argon2id hash to store for a password, with the
// parameters that OWASP recommends (19 MiB, 2 passes, 1 lane). A roster may
// hold hashes instead of passwords: what is one already is returned as it is.
// ErrHash when it only looks like one.
func HashPassword(password string) (string, error) {
	if strings.HasPrefix(password, hashPrefix) {
		return password, checkHash(password)
	}
	hash, err := argon2id.CreateHash(password, &argon2id.Params{
		Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32,
	})
	if err != nil {
		return "", fmt.Errorf("hash a password: %w", err)
	}
	return hash, nil
}

// checkHash refuses hashes that cannot be computed or cost too much.
func checkHash(hash string) error {
	p, _, _, err := argon2id.DecodeHash(hash)
	if err != nil {
		return ErrHash // the library's error may quote the hash
	}
	if p.Iterations < 1 || p.Iterations > maxIterations || p.Memory > maxMemory || p.Parallelism < 1 || p.KeyLength < 16 {
		return ErrHash
	}
	return nil
}

// verify tells whether a password has a hash. An empty hash, which stands for
// an account nobody can log in to, takes the same work and never matches.
func (s *Service) verify(ctx context.Context, password, hash string) (bool, error) {
	usable := hash != ""
	if !usable {
		hash = dummyHash
	}
	if err := checkHash(hash); err != nil {
		return false, err
	}
	select {
	case s.slots <- struct{}{}:
		defer func() { <-s.slots }()
	case <-ctx.Done():
		return false, fmt.Errorf("wait to check a password: %w", ctx.Err())
	}
	match, err := argon2id.ComparePasswordAndHash(password, hash)
	if err != nil {
		return false, ErrHash
	}
	return match && usable, nil
}
