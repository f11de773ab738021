package payment

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"net/http"
)

//go:embed pages/*.html pages/cashier.css
var pageFiles embed.FS

// pages are the parsed templates and the policy that goes with their style.
type pages struct {
	templates *template.Template
	policy    string
}

// parsePages reads the embedded templates. The one style sheet is inline and
// allowed by its hash; nothing else may be loaded or run.
func parsePages() pages {
	css, err := pageFiles.ReadFile("pages/cashier.css")
	if err != nil {
		panic(err) // the file is embedded, so this is a mistake of the build
	}
	style := func() template.CSS { return template.CSS(css) } // our own file
	parsed := template.Must(template.New("cashier").Funcs(template.FuncMap{"style": style}).ParseFS(pageFiles, "pages/*.html"))
	sum := sha256.Sum256(css)
	return pages{templates: parsed, policy: "default-src 'none'; style-src 'sha256-" +
		base64.StdEncoding.EncodeToString(sum[:]) + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"}
}

// write renders a page whole before it sends any of it.
func (p pages) write(w http.ResponseWriter, status int, name string, data view) {
	var body bytes.Buffer
	if err := p.templates.ExecuteTemplate(&body, name+".html", data); err != nil {
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	head := w.Header()
	head.Set("Content-Type", "text/html; charset=utf-8")
	head.Set("Content-Security-Policy", p.policy)
	head.Set("Cache-Control", "no-store")
	head.Set("Referrer-Policy", "no-referrer") // the address is the secret
	head.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write(body.Bytes()) // a payer who left is no error
}
