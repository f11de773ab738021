// Command pictures draws the pictures of the README: it runs the real screens
// against the real backend with a fresh practice session, walks through them as
// a candidate would, and writes each frame worth a look as an SVG file.
//
//	go run ./docs/pictures [folder]
package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"

	"houbu/backend"
	httpapi "houbu/backend/http"
	"houbu/backend/practice"
	"houbu/client"
	"houbu/screens"
	"houbu/screens/text"
	"houbu/tui"
)

// patience is how long the whole walk may take.
const patience = 3 * time.Minute

func main() {
	folder := filepath.Join("docs", "pictures")
	if len(os.Args) > 1 {
		folder = os.Args[1]
	}
	tui.FixWidths()
	if err := draw(context.Background(), folder); err != nil {
		_, _ = fmt.Fprintln(os.Stderr, "pictures:", err) // nowhere else to say it
		os.Exit(1)
	}
}

// draw starts a center, walks through it and writes the pictures.
func draw(ctx context.Context, folder string) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	data, err := os.MkdirTemp("", "houbu-pictures-")
	if err != nil {
		return fmt.Errorf("make a folder for the practice session: %w", err)
	}
	defer func() { _ = os.RemoveAll(data) }() // a leftover in the temporary folder harms nobody
	address, stop, err := serve(ctx, data)
	if err != nil {
		return err
	}
	defer stop()
	api, err := client.New(client.Options{Endpoints: []client.Endpoint{
		{Name: "公网", URL: "http://" + address}, {Name: "教育网", URL: "http://" + address},
	}})
	if err != nil {
		return fmt.Errorf("set up the client: %w", err)
	}
	defer api.Close()
	w := newWalk(ctx, api, folder)
	defer w.close()
	return w.all(ctx)
}

// serve runs the backend of a practice session in which others move fast.
func serve(ctx context.Context, data string) (address string, stop func(), err error) {
	session, err := practice.Session(time.Now())
	if err != nil {
		return "", nil, fmt.Errorf("read the practice session: %w", err)
	}
	session.Practice.Tick = time.Second
	database, err := practice.Open(ctx, data, session, time.Now)
	if err != nil {
		return "", nil, fmt.Errorf("open the practice session: %w", err)
	}
	b, err := backend.Open(ctx, backend.Config{
		Address: database, Exam: session, Practice: true, Now: time.Now, PublicURL: "https://cet.example.edu",
	})
	if err != nil {
		return "", nil, fmt.Errorf("start the backend: %w", err)
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, fmt.Errorf("listen: %w", err)
	}
	ctx, cancel := context.WithCancel(ctx)
	var running sync.WaitGroup
	running.Go(func() {
		_ = httpapi.Serve(ctx, listener, b.Handler(), slog.New(slog.DiscardHandler)) // the walk notices
	})
	return listener.Addr().String(), func() {
		cancel()
		running.Wait()
		_ = b.Close() // of a folder that goes away
	}, nil
}

// newWalk shows the login on a terminal of 80×24.
func newWalk(ctx context.Context, api *client.Client, folder string) *walk {
	chrome := tui.ChineseChrome()
	keys := tui.NewKeyMap(chrome)
	theme := tui.NewTheme(tui.NewRenderer(), tui.ThemeOptions{})
	deps := &screens.Deps{
		API: api, Theme: theme, Keys: &keys, Text: text.Chinese(),
		Now: time.Now, NewKey: client.NewKey, State: &screens.State{},
	}
	machine := tui.New(tui.Options{Factory: screens.Factory(deps), Keys: &keys, Theme: theme, Text: chrome})
	return &walk{
		terminal: newTerminal(ctx, machine, &keys, tui.Size{Width: 80, Height: 24}),
		api:      api, folder: folder,
	}
}
