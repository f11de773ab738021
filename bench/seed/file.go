package seed

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
)

// File says who is in a seeded database. It holds logins, so it is readable by
// its owner alone.
type File struct {
	Session   string  `json:"session"`   // id of the exam session
	Agreement string  `json:"agreement"` // version in force
	Subject   string  `json:"subject"`   // code of the pools' subject
	Password  string  `json:"password,omitempty"`
	Pools     []Pool  `json:"pools"`
	Ready     []Ready `json:"ready"`
	Fresh     []Fresh `json:"fresh"`
}

// Pool is a campus, and the number that its next join gets.
type Pool struct {
	Campus string `json:"campus"`
	Next   int    `json:"next"`
}

// Ready is a candidate who can join at once. N gives their login.
type Ready struct {
	Token string `json:"token"`
	Pool  int    `json:"pool"` // index; the candidate's own campus
	N     int    `json:"n"`
}

// Fresh is a candidate who has only an account. N gives their login, number and
// name.
type Fresh struct {
	N    int `json:"n"`
	Pool int `json:"pool"`
}

// ErrFile is returned for a file that Save has not written.
var ErrFile = errors.New("the file does not list synthetic candidates")

// Save writes the file, for its owner alone.
func (f *File) Save(path string) error {
	body, err := json.Marshal(f)
	if err != nil {
		return fmt.Errorf("encode the candidates' file: %w", err)
	}
	if err := os.WriteFile(path, body, 0o600); err != nil {
		return fmt.Errorf("write the candidates' file: %w", err)
	}
	if err := os.Chmod(path, 0o600); err != nil { // it may have been there, for others to read
		return fmt.Errorf("write the candidates' file: %w", err)
	}
	return nil
}

// Load reads a file that Save has written.
func Load(path string) (*File, error) {
	body, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the candidates' file: %w", err)
	}
	var f File
	if err := json.Unmarshal(body, &f); err != nil {
		return nil, ErrFile // the decoder's words may quote a login
	}
	for _, r := range f.Ready {
		if r.Pool < 0 || r.Pool >= len(f.Pools) {
			return nil, ErrFile
		}
	}
	for _, r := range f.Fresh {
		if r.Pool < 0 || r.Pool >= len(f.Pools) {
			return nil, ErrFile
		}
	}
	if len(f.Pools) == 0 {
		return nil, ErrFile
	}
	return &f, nil
}
