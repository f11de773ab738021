package proof

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// payer is a candidate's phone at the cashier. Each request of it may reach
// another backend, as behind a balancer.
type payer struct {
	d    *device
	http *http.Client
	next int
}

func newPayer(d *device, transport *http.Transport) *payer {
	return &payer{d: d, next: d.who, http: &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

var nonce = regexp.MustCompile(`name="nonce" value="([^"]+)"`)

// settle fills the form in until the cashier shows none: the order is paid, given
// up or over.
func (p *payer) settle(ctx context.Context, address string, pay bool) {
	cashier, err := url.Parse(address)
	if err != nil {
		p.d.t.Errorf("the cashier's address: %v", err)
		return
	}
	page, form := "", url.Values{"method": {"bank"}}
	action := cashier.Path + "/pay"
	if !pay {
		page, action = "/refuse", cashier.Path+"/refuse"
	}
	for ctx.Err() == nil {
		status, text, err := p.send(ctx, http.MethodGet, cashier.Path+page, nil)
		if err != nil || status >= 500 {
			continue // the next backend
		}
		found := nonce.FindStringSubmatch(text)
		if found == nil {
			return
		}
		form.Set("nonce", found[1])
		if status, text, err = p.send(ctx, http.MethodPost, action, form); err == nil && status < 500 && status != http.StatusSeeOther {
			p.d.t.Errorf("the cashier answers a form with %d:\n%s", status, text)
			return
		}
	}
}

// send asks the next backend that is up.
func (p *payer) send(ctx context.Context, method, path string, form url.Values) (status int, text string, err error) {
	p.next = (p.next + 1) % len(p.d.w.servers)
	if err := p.d.w.servers[p.next].wait(ctx); err != nil {
		return 0, "", err
	}
	request, err := http.NewRequestWithContext(ctx, method, serverURL(p.next)+path, strings.NewReader(form.Encode()))
	if err != nil {
		return 0, "", err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := p.http.Do(request)
	if err != nil {
		return 0, "", err
	}
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		err = fmt.Errorf("read the cashier's page: %w", err)
	}
	_ = answer.Body.Close() // it was read
	return answer.StatusCode, string(body), err
}
