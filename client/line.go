package client

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"houbu/api"
)

const opProbe = "probe"

// probeTimeout limits a latency measurement: a line slower than this is no
// line to choose.
const probeTimeout = 3 * time.Second

// Endpoint is a line to the backend (step 1): 公网 or 教育网. All lines lead to
// the same backend.
type Endpoint struct {
	Name string // as the candidate sees it
	URL  string // http or https, with a path prefix at most
}

// Endpoints returns the lines in the order of the options.
func (c *Client) Endpoints() []Endpoint { return slices.Clone(c.endpoints) }

// Use chooses the line by its index for the calls that follow. An index that
// does not exist is ignored.
//
// With Options.Failover the choice is a wish: the line chosen is tried at once,
// whatever is known of it. While it is dead, calls go by the next line that
// answers, and they come back to the chosen one when it does again.
func (c *Client) Use(i int) {
	if i < 0 || i >= len(c.endpoints) {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.line, c.chosen = i, i
	c.choice++
	c.health[i] = lineHealth{}
}

// Line returns the index of the line in use: the one chosen, or with
// Options.Failover the one that answered last.
func (c *Client) Line() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.line
}

// Probe measures how long line i takes to answer, connecting included. It
// tries once, for at most 3 seconds, and fails also when what answers is not
// the backend. With Options.Failover a line that fails is not tried first for a
// while.
func (c *Client) Probe(ctx context.Context, i int) (time.Duration, error) {
	if i < 0 || i >= len(c.endpoints) {
		return 0, refusedHere(opProbe, api.CodeNotFound)
	}
	limited, cancel := context.WithTimeout(ctx, probeTimeout)
	defer cancel()
	began := time.Now()
	if failure := c.probe(limited, c.endpoints[i].URL); failure != nil {
		if failure.OfLine() && ctx.Err() == nil {
			c.failed(i)
		}
		return 0, failure
	}
	c.alive(i)
	return time.Since(began), nil
}

// probe asks a line for the backend's health.
func (c *Client) probe(ctx context.Context, base string) *Error {
	const op = opProbe
	answer, failure := c.try(ctx, base, call{op: op, method: http.MethodGet, path: api.PathHealth})
	if failure != nil {
		return failure
	}
	var health api.Health
	if failure := answer.decode(op, &health); failure != nil {
		return failure
	}
	if health.Status == "" {
		return badAnswer(op, answer.status)
	}
	return nil
}

// base is the address of the line in use.
func (c *Client) base() string { return c.endpoints[c.Line()].URL }

// baseURL checks an endpoint's address and returns it without a trailing
// slash. Its errors do not repeat the address, which may hold a password.
func baseURL(raw string) (string, error) {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil {
		return "", errors.New("the address is malformed")
	}
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return "", errors.New("the address must begin with http:// or https://")
	case u.Hostname() == "":
		return "", errors.New("the address has no host")
	case u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return "", errors.New("the address must hold a host and a path only")
	case strings.ContainsAny(u.Path, "{}"):
		return "", errors.New("the address must hold no braces")
	}
	return strings.TrimRight(u.String(), "/"), nil
}
