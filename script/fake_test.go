package script

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"houbu/api"
	"houbu/client"
	"houbu/screens/text"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares a text with a golden file.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is now\n%s\nwant\n%s", name, got, want)
	}
}

// at is an instant of the made-up session, a number of minutes after its opening.
func at(minutes int) time.Time {
	return time.Date(2026, 9, 16, 2, minutes, 30, 123456789, time.UTC)
}

func later(minutes int) *time.Time {
	instant := at(minutes)
	return &instant
}

// fake is a backend that answers what a test has written down.
type fake struct {
	exam      api.Exam
	next      api.Progress
	pools     []api.Pool
	infos     []api.Info // one after the other; the last one stays
	infoErrs  []error    // before them
	finished  []api.Entry
	endedErrs []error     // before them
	orders    []api.Order // one after the other; the last one stays
	orderErrs []error     // before them

	receipts map[string]api.Receipt
	err      error // of what is submitted
	outcome  error // of looking it up

	joined    []api.Join
	cancelled []string
	reasons   []api.Cancellation
	ordered   []api.NewOrder
	keys      []string
}

func (f *fake) Exam(context.Context) (api.Exam, error) { return f.exam, nil }
func (f *fake) Candidate(context.Context) (api.Candidate, error) {
	return api.Candidate{Account: "demo1@houbu.test", Phone: "10000000001", Name: "张三", Next: f.next}, nil
}

func (f *fake) Pools(_ context.Context, kind api.Kind) (api.Pools, error) {
	return api.Pools{Kind: kind, Pools: f.pools}, nil
}

func (f *fake) Info(ctx context.Context, etag string) (api.Info, string, bool, error) {
	if ctx.Err() != nil {
		return api.Info{}, "", false, &client.Error{Op: "info", Kind: client.Canceled}
	}
	if len(f.infoErrs) > 0 {
		err := f.infoErrs[0]
		f.infoErrs = f.infoErrs[1:]
		if err != nil {
			return api.Info{}, "", false, err
		}
	}
	info := f.infos[0]
	tag := info.Now.String()
	if etag == tag {
		return api.Info{}, etag, false, nil
	}
	return info, tag, true, nil
}

func (f *fake) Finished(context.Context) (api.Finished, error) {
	if len(f.endedErrs) > 0 {
		err := f.endedErrs[0]
		f.endedErrs = f.endedErrs[1:]
		return api.Finished{}, err
	}
	return api.Finished{Entries: f.finished}, nil
}

func (f *fake) Join(_ context.Context, key string, join api.Join) (api.Receipt, error) {
	f.joined, f.keys = append(f.joined, join), append(f.keys, key)
	return f.receipts[key], f.err
}

func (f *fake) Cancel(_ context.Context, key, entry string, c api.Cancellation) (api.Receipt, error) {
	f.cancelled, f.reasons, f.keys = append(f.cancelled, entry), append(f.reasons, c), append(f.keys, key)
	return f.receipts[key], f.err
}

func (f *fake) CreateOrder(_ context.Context, key string, order api.NewOrder) (api.Order, error) {
	f.ordered, f.keys = append(f.ordered, order), append(f.keys, key)
	return api.Order{ID: f.receipts[key].OrderID}, f.err
}

func (f *fake) Order(_ context.Context, _ string) (api.Order, error) {
	if len(f.orderErrs) > 0 {
		err := f.orderErrs[0]
		f.orderErrs = f.orderErrs[1:]
		if err != nil {
			return api.Order{}, err
		}
	}
	return f.orders[0], nil
}

func (f *fake) Receipt(_ context.Context, key string) (api.Receipt, error) {
	if receipt, ok := f.receipts[key]; ok {
		return receipt, nil
	}
	return api.Receipt{}, &client.Error{Op: "receipt", Kind: client.Refused, Code: api.CodeNotFound, Status: 404}
}

func (f *fake) Outcome(ctx context.Context, key string, again func(context.Context) (api.Receipt, error)) (api.Receipt, error) {
	if f.outcome != nil {
		return api.Receipt{}, f.outcome
	}
	if receipt, ok := f.receipts[key]; ok {
		return receipt, nil
	}
	return again(ctx)
}

// turn goes on to what the backend says next.
func (f *fake) turn() {
	if len(f.infos) > 1 {
		f.infos = f.infos[1:]
	}
	if len(f.orders) > 1 {
		f.orders = f.orders[1:]
	}
}

// bench is a runner with a made-up backend.
type bench struct {
	*Runner
	api      *fake
	out, err bytes.Buffer
	naps     []time.Duration
	question string
}

// newBench is a runner whose waits take no time, each of which lets the backend
// go on.
func newBench(t *testing.T, backend *fake) *bench {
	t.Helper()
	b := &bench{api: backend}
	b.Runner = &Runner{
		API: backend, Text: text.Chinese(), Out: &b.out, Err: &b.err, JSON: true,
		NewKey: func() string { return "key-0000001" },
		Sleep: func(ctx context.Context, d time.Duration) error {
			const many = 50
			if b.naps = append(b.naps, d); len(b.naps) > many {
				return errors.New("it waits for ever")
			}
			backend.turn()
			return ctx.Err()
		},
	}
	return b
}

// asked has the questions answered.
func (b *bench) asked(yes bool) {
	b.Ask = func(_ context.Context, question string) (bool, error) {
		b.question = question
		return yes, nil
	}
}

// fails fails unless an error has an exit code.
func (b *bench) fails(t *testing.T, err error, want Exit) {
	t.Helper()
	_ = b.failure(t, err, want) // that is all that is asked
}

// failure fails unless an error has an exit code, and returns it.
func (b *bench) failure(t *testing.T, err error, want Exit) *Error {
	t.Helper()
	if err == nil {
		t.Fatalf("it is done, want exit code %d; it printed\n%s", want, b.out.String())
	}
	f := ErrorOf(b.Text, err)
	if f.Exit != want || f.Code == "" || f.Message == "" {
		t.Fatalf("got %+v, want exit code %d", f, want)
	}
	return f
}

// both runs a command for a script and for a person, and compares each with its
// golden file.
func both(t *testing.T, name string, backend func() *fake, run func(b *bench) error) {
	t.Helper()
	for ext, asJSON := range map[string]bool{".json": true, ".txt": false} {
		b := newBench(t, backend())
		b.JSON = asJSON
		if err := run(b); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		golden(t, name+ext, b.out.String())
	}
}
