package script

import (
	"context"
	"net"
	"testing"
	"time"

	"houbu/api"
	"houbu/client"
)

// lostReply joins at a server that breaks each connection once it has read from
// it.
func lostReply(t *testing.T) error {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			_, _ = conn.Read(make([]byte, 1<<12)) // whatever came of it
			_ = conn.Close()
		}
	}()
	c, err := client.New(client.Options{
		Endpoints: []client.Endpoint{{URL: "http://" + listener.Addr().String()}}, Retries: -1,
		Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	_, err = c.Join(t.Context(), client.NewKey(), api.Join{CampusCode: "993010", Subject: "1"})
	return err
}
