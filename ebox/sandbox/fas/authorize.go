package fas

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"time"
)

// loginParam carries the id of the waiting login through the pages and back to the authorize endpoint.
const loginParam = "sandbox_login"

// authorize is the authorization endpoint (OpenID Connect Core 3.1.2): it starts a login, goes on with one that comes
// back from the pages, or answers at once when the browser is logged in already.
func (p *Provider) authorize(w http.ResponseWriter, r *http.Request) {
	q, ok := p.params(w, r)
	if !ok {
		return
	}
	if id := q.Get(loginParam); id != "" {
		p.resume(w, r, id)
		return
	}
	req, err := p.parseAuthorize(q)
	if err != nil {
		p.refuseAuthorize(w, r, req, err)
		return
	}
	if who, ok := p.signedOn(r, req); ok {
		p.goOn(w, r, p.startLogin(w, r, req, &who))
		return
	}
	if req.silent {
		p.refuseAuthorize(w, r, req, refuse("login_required", "nobody is logged in strongly enough"))
		return
	}
	l := p.startLogin(w, r, req, nil)
	redirect(w, r, p.loginPage(l))
}

// testPerson is the sandbox's shortcut: the parameters of authorize, the answer of a login that went well, no pages.
func (p *Provider) testPerson(w http.ResponseWriter, r *http.Request) {
	q, ok := p.params(w, r)
	if !ok {
		return
	}
	req, err := p.parseAuthorize(q)
	if err != nil {
		p.refuseAuthorize(w, r, req, err)
		return
	}
	who, box, why := p.testIdentity(req)
	if why != "" {
		p.refuseAuthorize(w, r, req, refuse("access_denied", why))
		return
	}
	redirect(w, r, p.answer(req, who, box))
}

// testIdentity is the test person that a request names, or the default one, with a key that is strong enough; or why
// there is none.
func (p *Provider) testIdentity(req authRequest) (who identity, box, why string) {
	person, ok := p.person(req.loginHint)
	if !ok {
		var err error
		if person, err = p.defaultPerson(); err != nil {
			return identity{}, "", "no test person"
		}
	}
	key := Keys()[0]
	for _, k := range Keys() {
		if k.Level >= max(req.level, Level450) { // itsme where that is enough: what most people use
			key = k
		}
	}
	boxes := req.possible(person)
	if len(boxes) == 0 {
		return identity{}, "", "the test person may act for no company"
	}
	return identity{person, key.Level, []string{key.AMR, key.Level.URN()}, p.cfg.Now()}, boxes[0], ""
}

// params are those of the query, or of the body for POST (OpenID Connect Core 3.1.2.1).
func (p *Provider) params(w http.ResponseWriter, r *http.Request) (url.Values, bool) {
	q, err := url.ParseQuery(r.URL.RawQuery)
	if r.Method == http.MethodPost {
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		err = r.ParseForm()
		q = r.PostForm
	}
	if err != nil {
		p.errorPage(w, r, "the parameters cannot be read")
		return nil, false
	}
	return q, true
}

// signedOn tells who is logged in in this browser, if that is enough for the request.
func (p *Provider) signedOn(r *http.Request, req authRequest) (identity, bool) {
	s, ok := p.store.session(p.cookie(r, sessionCookie), p.cfg.Now())
	if !ok || req.fresh || s.level < req.level {
		return identity{}, false
	}
	if req.maxAge != nil && p.cfg.Now().Sub(s.at) >= time.Duration(*req.maxAge)*time.Second {
		return identity{}, false
	}
	if req.idTokenHint != "" && p.hintSubject(req.idTokenHint) != s.person.subject(req.clientID) {
		return identity{}, false
	}
	return s.identity, true
}

// startLogin remembers the request until the person is through the pages.
func (p *Provider) startLogin(w http.ResponseWriter, r *http.Request, req authRequest, who *identity) login {
	l := login{
		id: secret(), req: req, who: who, single: who != nil, lang: p.language(r, req.locales),
		expires: p.cfg.Now().Add(p.cfg.LoginLifetime),
	}
	l.browser = hash(p.browserOf(w, r))
	p.store.addLogin(l, p.cfg.Now())
	return l
}

// browserOf is what the browser is known by, from now on if it is new.
func (p *Provider) browserOf(w http.ResponseWriter, r *http.Request) string {
	browser := p.cookie(r, browserCookie)
	if browser == "" {
		browser = secret()
		p.setCookie(w, browserCookie, browser)
	}
	return browser
}

// resume goes on after the pages, in the browser that started.
func (p *Provider) resume(w http.ResponseWriter, r *http.Request, id string) {
	l, ok := p.login(r, id)
	if !ok {
		if l, ok = p.adopt(w, r, id); !ok {
			p.timeoutPage(w, r)
			return
		}
	}
	if l.who == nil {
		redirect(w, r, p.loginPage(l))
		return
	}
	if !l.single {
		token := secret()
		p.store.addSession(hash(token), session{*l.who, p.cfg.Now().Add(p.cfg.SessionLifetime)})
		p.setCookie(w, sessionCookie, token)
		p.store.changeLogin(id, func(l *login) { l.single = true })
	}
	p.goOn(w, r, l)
}

// goOn answers the client, or asks in whose name when both is possible.
func (p *Provider) goOn(w http.ResponseWriter, r *http.Request, l login) {
	boxes := l.req.possible(l.who.person)
	switch {
	case len(boxes) == 0:
		p.store.endLogin(l.id)
		p.refuseAuthorize(w, r, l.req, refuse("access_denied", "this person may act for no company"))
		return
	case len(boxes) == 1:
		l.box = boxes[0]
	case l.box == "" && l.req.silent:
		p.store.endLogin(l.id)
		p.refuseAuthorize(w, r, l.req, refuse("interaction_required", "the person has to choose a box"))
		return
	case l.box == "":
		redirect(w, r, p.pageURL("identity", l.id))
		return
	}
	if !p.store.endLogin(l.id) { // somebody pressed twice: one login, one code
		p.timeoutPage(w, r)
		return
	}
	redirect(w, r, p.answer(l.req, *l.who, l.box))
}

// possible are the boxes that the request allows and the person has, the citizen's first.
func (req authRequest) possible(person Person) []string {
	return slices.DeleteFunc(slices.Clone(req.boxes), func(b string) bool { return b == Enterprise && person.Company == nil })
}

// answer makes the code and the address that brings it to the client.
func (p *Provider) answer(req authRequest, who identity, box string) string {
	f := p.newFamily(req, who, box)
	if req.device != (digest{}) {
		return p.settleDevice(req, f)
	}
	now, value := p.cfg.Now(), secret()
	p.store.addCode(hash(value), &code{
		clientID: req.clientID, redirectURI: req.redirectURI, challenge: req.challenge, nonce: req.nonce,
		expires: now.Add(codeLifetime), family: f,
	}, now)
	return p.respond(req, url.Values{"code": {value}})
}

// newFamily is what comes from a login.
func (p *Provider) newFamily(req authRequest, who identity, box string) *family {
	acr := who.level.URN()
	if req.grouped {
		acr = who.level.groupURN(box)
	}
	return &family{
		clientID: req.clientID, identity: who, box: box, acr: acr, scopes: req.scopes,
		expires: p.cfg.Now().Add(p.cfg.RefreshTokenLifetime),
	}
}

// respond is the redirect address with an answer, state and iss (RFC 6749 section 4.1.2, RFC 9207).
func (p *Provider) respond(req authRequest, answer url.Values) string {
	if req.device != (digest{}) { // there is no address to send an error to
		return p.settleDevice(req, nil)
	}
	faults := p.faults()
	answer.Set("iss", p.Issuer())
	if faults.WrongResponse {
		answer.Set("iss", p.Issuer()+"/other")
	}
	if req.state != "" {
		answer.Set("state", req.state)
	}
	if faults.WrongState {
		answer.Set("state", secret())
	}
	return req.redirectURI + "?" + answer.Encode()
}

// refuseAuthorize tells the client what is wrong, or the person when there is no address to be trusted.
func (p *Provider) refuseAuthorize(w http.ResponseWriter, r *http.Request, req authRequest, err error) {
	p.cfg.Logger.InfoContext(r.Context(), "authorization refused", "error", err)
	var stays *pageError
	var goes *refusal
	switch {
	case errors.As(err, &stays):
		p.errorPage(w, r, stays.reason)
	case errors.As(err, &goes):
		redirect(w, r, p.respond(req, url.Values{"error": {goes.code}, "error_description": {goes.description}}))
	default:
		p.errorPage(w, r, "the request cannot be answered")
	}
}

// redirect sends the browser on with a GET, whatever it came with.
func redirect(w http.ResponseWriter, r *http.Request, address string) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Referrer-Policy", "no-referrer")
	status := http.StatusFound
	if r.Method == http.MethodPost {
		status = http.StatusSeeOther
	}
	http.Redirect(w, r, address, status)
}
