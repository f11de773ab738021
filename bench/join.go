package bench

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"houbu/api"
	"houbu/bench/load"
)

// JoinOptions say who joins what.
type JoinOptions struct {
	Pools      int // candidates of so many pools join their own; 0: of all
	Hot        bool
	From       int           // skip so many candidates: they joined before
	Candidates int           // 0: all that are left
	Rate       float64       // 0: as fast as the answers come
	For        time.Duration // no join begins after it; 0: until all have joined
}

// Join has candidates join the waitlist, each once with their own token and
// idempotency key, and checks that the numbers given out have no gap and no
// repeat.
func Join(ctx context.Context, target Target, opts JoinOptions) (*Report, error) {
	joiners, err := target.choose(opts)
	if err != nil {
		return nil, err
	}
	report := newReport("join", target.Connections)
	j := newJoining(target, joiners)
	result, err := j.run(ctx, "join", opts.Rate, opts.For)
	if err != nil {
		return nil, err
	}
	report.add(result, opts.Rate)
	if err := j.lookUpLost(ctx); err != nil {
		return nil, err
	}
	j.checkNumbers(report, opts.From == 0)
	return report, nil
}

// joiner is a candidate and the pool that they join.
type joiner struct {
	token string
	pool  int
}

// choose picks the candidates of a run. To make a pool hot, everyone of its
// school joins it.
func (t *Target) choose(opts JoinOptions) ([]joiner, error) {
	file := t.Candidates
	school := file.Pools[0].Campus[:5]
	var all []joiner
	for _, c := range file.Ready {
		switch {
		case opts.Hot && file.Pools[c.Pool].Campus[:5] == school:
			all = append(all, joiner{c.Token, 0})
		case !opts.Hot && (opts.Pools == 0 || c.Pool < opts.Pools):
			all = append(all, joiner{c.Token, c.Pool})
		}
	}
	all = all[min(opts.From, len(all)):]
	if len(all) == 0 || len(all) < opts.Candidates {
		return nil, fmt.Errorf("%w: %d of %d", ErrTooFew, len(all), opts.Candidates)
	}
	if opts.Candidates > 0 {
		all = all[:opts.Candidates]
	}
	return all, nil
}

// joining is a run of joins.
type joining struct {
	Target
	keys    string
	joiners []joiner
	asked   []bool // by joiner: a join was sent
	numbers []int  // given out, by joiner; 0: none, or not known
}

func newJoining(target Target, joiners []joiner) *joining {
	return &joining{Target: target, keys: keyPrefix(), joiners: joiners, asked: make([]bool, len(joiners)), numbers: make([]int, len(joiners))}
}

func (j *joining) run(ctx context.Context, step string, rate float64, lasts time.Duration) (*load.Result, error) {
	results, err := load.Run(ctx, load.Options{
		Address: j.Host, Connections: j.Connections, Tasks: len(j.joiners), Rate: rate, For: lasts, Steps: []string{step},
	}, j)
	if err != nil {
		return nil, fmt.Errorf("join: %w", err)
	}
	return results[0], nil
}

func (j *joining) key(n int) string { return j.keys + strconv.Itoa(n) }

// Do joins once.
func (j *joining) Do(w *load.Worker, n int, since time.Time) { j.do(w, 0, n, since) }

func (j *joining) do(w *load.Worker, step, n int, since time.Time) bool {
	who := j.joiners[n]
	j.asked[n] = true
	w.Buffer = j.appendJoin(w.Buffer[:0], who.token, j.key(n), j.Candidates.Pools[who.pool].Campus)
	return w.Exchange(step, since, w.Buffer, func(a *load.Answer) error {
		if a.Status != http.StatusCreated {
			return unexpected(a, http.StatusCreated)
		}
		return j.note(n, a.Body)
	})
}

var errReceipt = errors.New("the receipt is not of a join")

// note keeps the number of a receipt.
func (j *joining) note(n int, body []byte) error {
	var receipt struct {
		Kind     api.ReceiptKind `json:"kind"`
		Sequence int             `json:"sequence"`
	}
	if err := json.Unmarshal(body, &receipt); err != nil {
		return errReceipt // the decoder's words may quote the answer
	}
	if receipt.Kind != api.ReceiptJoin || receipt.Sequence < 1 {
		return errReceipt
	}
	j.numbers[n] = receipt.Sequence
	return nil
}
