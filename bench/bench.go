// Package bench measures a running backend as candidates would use it: joins,
// polls, the wave after an expiry, and the opening rush. It speaks the API over
// HTTP and checks the answers; the candidates come from a database that package
// seed has filled. How fast is for the reader of the report to judge.
package bench

import (
	"crypto/rand"
	"errors"
	"fmt"
	"strconv"

	"houbu/api"
	"houbu/bench/load"
	"houbu/bench/seed"
)

// ErrTooFew is returned when the candidates' file has fewer than are asked for.
var ErrTooFew = errors.New("the candidates' file has too few candidates")

// Target is the server under load, and who puts it there.
type Target struct {
	Host        string // host:port
	Candidates  *seed.File
	Connections int
}

// NewTarget checks where a benchmark is aimed at.
func NewTarget(server string, candidates *seed.File, connections int) (Target, error) {
	host, err := load.Host(server)
	if err != nil {
		return Target{}, fmt.Errorf("find the server: %w", err)
	}
	return Target{Host: host, Candidates: candidates, Connections: connections}, nil
}

// keyPrefix is unlike that of any other run, so that no key comes back.
func keyPrefix() string { return "bench-" + rand.Text()[:12] + "-" }

// appendJoin appends a join of a campus under a key.
func (t *Target) appendJoin(buf []byte, token, key, campus string) []byte {
	headers := make([]byte, 0, 256)
	headers = append(headers, "Authorization: Bearer "...)
	headers = append(headers, token...)
	headers = append(headers, "\r\n"+api.HeaderIdempotencyKey+": "...)
	headers = append(headers, key...)
	headers = append(headers, "\r\n"...)
	body := make([]byte, 0, 64)
	body = append(body, `{"campus_code":"`...)
	body = append(body, campus...)
	body = append(body, `","subject":"`...)
	body = append(body, t.Candidates.Subject...)
	body = append(body, `"}`...)
	return load.Request(buf, "POST", api.PathEntries, t.Host, string(headers), body)
}

// appendGet appends a read with a login and further header lines.
func (t *Target) appendGet(buf []byte, path, token, headers string) []byte {
	return load.Request(buf, "GET", path, t.Host, "Authorization: Bearer "+token+"\r\n"+headers, nil)
}

// unexpected says which answer came instead of the right one, without its text:
// that may be personal.
func unexpected(a *load.Answer, want int) error {
	return errors.New("answered " + strconv.Itoa(a.Status) + " instead of " + strconv.Itoa(want) + code(a.Body))
}
