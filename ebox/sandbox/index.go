package sandbox

import (
	"html/template"
	"net/http"
	"strings"
)

var indexPage = template.Must(template.New("index").Parse(`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>eBox sandbox</title></head>
<body><main><h1>eBox sandbox</h1>
<p>This is a local stand-in for the federated Belgian eBox, for tests and demonstrations. Nothing here is real: no
authority sent these messages, and no real person has a box.</p>
<h2>Where things are</h2>
<dl><dt>Login (OpenID issuer)</dt><dd><code>{{.Base}}/fas/oauth2</code></dd>
<dt>Login of companies' software (token endpoint)</dt><dd><code>{{.Base}}/REST/oauth/v5/token</code></dd>
<dt>Federation, citizens</dt><dd><code>{{.Citizen}}</code></dd>
<dt>Federation, companies</dt><dd><code>{{.Enterprise}}</code></dd>
<dt>Consent of citizens (an extension)</dt><dd><code>{{.Profile}}</code></dd>
<dt>Mails that would have been sent</dt><dd><a href="/sandbox/mails">/sandbox/mails</a></dd>
<dt>Requests so far</dt><dd><a href="/sandbox/requests">/sandbox/requests</a></dd>
<dt>Faults that are set</dt><dd><a href="/sandbox/faults">/sandbox/faults</a></dd>
<dt>Messages that arrive now (POST)</dt><dd><code>/sandbox/arrivals</code></dd></dl>
<h2>Registries</h2>
<table><thead><tr><th>Provider</th><th>API</th><th>Citizens</th><th>Companies</th><th>Today</th></tr></thead><tbody>
{{range .Providers}}<tr><td>{{.Name}} ({{.ID}})</td><td>{{.API}}</td><td><code>{{.Citizen}}</code></td><td><code>{{.Enterprise}}</code></td><td>{{.Today}}</td></tr>
{{end}}</tbody></table></main></body></html>
`))

type indexRow struct{ ID, Name, API, Citizen, Enterprise, Today string }

// index is the page at /. Any other address that means nothing is 404.
func (s *Sandbox) index(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/" || r.Method != http.MethodGet && r.Method != http.MethodHead {
		gateway(w, problemNotFound)
		return
	}
	data := struct {
		Base, Citizen, Enterprise, Profile string
		Providers                          []indexRow
	}{Base: s.BaseURL(), Profile: s.ProfileURL(), Citizen: s.FederationURL(Citizen), Enterprise: s.FederationURL(Enterprise)}
	for _, p := range s.cfg.World.Providers() {
		row := indexRow{
			ID: p.MessageProviderID, Name: p.MessageProviderName.EN, API: p.APISupportedVersion, Today: "answers",
			Citizen: s.RegistryURL(p.MessageProviderID, Citizen), Enterprise: s.RegistryURL(p.MessageProviderID, Enterprise),
		}
		if s.absent(p) != nil {
			row.Today = "does not answer"
		}
		data.Providers = append(data.Providers, row)
	}
	var page strings.Builder
	if err := indexPage.Execute(&page, data); err != nil {
		http.Error(w, "the page could not be written", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Security-Policy", "default-src 'none'")
	writeBytes(w, http.StatusOK, "text/html; charset=utf-8", []byte(page.String()))
}
