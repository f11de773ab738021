//go:build unix

package e2e

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// payer is somebody with a phone: it reads the cashier's pages and sends their
// forms.
type payer struct {
	t      *testing.T
	client *http.Client
	at     *url.URL
	page   *html.Node
}

func newPayer(t *testing.T) *payer {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &payer{t: t, client: &http.Client{Jar: jar, Timeout: patience}}
}

// pay opens an address, picks a payment method and pays.
func (p *payer) pay(address, method, amount string) {
	p.t.Helper()
	p.load(http.MethodGet, address, nil)
	p.mustSay("支付方式", amount)
	form := p.element("form", "确认支付")
	values := url.Values{}
	for node := range form.Descendants() {
		if node.Data == "input" && attribute(node, "type") == "hidden" {
			values.Set(attribute(node, "name"), attribute(node, "value"))
		}
	}
	for node := range p.element("label", method).Descendants() {
		if node.Data == "input" {
			values.Set(attribute(node, "name"), attribute(node, "value"))
		}
	}
	action, err := p.at.Parse(attribute(form, "action"))
	if err != nil {
		p.t.Fatal(err)
	}
	p.load(http.MethodPost, action.String(), values)
	p.mustSay("支付成功", method)
}

func (p *payer) load(verb, address string, form url.Values) {
	p.t.Helper()
	request, err := http.NewRequestWithContext(p.t.Context(), verb, address, strings.NewReader(form.Encode()))
	if err != nil {
		p.t.Fatal(err)
	}
	if verb == http.MethodPost {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	answer, err := p.client.Do(request)
	if err != nil {
		p.t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	if p.page, err = html.Parse(answer.Body); err != nil {
		p.t.Fatal(err)
	}
	p.at = answer.Request.URL
}

func (p *payer) mustSay(words ...string) {
	p.t.Helper()
	page := textOf(p.page)
	for _, word := range words {
		if !strings.Contains(page, word) {
			p.t.Fatalf("the page does not say %q:\n%s", word, page)
		}
	}
}

// element is the element of a kind that holds a text.
func (p *payer) element(kind, text string) *html.Node {
	p.t.Helper()
	for node := range p.page.Descendants() {
		if node.Data == kind && strings.Contains(textOf(node), text) {
			return node
		}
	}
	p.t.Fatalf("no %s %q:\n%s", kind, text, textOf(p.page))
	return nil
}

// textOf is the text under a node, without style sheets.
func textOf(node *html.Node) string {
	var out strings.Builder
	for child := range node.Descendants() {
		if child.Type == html.TextNode && child.Parent.Data != "style" {
			out.WriteString(child.Data)
		}
	}
	return out.String()
}

func attribute(node *html.Node, name string) string {
	for _, a := range node.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
