package httpapi

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/netip"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"houbu/api"
	"houbu/backend/account"
	"houbu/backend/exam"
	"houbu/backend/staff"
	"houbu/backend/waitlist"
)

// Accounts is what the handlers ask of *account.Service.
type Accounts interface {
	Login(ctx context.Context, addr netip.Addr, request api.Login) (api.Session, error)
	Authenticate(ctx context.Context, token string) (account.Identity, error)
	Logout(ctx context.Context, id account.Identity) error
	Candidate(ctx context.Context, accountID string) (api.Candidate, error)
	Agreement(ctx context.Context, id account.Identity) (api.Agreement, error)
	Agree(ctx context.Context, id account.Identity, consent api.Consent) (api.Agreement, error)
	Identify(ctx context.Context, id account.Identity, request api.Identity) (api.Record, error)
	Record(ctx context.Context, id account.Identity) (api.Record, error)
	Confirm(ctx context.Context, id account.Identity, confirmation api.Confirmation) (api.Record, error)
}

// Waitlist is what the handlers ask of *waitlist.Service.
type Waitlist interface {
	Pools(ctx context.Context, studentID string, kind api.Kind) (api.Pools, error)
	InfoUnless(ctx context.Context, studentID string, known func(tag string) bool) (*api.Info, string, error)
	Finished(ctx context.Context, studentID string) (api.Finished, error)
	Join(ctx context.Context, who waitlist.Caller, want api.Join) (api.Receipt, error)
	Cancel(ctx context.Context, who waitlist.Caller, entryID string, why api.Cancellation) (api.Receipt, error)
	ChooseReport(ctx context.Context, who waitlist.Caller, registrationID string, choice api.ReportChoice) (api.Receipt, error)
	Receipt(ctx context.Context, accountID, key string) (api.Receipt, error)
	Windows(ctx context.Context) (api.Windows, error)
}

// Payment is what the handlers ask of *payment.Service.
type Payment interface {
	Create(ctx context.Context, who waitlist.Caller, request api.NewOrder) (api.Order, error)
	Order(ctx context.Context, studentID, id string) (api.Order, error)
	Refresh(ctx context.Context, studentID, id string) (api.Order, error)
	Cashier() http.Handler
}

// Staff is what the handlers ask of *staff.Service.
type Staff interface {
	Login(ctx context.Context, addr netip.Addr, request api.StaffLogin) (api.StaffSession, error)
	Authenticate(ctx context.Context, token string) (staff.Identity, error)
	Logout(ctx context.Context, who staff.Identity) error
}

// Config is what the handler is built from.
type Config struct {
	Exam     *exam.Exam
	Accounts Accounts
	Waitlist Waitlist
	Payment  Payment
	Staff    Staff
	Desk     Desk
	Now      func() time.Time
	Log      *slog.Logger // nil: no log
	// Ready tells why no requests should come here now, for balancers. nil:
	// always ready.
	Ready func(ctx context.Context) error
	// PublicURL is the address that payers' phones reach the cashier at, such
	// as https://bm.example.cn. Empty: the address that each request came to.
	PublicURL string
	// TrustedProxies are the reverse proxies whose X-Forwarded-For and
	// X-Forwarded-Proto are believed. Without them every candidate behind a
	// proxy would count as one address.
	TrustedProxies []netip.Prefix
	Limits         Limits // the zero value: none
	// Rand gives a number in [0, 1), by which those who are refused together are
	// told to come back at different times. nil: a random one.
	Rand func() float64
	// After does something once a time has passed, unless it is stopped before. nil:
	// by the real clock.
	After func(d time.Duration, do func()) (stop func())
}

// Handler is the backend's whole HTTP handler.
type Handler struct {
	http.Handler
	refusals *refusals
}

// Close writes to the log what is not there yet. The handler must not get requests
// any more.
func (h *Handler) Close() { h.refusals.close() }

// server is the state that all handlers share.
type server struct {
	Config
	kinds    map[api.Code]kind
	roles    map[string][]callerKind
	gates    gates
	pace     *pace
	refusals *refusals
}

// New returns the backend's whole HTTP handler: the API, its OpenAPI document,
// and the cashier. Close it after use.
func New(config Config) *Handler {
	s := newServer(config)
	mux := http.NewServeMux()
	described := s.describe(mux)
	document, err := document(described)
	if err != nil {
		panic("httpapi: the API cannot be described: " + err.Error()) // a mistake in the code, which every test sees
	}
	mux.HandleFunc("GET "+api.PathOpenAPI, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/openapi+yaml")
		_, _ = w.Write(document) // the client is gone if this fails
	})
	mux.Handle(cashierPath, s.Payment.Cashier())
	return &Handler{Handler: s.observe(s.protect(s.admit(compress(s.dispatch(mux))))), refusals: s.refusals}
}

func newServer(config Config) *server {
	if config.Log == nil {
		config.Log = slog.New(slog.DiscardHandler)
	}
	if config.Rand == nil {
		config.Rand = rand.Float64
	}
	if config.After == nil {
		config.After = afterFunc
	}
	s := &server{
		Config: config, kinds: map[api.Code]kind{}, roles: roles(),
		gates: newGates(config.Limits), pace: newPace(config.Limits.PerAccount, mostPaces), refusals: newRefusals(config),
	}
	for _, k := range kinds() {
		s.kinds[k.code] = k
	}
	return s
}

// describe registers every operation with a mux.
func (s *server) describe(mux *http.ServeMux) huma.API {
	described := s.newAPI(mux)
	s.examOperations(described)
	s.accountOperations(described)
	s.waitlistOperations(described)
	s.paymentOperations(described)
	s.staffOperations(described)
	documentNotModified(described)
	s.finish(described)
	return described
}
