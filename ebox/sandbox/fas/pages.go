package fas

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

//go:embed pages
var pageFiles embed.FS

// pages are the templates by name, each with the layout around it.
var pages = func() map[string]*template.Template {
	all := map[string]*template.Template{}
	for _, name := range []string{"choice", "key", "box", "logout", "device", "words"} {
		all[name] = template.Must(template.ParseFS(pageFiles, "pages/layout.html", "pages/"+name+".html"))
	}
	return all
}()

// page is what every page shows; the others build on it.
type page struct {
	Lang      string
	T         texts
	Title     string
	Lead      string
	Languages []languageLink
	Login     string // id of the waiting login
}

type languageLink struct {
	Code, Name, URL string
	Current         bool
}

// newPage prepares a page in that language; its language links lead to the request's own address.
func newPage(r *http.Request, lang string, title func(texts) string) page {
	v := page{Lang: lang, T: translations[lang]}
	v.Title = title(v.T)
	for _, code := range order {
		q := r.URL.Query()
		q.Set("lang", code)
		v.Languages = append(v.Languages, languageLink{
			Code: code, Name: translations[code].Own, URL: r.URL.Path + "?" + q.Encode(), Current: code == lang,
		})
	}
	return v
}

// policy is the Content-Security-Policy: nothing but our style sheet and icon, and forms that may end, through
// redirects, at the client's loopback address.
func policy(target string) string {
	p := "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
	u, err := url.Parse(target)
	switch {
	case err != nil || target == "":
	case strings.HasPrefix(u.Host, "["): // the policy's grammar knows no IPv6 addresses
		p += " http:"
	default:
		p += " " + u.Scheme + "://" + u.Host
	}
	return p
}

// show writes a page.
func (p *Provider) show(w http.ResponseWriter, r *http.Request, status int, name string, allow string, data any) {
	var buf bytes.Buffer
	if err := pages[name].ExecuteTemplate(&buf, "layout.html", data); err != nil {
		p.cfg.Logger.ErrorContext(r.Context(), "writing page", "page", name, "error", err)
		http.Error(w, "no answer", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", policy(allow))
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = buf.WriteTo(w) // the browser went away: nobody to tell
}

// asset serves one of the embedded files.
func asset(name, mediaType string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", mediaType)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Cache-Control", "max-age=300")
		http.ServeFileFS(w, r, pageFiles, "pages/"+name)
	}
}

// words is a page that only says something.
type words struct {
	page
	ID        string // of the paragraph, for scripts
	ReasonFor string
	Reason    string // in English
}

// timeoutPage: the login is over, and the client is told nothing.
func (p *Provider) timeoutPage(w http.ResponseWriter, r *http.Request) {
	v := words{page: newPage(r, p.language(r, ""), func(t texts) string { return t.TimeTitle }), ID: "timed-out"}
	v.Lead = v.T.TimeText
	p.show(w, r, http.StatusOK, "words", "", v)
}

// errorPage: a request that can neither be answered nor redirected. The reason is ours, in English.
func (p *Provider) errorPage(w http.ResponseWriter, r *http.Request, reason string) {
	v := words{page: newPage(r, p.language(r, r.URL.Query().Get("ui_locales")), func(t texts) string { return t.ErrorTitle }), ID: "refused"}
	v.Lead, v.ReasonFor, v.Reason = v.T.ErrorText, v.T.ErrorReason, reason
	p.show(w, r, http.StatusBadRequest, "words", "", v)
}

// keyLink is a digital key as the choice shows it.
type keyLink struct{ ID, Name, Hint, Level, URL string }

// choice is the page of the digital keys.
type choice struct {
	page
	Keys   []keyLink
	Weaker string // label of the button, "" when nothing is weaker
}

// choicePage offers the keys that are strong enough; keys that are too weak are not shown.
func (p *Provider) choicePage(w http.ResponseWriter, r *http.Request) {
	l, ok := p.pageLogin(w, r, p.gotoLogin(r.URL.Query().Get("goto")))
	if !ok {
		return
	}
	v := choice{page: newPage(r, l.lang, func(t texts) string { return t.LoginTitle })}
	v.Login, v.Lead = l.id, fmt.Sprintf(v.T.LoginLead, l.req.clientID, l.req.level)
	for _, k := range Keys() {
		if k.Level < l.req.level {
			continue
		}
		name, hint := v.T.key(k.ID)
		v.Keys = append(v.Keys, keyLink{k.ID, name, hint, fmt.Sprintf(v.T.Level, k.Level), p.pageURL(k.ID, l.id)})
	}
	if weak, ok := weaker(l.req.level); ok {
		v.Weaker = fmt.Sprintf(v.T.Weaker, weak)
	}
	p.show(w, r, http.StatusOK, "choice", l.req.redirectURI, v)
}

// person on a key's page.
type personChoice struct {
	ID, Label string
	Checked   bool
}

// keyView is the page of one digital key.
type keyView struct {
	page
	Key, CardURL, Weaker, BackURL string
	Persons                       []personChoice
}

// keyPage lets a person say who logs in with the key and how it ends.
func (p *Provider) keyPage(k Key) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		l, ok := p.pageLogin(w, r, r.URL.Query().Get("login"))
		if !ok {
			return
		}
		if k.Level < l.req.level { // not on offer
			redirect(w, r, p.loginPage(l))
			return
		}
		v := keyView{page: newPage(r, l.lang, func(t texts) string { name, _ := t.key(k.ID); return name })}
		v.Login, v.Key, v.BackURL = l.id, k.ID, p.loginPage(l)
		if k.ID == "eid" && p.cfg.CardURL != nil {
			v.CardURL = p.cfg.CardURL(l.id)
		}
		if weak, ok := weaker(l.req.level); ok {
			v.Weaker = fmt.Sprintf(v.T.Weak, weak)
		}
		v.Persons = p.personChoices(v.T, l.req.loginHint)
		p.show(w, r, http.StatusOK, "key", l.req.redirectURI, v)
	}
}

func (p *Provider) personChoices(t texts, hint string) []personChoice {
	var out []personChoice
	_, hinted := p.person(hint)
	for i, x := range p.cfg.Persons {
		c := personChoice{ID: x.ID, Label: x.Name() + " (" + x.Language + ")"}
		if i == 0 {
			c.Label = x.Name() + " (" + x.Language + ", " + t.Default + ")"
		}
		c.Checked = hinted && (x.ID == hint || x.NationalNumber == hint) || !hinted && i == 0
		out = append(out, c)
	}
	return out
}

// boxView asks in whose name.
type boxView struct {
	page
	Boxes []boxChoice
}

type boxChoice struct{ ID, Name, Hint string }

// boxPage asks a person who may act for a company.
func (p *Provider) boxPage(w http.ResponseWriter, r *http.Request) {
	l, ok := p.pageLogin(w, r, r.URL.Query().Get("login"))
	if !ok {
		return
	}
	if l.who == nil {
		redirect(w, r, p.loginPage(l))
		return
	}
	person := l.who.person
	v := boxView{page: newPage(r, l.lang, func(t texts) string { return t.BoxTitle })}
	v.Login, v.Lead = l.id, fmt.Sprintf(v.T.BoxLead, person.Name())
	boxes := l.req.possible(person)
	if slices.Contains(boxes, Citizen) {
		v.Boxes = append(v.Boxes, boxChoice{Citizen, v.T.OwnName, person.Name() + ", " + v.T.CitizenBox})
	}
	if slices.Contains(boxes, Enterprise) {
		n := person.Company.Number
		hint := fmt.Sprintf("%s (%s.%s.%s), %s", person.Company.Name, n[:4], n[4:7], n[7:], v.T.CompanyBox)
		v.Boxes = append(v.Boxes, boxChoice{Enterprise, v.T.ForCompany, hint})
	}
	p.show(w, r, http.StatusOK, "box", l.req.redirectURI, v)
}

// pageLogin finds the login of a page, after a change of language if the address asks for one; without it the page
// says that the time is over.
func (p *Provider) pageLogin(w http.ResponseWriter, r *http.Request, id string) (login, bool) {
	l, ok := p.login(r, id)
	if !ok {
		p.timeoutPage(w, r)
		return login{}, false
	}
	if lang := r.URL.Query().Get("lang"); translations[lang].Own != "" {
		p.store.changeLogin(id, func(l *login) { l.lang = lang })
		l.lang = lang
	}
	return l, true
}
