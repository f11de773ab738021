package client

import (
	"context"
	"errors"
	"io"
	"mime"
	"net/http"

	"github.com/go-resty/resty/v2"
)

// download hands an answer that is a file on as it comes. A problem is one as ever.
func download(ctx context.Context, o call, watch *wire, response *resty.Response) (answer, *Error) {
	raw := response.RawBody()
	defer func() { _ = raw.Close() }() // only read
	header := response.Header()
	media, _, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil || response.StatusCode() != http.StatusOK || media != o.media {
		body, err := io.ReadAll(io.LimitReader(raw, maxBody))
		if err != nil {
			return answer{}, classify(ctx, o, watch, err)
		}
		return judge(o, response.StatusCode(), header, body)
	}
	if _, err := io.Copy(o.to, raw); err != nil {
		return answer{}, classify(ctx, o, watch, err)
	}
	return answer{status: response.StatusCode()}, nil
}

// sink remembers what the writer said, so that a full disk is told from a cut line.
type sink struct {
	io.Writer
	err error
}

// Write writes.
func (s *sink) Write(p []byte) (int, error) {
	n, err := s.Writer.Write(p)
	if err != nil {
		s.err = err
	}
	return n, err
}

// failed is the error of a download into the sink: the writer's own, or the client's.
func (s *sink) failed(failure *Error) error {
	switch {
	case s.err != nil:
		return errors.Join(errSink, s.err)
	case failure != nil:
		return failure
	}
	return nil
}

// errSink says whose error it is that came with it.
var errSink = errors.New("write the file")
