package client

import (
	"bytes"
	"encoding/json"
	"mime"
	"net/http"
	"strconv"
	"time"

	"houbu/api"
)

// maxRetryAfter bounds what a backend may ask to wait, against nonsense.
const maxRetryAfter = 24 * time.Hour

// answer is a successful reply, or a 304.
type answer struct {
	status int
	etag   string
	body   []byte
}

// judge tells an answer of the backend from a problem, and both from what
// something between here and the backend said.
func judge(o call, status int, header http.Header, body []byte) (answer, *Error) {
	a := answer{status: status, etag: header.Get("ETag"), body: body}
	media, _, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil {
		media = ""
	}
	switch {
	case a.status == http.StatusNoContent:
		return a, nil
	case a.status == http.StatusNotModified && o.etag != "":
		return a, nil
	case status >= 200 && status < 300 && media == "application/json":
		return a, nil
	case status >= http.StatusBadRequest && media == "application/problem+json":
		return answer{}, refused(o, a, header)
	}
	return answer{}, strange(o, a.status, header)
}

// refused reads the problem that the backend answered with.
func refused(o call, a answer, header http.Header) *Error {
	var problem api.Problem
	if !isObject(a.body) || json.Unmarshal(a.body, &problem) != nil || problem.Code == "" {
		return strange(o, a.status, header)
	}
	wait := retryAfter(header)
	if problem.RetryAfter > 0 {
		wait = seconds(problem.RetryAfter)
	}
	return &Error{
		Op: o.op, Kind: Refused, Code: problem.Code, Status: a.status,
		RetryAfter: wait, Next: problem.Next, Fields: problem.Errors,
		// A backend that failed half-way may have committed before it did.
		unknown: o.irreversible() && a.status >= http.StatusInternalServerError,
	}
}

// strange is an answer that is not the backend's. Whether the request went
// through to it is not known.
func strange(o call, status int, header http.Header) *Error {
	failure := badAnswer(o.op, status)
	failure.RetryAfter = retryAfter(header)
	failure.unknown = o.irreversible()
	return failure
}

// decode reads the answer's JSON object into value.
func (a answer) decode(op string, value any) *Error {
	if a.status == http.StatusNoContent || !isObject(a.body) {
		return badAnswer(op, a.status)
	}
	if err := json.Unmarshal(a.body, value); err != nil {
		return badAnswer(op, a.status)
	}
	return nil
}

// isObject tells whether the text begins as a JSON object: null and lists
// decode into a struct without an error, or with one that repeats them.
func isObject(body []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(body, " \t\r\n"), []byte("{"))
}

// retryAfter reads the header Retry-After, in seconds or as a date; zero when
// there is none.
func retryAfter(header http.Header) time.Duration {
	text := header.Get("Retry-After")
	if n, err := strconv.Atoi(text); err == nil {
		return seconds(n)
	}
	at, err := http.ParseTime(text)
	if err != nil {
		return 0
	}
	return min(max(time.Until(at), 0), maxRetryAfter)
}

func seconds(n int) time.Duration {
	n = min(max(n, 0), int(maxRetryAfter/time.Second))
	return time.Duration(n) * time.Second
}
