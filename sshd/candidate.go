package sshd

import (
	"context"
	"fmt"
	"net/http"

	"houbu/client"
	"houbu/tui"
)

// Candidates makes the programs of a server: for each session a client and a
// machine of its own.
type Candidates struct {
	Endpoints []client.Endpoint
	UserAgent string
	// Transport carries the requests of all clients; client.SharedTransport.
	Transport http.RoundTripper
	// NewMachine makes the machine of a session, on a client and for a terminal.
	NewMachine func(api *Lasting, getenv func(name string) string) *tui.Machine
}

// NewProgram makes the program of one session. Its login is in memory only, and
// given back at its end, after what was submitted.
func (c Candidates) NewProgram(v Visitor) (Program, error) {
	own, err := client.New(client.Options{
		Endpoints: c.Endpoints, Failover: true, UserAgent: c.UserAgent, ForwardedFor: v.Addr, Transport: c.Transport,
	})
	if err != nil {
		return Program{}, fmt.Errorf("set up the client: %w", err)
	}
	lasting := NewLasting(own)
	return Program{
		Root:  c.NewMachine(lasting, v.Getenv),
		Leave: lasting.Leave,
		End:   func() { giveBack(lasting) },
	}, nil
}

// giveBack ends what a session held.
func giveBack(l *Lasting) {
	finish, cancel := context.WithTimeout(context.Background(), finishTime)
	defer cancel()
	l.Finish(finish)
	logout, cancel := context.WithTimeout(context.Background(), endTime)
	defer cancel()
	_ = l.Logout(logout) // what fails ends when the login expires
	l.cut()
	l.Close()
}
