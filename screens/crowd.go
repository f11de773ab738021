package screens

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"houbu/client"
)

// crowd is until when the requests of a page stay away from a backend that is
// overloaded. The client says so from the goroutine of a request.
type crowd struct {
	mu    sync.Mutex
	until time.Time
}

func (c *crowd) set(until time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.until = until
}

// seconds is how long it still takes, rounded up; zero when nobody waits.
func (c *crowd) seconds(now time.Time) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return max(0, int(math.Ceil(c.until.Sub(now).Seconds())))
}

// enter takes the context of the screen, and has the client say when it waits.
func (p *page) enter(ctx context.Context) {
	p.ctx = client.OnWait(ctx, func(d time.Duration) { p.crowd.set(p.deps.Now().Add(d)) })
}

// going says what is going on: that it waits for its turn, or for how long it has
// been going on.
func (p *page) going() string {
	now := p.deps.Now()
	if seconds := p.crowd.seconds(now); seconds > 0 {
		return fmt.Sprintf(p.deps.Text.Errors.CrowdFormat, p.doing, seconds)
	}
	return p.kit.Texts.Busy(p.doing, int(now.Sub(p.since).Round(time.Second).Seconds()))
}

// waiting tells whether a request of the page waits for its turn: nothing is under
// way, and who does not want to wait any longer may go.
func (p *page) waiting() bool { return p.doing != "" && p.crowd.seconds(p.deps.Now()) > 0 }

// giveUp is the key that ends such a wait.
func (p *page) giveUp() key.Binding {
	binding := p.deps.Keys.Back
	binding.SetHelp(binding.Help().Key, p.deps.Text.Errors.GiveUp)
	return binding
}

// waitKeys are the keys that work while a request cannot be taken back, unless it
// waits for its turn.
func (p *page) waitKeys() []key.Binding {
	if !p.waiting() {
		return nil
	}
	return []key.Binding{p.giveUp()}
}

// stayAway shows what is going on as something that is tried again after a time.
func (p *page) stayAway(doing string, in time.Duration) tea.Cmd {
	cmd := p.begin(doing)
	p.crowd.set(p.deps.Now().Add(in))
	p.say()
	return cmd
}

// crowded returns when to ask an overloaded backend again; zero when err says
// something else.
func crowded(err error) time.Duration {
	var ce *client.Error
	if errors.As(err, &ce) && ce.Busy() {
		return ce.RetryIn
	}
	return 0
}
