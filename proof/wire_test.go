package proof

import (
	"net/http"
	"net/http/httptrace"
	"sync/atomic"

	"houbu/api"
)

// wire counts submissions that were sent and whose replies never came. The client
// alone cannot tell: it repeats them under their keys at the other line, and hears
// there what became of the first.
type wire struct {
	http.RoundTripper
	lost *atomic.Int64
}

// RoundTrip sends a request. net/http may send it twice, over another connection.
func (w wire) RoundTrip(request *http.Request) (*http.Response, error) {
	if request.Header.Get(api.HeaderIdempotencyKey) == "" {
		return w.RoundTripper.RoundTrip(request) //nolint:wrapcheck // it stands between
	}
	var sent atomic.Bool // and not answered
	missing := func() {
		if sent.Swap(false) {
			w.lost.Add(1)
		}
	}
	ctx := httptrace.WithClientTrace(request.Context(), &httptrace.ClientTrace{
		GetConn:              func(string) { missing() }, // of the connection before
		WroteRequest:         func(info httptrace.WroteRequestInfo) { sent.Store(info.Err == nil) },
		GotFirstResponseByte: func() { sent.Store(false) },
	})
	answer, err := w.RoundTripper.RoundTrip(request.WithContext(ctx))
	if err != nil {
		missing()
	}
	return answer, err //nolint:wrapcheck // it stands between
}
