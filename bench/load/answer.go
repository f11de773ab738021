package load

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
)

// Answer is what is looked at of a response.
type Answer struct {
	Status     int
	ETag       string
	RetryAfter string
	Body       []byte // good until the next request of the worker

	length  int // of the body; -1: not said
	chunked bool
	last    bool // the server closes the connection after it
}

// maxBody bounds an answer's body.
const maxBody = 16 << 20

var errForm = errors.New("the answer is no HTTP/1.1 response")

// read reads one response.
func (c *conn) read(a *Answer) error {
	*a = Answer{length: -1}
	line, err := c.line()
	if err != nil {
		return err
	}
	if len(line) < 12 || !bytes.HasPrefix(line, []byte("HTTP/1.1 ")) {
		return errForm
	}
	if a.Status, err = strconv.Atoi(string(line[9:12])); err != nil {
		return errForm
	}
	for {
		line, err := c.line()
		if err != nil {
			return err
		}
		if len(line) == 0 {
			break
		}
		if err := a.header(line); err != nil {
			return err
		}
	}
	return c.readBody(a)
}

// line reads a line without its end.
func (c *conn) line() ([]byte, error) {
	line, err := c.in.ReadSlice('\n')
	if err != nil {
		return nil, err //nolint:wrapcheck // exchange says what was being done
	}
	return bytes.TrimSuffix(line[:len(line)-1], []byte("\r")), nil
}

// header takes what matters of a header line.
func (a *Answer) header(line []byte) (err error) {
	name, value, found := bytes.Cut(line, []byte(":"))
	if !found {
		return errForm
	}
	value = bytes.TrimSpace(value)
	switch len(name) { // most headers need no comparison
	case len("ETag"):
		if bytes.EqualFold(name, []byte("ETag")) {
			a.ETag = string(value)
		}
	case len("Connection"):
		if bytes.EqualFold(name, []byte("Connection")) {
			a.last = bytes.EqualFold(value, []byte("close"))
		}
	case len("Retry-After"):
		if bytes.EqualFold(name, []byte("Retry-After")) {
			a.RetryAfter = string(value)
		}
	case len("Content-Length"):
		if bytes.EqualFold(name, []byte("Content-Length")) {
			a.length, err = strconv.Atoi(string(value))
		}
	case len("Transfer-Encoding"):
		if bytes.EqualFold(name, []byte("Transfer-Encoding")) {
			a.chunked = bytes.EqualFold(value, []byte("chunked"))
		}
	}
	if err != nil {
		return errForm
	}
	return nil
}

// readBody reads exactly the body that the headers announce.
func (c *conn) readBody(a *Answer) error {
	c.body = c.body[:0]
	switch {
	case a.Status == http.StatusNoContent, a.Status == http.StatusNotModified:
	case a.chunked:
		if err := c.readChunks(); err != nil {
			return err
		}
	case a.length < 0 || a.length > maxBody:
		return fmt.Errorf("%w: a body of unknown length or too long", errForm)
	default:
		if err := c.more(a.length); err != nil {
			return err
		}
	}
	a.Body = c.body
	return nil
}

// readChunks reads a body in chunks, and what follows it.
func (c *conn) readChunks() error {
	for {
		line, err := c.line()
		if err != nil {
			return err
		}
		size, err := strconv.ParseUint(string(line), 16, 31)
		if err != nil || len(c.body)+int(size) > maxBody {
			return errForm
		}
		if err := c.more(int(size)); err != nil {
			return err
		}
		if line, err = c.line(); err != nil {
			return err
		}
		if len(line) != 0 {
			return errForm // trailers are none of ours
		}
		if size == 0 {
			return nil
		}
	}
}

// more reads n bytes onto the end of the body.
func (c *conn) more(n int) error {
	start := len(c.body)
	if cap(c.body) < start+n {
		c.body = append(make([]byte, 0, 2*(start+n)), c.body...)
	}
	c.body = c.body[:start+n]
	_, err := io.ReadFull(c.in, c.body[start:])
	return err //nolint:wrapcheck // exchange says what was being done
}
