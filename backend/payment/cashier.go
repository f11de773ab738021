package payment

import (
	"context"
	"errors"
	"net/http"

	"houbu/api"
)

// Notify is how the practice platform tells the backend about a charge, after
// its own ledger has it. What it returns is the platform's to ignore: the
// backend can ask again at any time.
type Notify func(ctx context.Context, charge Charge) error

// Cashier is the practice platform's web page, to be mounted at CashierPath.
// With another platform it has no pages.
func (s *Service) Cashier() http.Handler {
	practice, ok := s.platform.(*Practice)
	if !ok {
		return http.NotFoundHandler()
	}
	return practice.Pages(s.Apply)
}

// Pages is the cashier of the practice platform: pages for a phone, without
// scripts, that end in a redirect after each form. It panics when its embedded
// templates do not parse, which a test would see first.
func (p *Practice) Pages(notify Notify) http.Handler {
	c := &cashier{practice: p, notify: notify, pages: parsePages()}
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+CashierPath+"{token}", c.show)
	mux.HandleFunc("GET "+CashierPath+"{token}/refuse", c.askRefuse)
	mux.HandleFunc("POST "+CashierPath+"{token}/pay", c.pay)
	mux.HandleFunc("POST "+CashierPath+"{token}/refuse", c.refuse)
	mux.HandleFunc(CashierPath, func(w http.ResponseWriter, _ *http.Request) { c.missing(w) })
	return mux
}

// maxForm is more than any of the forms needs, in bytes.
const maxForm = 4096

type cashier struct {
	practice *Practice
	notify   Notify
	pages    pages
}

// show is the cashier: what is due, or how it ended.
func (c *cashier) show(w http.ResponseWriter, r *http.Request) {
	c.render(w, r, http.StatusOK, "pay", "")
}

// askRefuse is the second page before a payment is given up.
func (c *cashier) askRefuse(w http.ResponseWriter, r *http.Request) {
	c.render(w, r, http.StatusOK, "refuse", "")
}

// pay takes the form of the cashier.
func (c *cashier) pay(w http.ResponseWriter, r *http.Request) {
	if !c.mayPost(w, r, "pay") {
		return
	}
	c.finish(w, r, r.PostFormValue("method"), Paid)
}

// refuse takes the form of the second page.
func (c *cashier) refuse(w http.ResponseWriter, r *http.Request) {
	if !c.mayPost(w, r, "refuse") {
		return
	}
	c.finish(w, r, "", Refused)
}

// mayPost checks the form's nonce, and answers itself when it is not right.
func (c *cashier) mayPost(w http.ResponseWriter, r *http.Request, form string) bool {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	nonces, err := c.practice.nonces(r.Context())
	if err != nil {
		c.broken(w)
		return false
	}
	if nonces.valid(r.PostFormValue("nonce"), r.PathValue("token"), form) {
		return true
	}
	c.render(w, r, http.StatusConflict, form, "页面已失效，请重新确认。没有重复扣款。")
	return false
}

// finish writes the ledger, then tells the backend, and sends the browser back
// to the cashier, which says how it stands.
func (c *cashier) finish(w http.ResponseWriter, r *http.Request, method string, outcome Outcome) {
	token := r.PathValue("token")
	made, fresh, err := c.practice.charge(r.Context(), token, method, outcome)
	switch {
	case errors.Is(err, errNoBill):
		c.missing(w)
		return
	case errors.Is(err, errNoMethod):
		c.render(w, r, http.StatusUnprocessableEntity, "pay", "请选择支付方式。")
		return
	case err != nil && !errors.Is(err, errOver):
		c.broken(w)
		return
	}
	if fresh {
		// The payer has paid whether the backend hears of it now or asks later
		// (更新), so neither its error nor a closed page may stop it here.
		_ = c.notify(context.WithoutCancel(r.Context()), made)
	}
	http.Redirect(w, r, CashierPath+token, http.StatusSeeOther)
}

// render shows a form while something can be paid, otherwise how it ended.
func (c *cashier) render(w http.ResponseWriter, r *http.Request, status int, form, warning string) {
	token := r.PathValue("token")
	bill, err := c.practice.due(r.Context(), token)
	switch {
	case errors.Is(err, errNoBill):
		c.missing(w)
		return
	case err != nil:
		c.broken(w)
		return
	}
	now := c.practice.now()
	name := ending(bill, now)
	view := c.view(bill, now)
	if name == "" {
		nonces, err := c.practice.nonces(r.Context())
		if err != nil {
			c.broken(w)
			return
		}
		name = form
		view.Warning, view.Nonce = warning, nonces.issue(token, form)
	}
	c.pages.write(w, status, name, view)
}

func (c *cashier) missing(w http.ResponseWriter) {
	c.pages.write(w, http.StatusNotFound, "missing", view{Title: "没有这笔订单"})
}

func (c *cashier) broken(w http.ResponseWriter) {
	c.pages.write(w, http.StatusInternalServerError, "broken", view{Title: "暂时无法处理"})
}

// methodName is the name of a payment method of the session.
func methodName(methods []api.PayMethod, code string) string {
	for _, m := range methods {
		if m.Code == code {
			return m.Name
		}
	}
	return code
}
