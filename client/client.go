package client

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/netip"
	"slices"
	"sync"
	"time"

	"github.com/go-resty/resty/v2"
)

// Defaults of Options, and limits that are the same for everyone.
const (
	DefaultTimeout = 10 * time.Second // per try
	DefaultRetries = 2                // tries after the first
	maxBody        = 1 << 20          // bytes of an answer, uncompressed
	maxHeader      = 64 << 10         // bytes of an answer's header
)

// Options says how a Client works. Only Endpoints is required.
type Options struct {
	Endpoints []Endpoint    // the lines to choose from; the first is used until Use is called
	Failover  bool          // go over to another line when the one in use is dead; see Use
	Timeout   time.Duration // limit of one try, from dialling to the last byte; zero means DefaultTimeout
	Retries   int           // tries after the first, where a retry is safe; zero means DefaultRetries, negative none
	UserAgent string        // empty means "houbu"
	Token     string        // of a login before, such as one that a keyring keeps; empty: nobody is logged in yet
	// ForwardedFor is the address of the person, sent as X-Forwarded-For by a program
	// that has many people behind one address; a backend believes it of a proxy that it
	// trusts. The zero address sends nothing.
	ForwardedFor netip.Addr

	// Transport replaces the client's own, such as in tests; nil means the
	// client's own. A SharedTransport is for the clients of many people in one process.
	Transport http.RoundTripper
	// Rand gives a number in [0, 1) for the jitter of waits; nil means a
	// random one.
	Rand func() float64
	// Sleep waits for a duration, or until the context ends, whose error it
	// then returns; nil means a real wait.
	Sleep func(ctx context.Context, d time.Duration) error
	// Now is the clock by which a dead line rests; nil means time.Now.
	Now func() time.Time
}

// ErrToken says that Options.Token is none: a token is visible ASCII without
// spaces. The error does not repeat it.
var ErrToken = errors.New("make a client: what was given is no token")

// Client calls the backend. It is safe for concurrent use. Every error of its
// methods is an *Error.
type Client struct {
	resty     *resty.Client
	endpoints []Endpoint
	failover  bool
	timeout   time.Duration
	retries   int
	rand      func() float64
	sleep     func(ctx context.Context, d time.Duration) error
	now       func() time.Time
	probing   sync.WaitGroup

	mu        sync.Mutex // guards what follows
	line      int        // in use
	chosen    int
	choice    int // counts the calls of Use
	health    []lineHealth
	stopProbe context.CancelFunc // ends what revive started; nil: nothing is under way
	closed    bool
	token     string
}

// New returns a client for the endpoints. It fails when there is none, or when
// one has no usable http or https address, and with ErrToken. Close it after use.
func New(options Options) (*Client, error) {
	if len(options.Endpoints) == 0 {
		return nil, errors.New("make a client: no endpoint given")
	}
	if options.Token != "" && !isBearer(options.Token) {
		return nil, ErrToken
	}
	endpoints := slices.Clone(options.Endpoints)
	for i := range endpoints {
		base, err := baseURL(endpoints[i].URL)
		if err != nil {
			return nil, fmt.Errorf("make a client: endpoint %d: %w", i+1, err)
		}
		endpoints[i].URL = base
	}
	c := &Client{
		endpoints: endpoints,
		failover:  options.Failover && len(endpoints) > 1,
		timeout:   options.Timeout,
		retries:   options.Retries,
		rand:      options.Rand,
		sleep:     options.Sleep,
		now:       options.Now,
		health:    make([]lineHealth, len(endpoints)),
		token:     options.Token,
	}
	c.setDefaults()
	transport := options.Transport
	if transport == nil {
		transport = newTransport(c.timeout, http.ProxyFromEnvironment)
	}
	c.resty = newResty(transport, options.UserAgent)
	if options.ForwardedFor.IsValid() {
		c.resty.SetHeader("X-Forwarded-For", options.ForwardedFor.Unmap().WithZone("").String())
	}
	return c, nil
}

func (c *Client) setDefaults() {
	if c.timeout <= 0 {
		c.timeout = DefaultTimeout
	}
	switch {
	case c.retries == 0:
		c.retries = DefaultRetries
	case c.retries < 0:
		c.retries = 0
	}
	if c.rand == nil {
		c.rand = rand.Float64
	}
	if c.sleep == nil {
		c.sleep = sleep
	}
	if c.now == nil {
		c.now = time.Now
	}
}

// Close closes the connections that are kept for reuse. Requests under way are
// not ended: their contexts are for that.
func (c *Client) Close() {
	c.mu.Lock()
	c.closed = true
	if c.stopProbe != nil {
		c.stopProbe()
	}
	c.mu.Unlock()
	c.probing.Wait()
	c.resty.GetClient().CloseIdleConnections()
}

// String hides what the client holds: the token must not reach a log by way of
// a careless %v.
func (c *Client) String() string { return "houbu client" }

// GoString hides what the client holds, as String does.
func (c *Client) GoString() string { return c.String() }
