package auth

import (
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"net/http"
	"strconv"
	"strings"
)

// pageStyle is the whole look of the page; the policy names it by its hash.
const pageStyle = "body{font:1.25rem/1.5 sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}@media(prefers-color-scheme:dark){body{background:#111;color:#eee}}"

var page = template.Must(template.New("page").Parse(`<!DOCTYPE html>
<html{{with .Lang}} lang="{{.}}"{{end}}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{{.Title}}</title>
<style>` + pageStyle + `</style>
</head>
<body>
<main>
<h1>{{.Title}}</h1>
<p>{{.Text}}</p>
</main>
</body>
</html>
`))

// pagePolicy allows the page its own style and nothing else.
var pagePolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; style-src 'sha256-" +
	styleHash() + "'"

func styleHash() string {
	sum := sha256.Sum256([]byte(pageStyle))
	return base64.StdEncoding.EncodeToString(sum[:])
}

func englishPage(ok bool) (title, text string) {
	if ok {
		return "You are logged in", "You may close this window and go back to the terminal."
	}
	return "You are not logged in", "You may close this window. The terminal says what went wrong."
}

// writePage answers the browser: static, no script, not kept, no address of it passed on. The whole answer has left
// for the browser when it returns, so that the listener may be closed.
func writePage(w http.ResponseWriter, lang, title, text string) {
	var b strings.Builder
	if err := page.Execute(&b, struct{ Lang, Title, Text string }{lang, title, text}); err != nil {
		http.Error(w, "", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(b.Len()))
	h.Set("Content-Security-Policy", pagePolicy)
	plainHeaders(h)
	_, _ = w.Write([]byte(b.String()))
	_ = http.NewResponseController(w).Flush()
}

// plainHeaders are those of every answer on the loopback.
func plainHeaders(h http.Header) {
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Connection", "close")
}
