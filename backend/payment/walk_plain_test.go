package payment_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// plain is a payer without a browser: it reads the pages and sends their forms.
type plain struct {
	t    *testing.T
	at   *url.URL
	page *html.Node
	form url.Values // what was chosen
}

func newPlain(t *testing.T) payer {
	t.Helper()
	return &plain{t: t}
}

func (p *plain) open(address string) {
	p.t.Helper()
	p.load(http.MethodGet, address, nil)
}

func (p *plain) load(method, address string, form url.Values) {
	p.t.Helper()
	request, err := http.NewRequestWithContext(p.t.Context(), method, address, strings.NewReader(form.Encode()))
	if err != nil {
		p.t.Fatal(err)
	}
	if method == http.MethodPost {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		p.t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	if p.page, err = html.Parse(answer.Body); err != nil {
		p.t.Fatal(err)
	}
	p.at, p.form = answer.Request.URL, url.Values{}
}

func (p *plain) choose(label string) {
	p.t.Helper()
	for node := range p.page.Descendants() {
		if node.Data == "label" && strings.TrimSpace(textOf(node)) == label {
			for input := range node.Descendants() {
				if input.Data == "input" && attribute(input, "type") == "radio" {
					p.form.Set(attribute(input, "name"), attribute(input, "value"))
					return
				}
			}
		}
	}
	p.t.Fatalf("no choice %q", label)
}

func (p *plain) press(button string) {
	p.t.Helper()
	for form := range p.page.Descendants() {
		if form.Data != "form" || !strings.Contains(textOf(form), button) {
			continue
		}
		action, err := p.at.Parse(attribute(form, "action"))
		if err != nil {
			p.t.Fatal(err)
		}
		values := url.Values{}
		for node := range form.Descendants() {
			if node.Data != "input" {
				continue
			}
			name := attribute(node, "name")
			if attribute(node, "type") == "hidden" {
				values.Set(name, attribute(node, "value"))
			} else if p.form.Has(name) {
				values.Set(name, p.form.Get(name))
			}
		}
		p.load(strings.ToUpper(attribute(form, "method")), action.String(), values)
		return
	}
	p.t.Fatalf("no button %q", button)
}

func (p *plain) text() string { return textOf(p.page) }

func (p *plain) fits() {
	p.t.Helper()
	for node := range p.page.Descendants() {
		if node.Data == "meta" && attribute(node, "name") == "viewport" && strings.Contains(attribute(node, "content"), "width=device-width") {
			return
		}
	}
	p.t.Error("the page is not laid out for a phone")
}

func (p *plain) keepPicture(string) {}

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
