package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"time"

	"houbu/sshd"
)

// serveMetrics answers scrapes at an address of this machine, until it is closed.
// With an empty address nobody is answered.
func serveMetrics(ctx context.Context, address string, metrics *sshd.Metrics, log *slog.Logger) (closeIt func(), err error) {
	if address == "" {
		return func() {}, nil
	}
	at, err := netip.ParseAddrPort(address)
	if err != nil || !at.Addr().Unmap().IsLoopback() {
		return nil, fmt.Errorf("--metrics %q 不是本机的地址：指标没有密码，只能写 127.0.0.1:端口 或 [::1]:端口", address)
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("不能监听 %s：%w", address, err)
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", metrics.Handler())
	const patience = 10 * time.Second
	server := &http.Server{
		Handler: mux, ReadHeaderTimeout: patience, WriteTimeout: patience,
		ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelError),
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			log.Error("metrics", "error", err)
		}
	}()
	log.Info("metrics", "address", listener.Addr().String())
	return func() {
		_ = server.Close()
		<-done
	}, nil
}
