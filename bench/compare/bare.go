package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"
)

// bareCommand is how this program starts itself as the peer of the polls, so
// that the peer is a process of its own, as the backend is.
const bareCommand = "serve-recording"

// serveRecording answers every request with the recorded bytes, or with 304 when
// the request names their tag, until ctx ends.
func serveRecording(ctx context.Context, path string, log io.Writer) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read the recording: %w", err)
	}
	var answer recording
	if err := json.Unmarshal(text, &answer); err != nil {
		return fmt.Errorf("read the recording: %w", err)
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	server := &http.Server{Handler: answer.handler(), ReadHeaderTimeout: 5 * time.Second}
	stop := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer stop()
	slog.New(slog.NewJSONHandler(log, nil)).InfoContext(ctx, "listening", "address", listener.Addr().String())
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}

func (r *recording) handler() http.Handler {
	tag := r.Header.Get("ETag")
	r.Header.Del("Date") // net/http sets its own
	return http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		same := request.Header.Get("If-None-Match") == tag
		for name, values := range r.Header {
			if !same || (name != "Content-Type" && name != "Content-Length") {
				w.Header()[name] = values
			}
		}
		if same {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = w.Write(r.Body) // the client is gone if this fails
	})
}
