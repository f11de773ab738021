package proof

import (
	"bytes"
	"context"
	"encoding/json"
	"sync"
	"testing"

	toxiproxy "github.com/Shopify/toxiproxy/v2"
	"github.com/rs/zerolog"
)

// toxic is a fault as toxiproxy reads it.
type toxic struct {
	Type       string     `json:"type"`
	Stream     string     `json:"stream"` // downstream: the reply
	Toxicity   float32    `json:"toxicity"`
	Attributes attributes `json:"attributes"`
}

type attributes map[string]int

// proxy is a network between a client and a backend.
type proxy struct {
	*toxiproxy.Proxy
	t    *testing.T
	most int // waits of the client until the network is well

	mu    sync.Mutex // guards what follows
	waits int        // since the last fault began
}

func newProxy(t *testing.T, upstream string, most int) *proxy {
	t.Helper()
	server := toxiproxy.NewServer(toxiproxy.NewMetricsContainer(nil), zerolog.Nop())
	p := &proxy{Proxy: toxiproxy.NewProxy(server, t.Name(), "127.0.0.1:0", upstream), t: t, most: most}
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Stop)
	return p
}

// poison begins a fault, on connections that stand and on new ones.
func (p *proxy) poison(toxics []toxic) {
	p.heal()
	for _, one := range toxics {
		text, err := json.Marshal(one)
		if err == nil {
			_, err = p.Toxics.AddToxicJson(bytes.NewReader(text))
		}
		if err != nil {
			p.t.Errorf("%s: %v", one.Type, err)
		}
	}
}

// heal ends the fault.
func (p *proxy) heal() {
	p.Toxics.ResetToxics(context.Background())
	p.mu.Lock()
	defer p.mu.Unlock()
	p.waits = 0
}

// waited counts a wait of the client.
func (p *proxy) waited() {
	p.mu.Lock()
	p.waits++
	well := p.waits == p.most
	p.mu.Unlock()
	if well {
		p.Toxics.ResetToxics(context.Background())
	}
}
