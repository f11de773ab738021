package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"

	"houbu/api"
	"houbu/bench/seed"
)

// pollers is how many candidates poll: each reads their own state.
const pollers = 1000

// poll compares reads of one's own state with a bare handler that returns the
// same bytes.
func poll(empty databases) scenario {
	return func(ctx context.Context, l *lab, out io.Writer) (err error) {
		on, err := empty(ctx, l, "poll")
		if err != nil {
			return err
		}
		houbu, err := l.queue(ctx, on)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, houbu.stop()) }()
		if err := l.record(ctx, houbu); err != nil {
			return err
		}
		bare, err := l.start(ctx, "bare", os.Args[0], bareCommand, l.recording())
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, bare.stop()) }()
		for _, row := range []string{"304", "200"} {
			c := comparison{
				peer: "bare net/http handler, same bytes, " + row, houbu: "houbu bench poll, " + row, unit: "/s",
				measurePeer:  func(ctx context.Context, _ int) (float64, error) { return l.measurePoll(ctx, bare, row) },
				measureHoubu: func(ctx context.Context, _ int) (float64, error) { return l.measurePoll(ctx, houbu, row) },
			}
			if err := l.run(ctx, c, out); err != nil {
				return err
			}
		}
		return nil
	}
}

// queue serves a database in which the pollers wait in the queues of ten pools.
func (l *lab) queue(ctx context.Context, on database) (*backend, error) {
	b, err := l.serveSeeded(ctx, on, "--candidates", strconv.Itoa(pollers), "--pools", "10", "--held", "300", "--waiting", "10000")
	if err != nil {
		return nil, err
	}
	if _, err := l.bench(ctx, b, "join"); err != nil {
		return nil, errors.Join(err, b.stop())
	}
	return b, nil
}

func (l *lab) measurePoll(ctx context.Context, on *backend, row string) (float64, error) {
	report, err := l.bench(ctx, on, "poll", "--for", l.lasts.String(), "--only", row)
	if err != nil {
		return 0, err
	}
	found := report.Row(row)
	if found == nil {
		return 0, fmt.Errorf("houbu bench poll has not measured %s", row)
	}
	l.say("  poll %s: %.0f/s, p50 %.2f ms, p99 %.2f ms", row, found.Rate, found.P50, found.P99)
	return found.Rate, nil
}

func (l *lab) recording() string { return filepath.Join(l.dir, "recording.json") }

// recording is an answer of Houbu's, for the bare handler to repeat.
type recording struct {
	Header http.Header
	Body   []byte
}

// record keeps the answer to one candidate's poll.
func (l *lab) record(ctx context.Context, from *backend) (err error) {
	file, err := seed.Load(l.candidates())
	if err != nil {
		return fmt.Errorf("find a candidate: %w", err)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, from.url+api.PathRegistration, http.NoBody)
	if err != nil {
		return fmt.Errorf("make a request: %w", err)
	}
	request.Header.Set("Authorization", "Bearer "+file.Ready[0].Token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("record an answer: %w", err)
	}
	defer func() { err = errors.Join(err, response.Body.Close()) }()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		return fmt.Errorf("record an answer: status %d: %w", response.StatusCode, err)
	}
	text, err := json.Marshal(recording{response.Header, body})
	if err != nil {
		return fmt.Errorf("keep an answer: %w", err)
	}
	if err := os.WriteFile(l.recording(), text, 0o600); err != nil {
		return fmt.Errorf("keep an answer: %w", err)
	}
	return nil
}
