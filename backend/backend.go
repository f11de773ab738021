// Package backend puts the reference backend together: the database, the
// services, the HTTP handler, and the workers that hasten what reading decides
// anyway. It holds wiring only; each rule is in the package of its name.
package backend

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"houbu/backend/account"
	"houbu/backend/desk"
	"houbu/backend/exam"
	httpapi "houbu/backend/http"
	"houbu/backend/notice"
	"houbu/backend/payment"
	"houbu/backend/practice"
	"houbu/backend/staff"
	"houbu/backend/store"
	"houbu/backend/waitlist"
)

// Config says what a backend runs on.
type Config struct {
	Address  string           // of the database: sqlite:PATH or postgres://…
	Exam     *exam.Exam       // the exam session
	Practice bool             // the database is a practice session's: the simulated others move
	Now      func() time.Time // nil for time.Now
	Log      *slog.Logger     // nil for none
	// PublicURL is where phones reach the cashier; empty for the address that
	// each request came to.
	PublicURL string
	// TrustedProxies are the reverse proxies whose forwarding headers are believed.
	TrustedProxies []netip.Prefix
	Limits         httpapi.Limits // of requests at once; the zero value: none
	// Notifiers are what this process delivers notices to. Without any it leaves
	// them to others; where no process has any, none are written.
	Notifiers []notice.Notifier
}

// Backend is a running backend.
type Backend struct {
	db       *store.DB
	waitlist *waitlist.Service
	payment  *payment.Service
	desk     *desk.Service
	now      func() time.Time
	log      *slog.Logger
	handler  http.Handler
	api      *httpapi.Handler
	leaving  atomic.Bool   // Leave was called
	nudged   chan struct{} // a request may have brought a deadline nearer
	stop     context.CancelFunc
	workers  sync.WaitGroup
	closing  sync.Once
	closed   error // of closing the database
}

// Open opens the database, and starts the workers, which run until Close. ctx is
// for the opening alone. A database file that cannot be used is a
// *store.FileError, as is a practice session over other data
// (practice.ErrNotPractice); so is one of another exam session (store.ErrSession),
// or a *store.ServerError.
func Open(ctx context.Context, config Config) (*Backend, error) {
	if config.Now == nil {
		config.Now = time.Now
	}
	if config.Log == nil {
		config.Log = slog.New(slog.DiscardHandler)
	}
	db, err := openDatabase(ctx, config)
	if err != nil {
		return nil, err
	}
	queue, accounts := waitlist.New(db, config.Exam, config.Now), account.New(db, config.Exam, config.Now)
	b := &Backend{
		db: db, waitlist: queue, payment: payment.New(db, config.Exam, queue, nil, config.Now),
		now: config.Now, log: config.Log, nudged: make(chan struct{}, 1),
	}
	b.desk = desk.New(desk.Config{
		DB: db, Exam: config.Exam, Accounts: accounts, Waitlist: queue, Payment: b.payment, Now: config.Now, Log: config.Log,
	})
	b.api = httpapi.New(httpapi.Config{
		Exam: config.Exam, Accounts: accounts, Waitlist: queue, Payment: b.payment,
		Staff: staff.New(db, accounts, config.Now), Desk: b.desk,
		Now: config.Now, Log: config.Log, Ready: b.ready, PublicURL: config.PublicURL, TrustedProxies: config.TrustedProxies, Limits: config.Limits,
	})
	b.handler = b.nudging(b.api)
	var others *practice.Simulator
	if config.Practice {
		world := practice.World{DB: db, Exam: config.Exam, Waitlist: queue, Now: config.Now}
		if others, err = simulated(ctx, world); err != nil {
			return nil, errors.Join(err, db.Close())
		}
	}
	deliveries, err := b.deliveries(ctx, config)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	b.start(ctx, others, config.Exam.Practice, deliveries)
	return b, nil
}

// Handler answers the API and the cashier. It must not be used after Close.
func (b *Backend) Handler() http.Handler { return b.handler }

// Close stops the workers, waits for them, and closes the database. Calling it
// again returns the same error.
func (b *Backend) Close() error {
	b.closing.Do(func() {
		b.stop()
		b.desk.Close()
		b.workers.Wait()
		b.api.Close()
		b.closed = b.db.Close()
	})
	return b.closed
}
