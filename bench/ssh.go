package bench

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"houbu/bench/load"
	"houbu/bench/seed"
)

// SSHOptions is what a run of sessions over SSH is made of.
type SSHOptions struct {
	Address  string        // of the server, host:port
	PID      int           // its process, which Linux tells the costs of
	Sessions int           // one for each of the first candidates who are ready
	Rate     float64       // arrivals a second
	Idle     time.Duration // how long all of them stay idle while the costs are read
	Joined   bool          // they have joined before: they go to 报名信息, which asks every two seconds
	Rest     time.Duration // between the last walk and that, in which connections to the backend end
}

// ErrSSHOptions says that a number makes no sense.
var ErrSSHOptions = errors.New("a number of the sessions makes no sense")

// SSH opens sessions, one after another at a rate, each of which logs in and goes
// to the written registration. When all are there it reads what they cost their
// server while nobody does anything. first-frame counts from before the connection
// is made, walk from there to the written registration.
func SSH(ctx context.Context, target Target, opts SSHOptions) (*Report, error) {
	if opts.Sessions < 1 || opts.Rate <= 0 || opts.Idle <= 0 || opts.Rest < 0 {
		return nil, ErrSSHOptions
	}
	if len(target.Candidates.Ready) < opts.Sessions || target.Candidates.Password == "" {
		return nil, fmt.Errorf("%w: %d who are ready, of %d", ErrTooFew, len(target.Candidates.Ready), opts.Sessions)
	}
	cost := &SSHCost{Sessions: opts.Sessions}
	var err error
	if cost.BeforeMiB, err = memoryOf(opts.PID, "VmRSS:"); err != nil {
		return nil, err
	}
	run := &sshRun{opts: opts, candidates: target.Candidates, began: time.Now()}
	defer run.close()
	if err := run.arrive(ctx); err != nil {
		return nil, err
	}
	if err := cost.read(ctx, opts); err != nil {
		return nil, err
	}
	report := newReport("ssh", 0)
	report.SSH = cost
	first, walk := run.results()
	report.add(first, opts.Rate)
	report.add(walk, opts.Rate)
	broken := run.broken()
	report.check("所有会话一直连着", broken == 0, fmt.Sprintf("%d 个会话，断开 %d 个", opts.Sessions, broken))
	return report, nil
}

// end is what the page at the end of a walk shows, and no other.
func (o *SSHOptions) end() string {
	if o.Joined {
		return "查看已完成候补"
	}
	return "提交候补"
}

// sshRun is the sessions of a run.
type sshRun struct {
	opts       SSHOptions
	candidates *seed.File
	began      time.Time

	mu       sync.Mutex
	sessions []*sshSession // those that are open
	first    []time.Duration
	walks    []time.Duration
	failures []string
	elapsed  time.Duration
}

// arrive opens all sessions, each at its time, and waits until every one has
// walked or failed.
func (r *sshRun) arrive(ctx context.Context) error {
	var walking sync.WaitGroup
	defer walking.Wait()
	for i := range r.opts.Sessions {
		due := r.began.Add(time.Duration(float64(i) / r.opts.Rate * float64(time.Second)))
		if err := waitUntil(ctx, due); err != nil {
			return err
		}
		who := seed.Login(r.candidates.Ready[i].N)
		walking.Go(func() { r.walk(ctx, who, due) })
	}
	walking.Wait()
	r.elapsed = time.Since(r.began)
	return nil
}

// walk opens a session and goes to the written registration.
func (r *sshRun) walk(ctx context.Context, who string, due time.Time) {
	s, err := openSSH(ctx, r.opts.Address)
	if err != nil {
		r.fail("connect", err)
		return
	}
	r.mu.Lock()
	r.sessions = append(r.sessions, s)
	r.mu.Unlock()
	if err := s.waitFor(ctx, "密码"); err != nil {
		r.fail("first frame", err)
		return
	}
	first := time.Since(due)
	if err := s.send(who + "\t" + r.candidates.Password + "\r"); err != nil {
		r.fail("log in", err)
		return
	}
	if err := s.waitFor(ctx, r.opts.end()); err != nil {
		r.fail("walk", err)
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.first = append(r.first, first)
	r.walks = append(r.walks, time.Since(due))
}

func (r *sshRun) fail(what string, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.failures = append(r.failures, what+": "+err.Error())
}

// results are the two measurements.
func (r *sshRun) results() (first, walk *load.Result) {
	r.mu.Lock()
	defer r.mu.Unlock()
	slices.Sort(r.first)
	slices.Sort(r.walks)
	const most = 3
	why := slices.Compact(slices.Sorted(slices.Values(r.failures)))
	first = &load.Result{Step: "first-frame", Elapsed: r.elapsed, Done: r.first}
	walk = &load.Result{
		Step: "walk", Elapsed: r.elapsed, Done: r.walks, Failures: len(r.failures), Why: why[:min(len(why), most)],
	}
	return first, walk
}

// broken is how many sessions have ended by themselves.
func (r *sshRun) broken() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	broken := 0
	for _, s := range r.sessions {
		if s.over() {
			broken++
		}
	}
	return broken
}

func (r *sshRun) close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, s := range r.sessions {
		s.close()
	}
}

// waitUntil waits for an instant, or the end of ctx.
func waitUntil(ctx context.Context, at time.Time) error {
	timer := time.NewTimer(time.Until(at))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("wait: %w", ctx.Err())
	}
}
