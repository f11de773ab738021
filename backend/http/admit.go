package httpapi

import (
	"io"
	"net/http"
	"runtime"
	"strconv"
	"strings"
	"time"

	"houbu/api"
)

// Limits say how much a backend takes on at once. What does not fit is refused at
// once with 503 and the time of another try, instead of slowing everyone.
type Limits struct {
	Logins int // under way: each takes 20 to 40 ms of a core, and 19 MiB while it does
	Writes int // under way: they share transactions, so a thousand wait a fraction of a second
	Reads  int // under way
	Payers int // under way: pages of the cashier, and what waits for the payment platform
	// PerAccount is how many requests a second an account may make in the long run;
	// 0: any number. It counts what this process answers, and no other needs to know:
	// behind a balancer an account has as much at each.
	PerAccount float64
}

// DefaultLimits are for the machine that the process runs on: about a second's work
// of each class.
func DefaultLimits() Limits {
	return Limits{Logins: 32 * runtime.NumCPU(), Writes: 2048, Reads: 2048, Payers: 256, PerAccount: 5}
}

// admit lets requests in as far as there is room for their class. Each class has
// room of its own, so that a storm of logins keeps nobody from joining or paying.
func (s *server) admit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		gate := s.gates.of(r)
		if gate == nil {
			next.ServeHTTP(w, r)
			return
		}
		if wait, full := gate.enter(s.Now()); full {
			s.refusals.count("overloaded")
			quietly(w)
			s.full(w, r, wait)
			return
		}
		defer func() { gate.leave(s.Now()) }()
		next.ServeHTTP(w, r)
	})
}

// full refuses a request, to a browser in words.
func (s *server) full(w http.ResponseWriter, r *http.Request, wait time.Duration) {
	p := s.problem(api.CodeUnavailable, 0, "the backend has as much to do as it can")
	p.RetryAfter = later(wait, s.Rand)
	if !strings.HasPrefix(r.URL.Path, cashierPath) {
		writeProblem(w, p)
		return
	}
	w.Header().Set(headerRetryAfter, strconv.Itoa(p.RetryAfter))
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(p.Status)
	_, _ = io.WriteString(w, "当前人数较多，请稍后刷新本页。没有扣款。\n") // the browser is gone if this fails
}

// gates are the classes' entrances.
type gates struct {
	logins, writes, reads, payers *entrance
}

func newGates(limits Limits) gates {
	return gates{
		logins: newEntrance(limits.Logins), writes: newEntrance(limits.Writes), reads: newEntrance(limits.Reads),
		payers: newEntrance(limits.Payers),
	}
}

// of is the entrance that a request goes through; nil when it is always let in, as
// the health check is.
func (g gates) of(r *http.Request) *entrance {
	switch {
	case r.URL.Path == api.PathHealth:
		return nil
	case (r.URL.Path == api.PathSessions || r.URL.Path == api.PathStaffSessions) && r.Method == http.MethodPost:
		return g.logins
	case strings.HasPrefix(r.URL.Path, cashierPath), strings.HasSuffix(r.URL.Path, "/refresh"):
		return g.payers // a platform that hangs must not take the room of joins
	case r.Method == http.MethodGet || r.Method == http.MethodHead:
		return g.reads
	default:
		return g.writes
	}
}
