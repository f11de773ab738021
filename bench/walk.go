package bench

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"

	"houbu/api"
	"houbu/bench/load"
	"houbu/bench/seed"
)

// part is some of the joins of a run.
type part struct {
	*joining
	from int
}

// Do joins once.
func (p *part) Do(w *load.Worker, n int, since time.Time) { p.do(w, 0, p.from+n, since) }

// walking is candidates on their way from the login to the join.
type walking struct {
	*joining
	from int
}

// The steps of a walk, in order; join is the last.
const (
	stepExam = iota
	stepLogin
	stepAgreement
	stepAgree
	stepIdentify
	stepConfirm
	stepPools
	stepJoin
)

func walkSteps() []string {
	return []string{"exam", "login", "agreement", "agree", "identify", "confirm", "pools", "join"}
}

// tries is how often a step is tried again after a refusal, each time after the
// wait that the server asks for.
const tries = 10

// Do walks once, as the terminal client does.
func (k *walking) Do(w *load.Worker, i int, since time.Time) {
	n := k.from + i
	for step := range walkSteps() {
		if !k.patiently(w, step, n, since) {
			return
		}
		since = time.Now()
	}
}

// patiently does a step, and waits when the server asks for it.
func (k *walking) patiently(w *load.Worker, step, n int, since time.Time) bool {
	for range tries {
		if k.step(w, step, n, since) {
			return true
		}
		if !w.Rest() {
			return false
		}
		since = time.Now()
	}
	return false
}

func (k *walking) step(w *load.Worker, step, n int, since time.Time) bool {
	who := k.Candidates.Fresh[n].N
	token := k.joiners[n].token
	expect := func(status int) func(*load.Answer) error {
		return func(a *load.Answer) error {
			if a.Status != status {
				return unexpected(a, status)
			}
			return nil
		}
	}
	switch step {
	case stepExam:
		w.Buffer = load.Request(w.Buffer[:0], http.MethodGet, api.PathExam, k.Host, "", nil)
	case stepLogin:
		k.post(w, http.MethodPost, api.PathSessions, "", api.Login{Account: seed.Login(who), Password: k.Candidates.Password})
		return w.Exchange(step, since, w.Buffer, func(a *load.Answer) error { return k.admitted(n, a) })
	case stepAgreement:
		w.Buffer = k.appendGet(w.Buffer[:0], api.PathAgreement, token, "")
	case stepAgree:
		k.post(w, http.MethodPut, api.PathAgreement, token, api.Consent{Version: k.Candidates.Agreement})
	case stepIdentify:
		number, _ := seed.Document(who)
		k.post(w, http.MethodPost, api.PathIdentity, token, api.Identity{Type: "1", Number: number, Name: seed.Name(who)})
	case stepConfirm:
		k.post(w, http.MethodPut, api.PathConfirmation, token, api.Confirmation{RecordChecked: true, PhoneRight: true, StudentRight: true})
	case stepPools:
		w.Buffer = k.appendGet(w.Buffer[:0], api.PathPools+"?kind=written", token, "")
	case stepJoin:
		return k.do(w, step, n, since)
	}
	return w.Exchange(step, since, w.Buffer, expect(http.StatusOK))
}

// post builds a request with a body.
func (k *walking) post(w *load.Worker, method, path, token string, body any) {
	text, err := json.Marshal(body)
	if err != nil {
		panic("bench: a request cannot be encoded: " + err.Error()) // they are plain structs
	}
	headers := ""
	if token != "" {
		headers = "Authorization: Bearer " + token + "\r\n"
	}
	w.Buffer = load.Request(w.Buffer[:0], method, path, k.Host, headers, text)
}

var errToken = errors.New("the answer holds no token")

// admitted keeps the token of a login.
func (k *walking) admitted(n int, a *load.Answer) error {
	if a.Status != http.StatusCreated {
		return unexpected(a, http.StatusCreated)
	}
	var session api.Session
	if json.Unmarshal(a.Body, &session) != nil || session.Token == "" || strings.ContainsAny(session.Token, "\r\n") {
		return errToken
	}
	k.joiners[n].token = session.Token
	return nil
}
