package fas

import (
	"cmp"
	"net/http"
	"net/url"
)

// maxBody is the most bytes of a form.
const maxBody = 64 << 10

// stepLogin finds the login of a posted form.
func (p *Provider) stepLogin(w http.ResponseWriter, r *http.Request) (login, bool) {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if err := r.ParseForm(); err != nil {
		p.errorPage(w, r, "the form cannot be read")
		return login{}, false
	}
	l, ok := p.login(r, r.PostForm.Get("login"))
	if !ok {
		p.timeoutPage(w, r)
	}
	return l, ok
}

// keyStep does what was pressed on a key's page.
func (p *Provider) keyStep(k Key) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		l, ok := p.stepLogin(w, r)
		if !ok {
			return
		}
		person, ok := p.person(r.PostForm.Get("person"))
		if !ok {
			p.errorPage(w, r, "unknown test person")
			return
		}
		weak, hasWeaker := weaker(l.req.level)
		switch result := r.PostForm.Get("result"); {
		case result == "success" && k.Level >= l.req.level:
			p.finish(w, r, l, person, k.Level, k.AMR)
		case result == "weak" && hasWeaker:
			p.finish(w, r, l, person, weak, k.AMR)
		case result == "cancel":
			p.cancel(w, r, l)
		case result == "timeout":
			p.store.endLogin(l.id)
			redirect(w, r, p.BaseURL()+"/fasui/timeout?lang="+l.lang)
		default:
			p.errorPage(w, r, "unknown button")
		}
	}
}

// choiceStep does what was pressed under "for testing" on the page of the keys.
func (p *Provider) choiceStep(w http.ResponseWriter, r *http.Request) {
	l, ok := p.stepLogin(w, r)
	if !ok {
		return
	}
	weak, hasWeaker := weaker(l.req.level)
	switch result := r.PostForm.Get("result"); {
	case result == "cancel":
		p.cancel(w, r, l)
	case result == "weak" && hasWeaker && len(p.cfg.Persons) > 0:
		person, ok := p.person(l.req.loginHint)
		if !ok {
			person = p.cfg.Persons[0]
		}
		p.finish(w, r, l, person, weak, weakAMR(weak))
	default:
		p.errorPage(w, r, "unknown button")
	}
}

// weakAMR names a key of that level.
func weakAMR(l Level) string {
	for _, k := range Keys() {
		if k.Level == l {
			return k.AMR
		}
	}
	return "selfregistration"
}

// boxStep remembers in whose name the person acts.
func (p *Provider) boxStep(w http.ResponseWriter, r *http.Request) {
	l, ok := p.stepLogin(w, r)
	if !ok {
		return
	}
	switch box := r.PostForm.Get("result"); box {
	case Citizen, Enterprise:
		p.store.changeLogin(l.id, func(l *login) { l.box = box })
		redirect(w, r, p.resumeURL(l))
	case "cancel":
		p.cancel(w, r, l)
	default:
		p.errorPage(w, r, "unknown button")
	}
}

func (p *Provider) finish(w http.ResponseWriter, r *http.Request, l login, person Person, level Level, amr string) {
	next, err := p.CompleteLogin(l.id, person, level, amr)
	if err != nil {
		p.timeoutPage(w, r)
		return
	}
	redirect(w, r, next)
}

func (p *Provider) cancel(w http.ResponseWriter, r *http.Request, l login) {
	next, err := p.CancelLogin(l.id)
	if err != nil {
		p.timeoutPage(w, r)
		return
	}
	redirect(w, r, next)
}

// logoutView asks before logging out.
type logoutView struct {
	page
	Redirect, State string
}

// logout is the end of session endpoint (OpenID Connect RP-Initiated Logout 1.0): it ends the session of the browser,
// after a question unless the client shows by an ID token that it is this session it means.
func (p *Provider) logout(w http.ResponseWriter, r *http.Request) {
	q, ok := p.params(w, r)
	if !ok {
		return
	}
	target := q.Get("post_logout_redirect_uri")
	if target != "" && !loopback(target, p.cfg.LogoutPaths) {
		p.errorPage(w, r, "post_logout_redirect_uri is not a registered loopback address")
		return
	}
	hint := q.Get("id_token_hint")
	subject := p.hintSubject(hint)
	if hint != "" && subject == "" {
		p.errorPage(w, r, "id_token_hint is not one of this provider")
		return
	}
	token := p.cookie(r, sessionCookie)
	s, ok := p.store.session(token, p.cfg.Now())
	if !ok || subject == s.person.subject(ClientID) {
		p.endSession(w, r, target, q.Get("state"))
		return
	}
	v := logoutView{page: newPage(r, p.language(r, q.Get("ui_locales")), func(t texts) string { return t.LogoutTitle })}
	v.Redirect, v.State = target, q.Get("state")
	p.show(w, r, http.StatusOK, "logout", target, v)
}

// logoutStep is the answer to the question.
func (p *Provider) logoutStep(w http.ResponseWriter, r *http.Request) {
	q, ok := p.params(w, r)
	if !ok {
		return
	}
	target := q.Get("post_logout_redirect_uri")
	if target != "" && !loopback(target, p.cfg.LogoutPaths) {
		p.errorPage(w, r, "post_logout_redirect_uri is not a registered loopback address")
		return
	}
	p.endSession(w, r, target, q.Get("state"))
}

// endSession forgets who is logged in in this browser and goes where the client wants.
func (p *Provider) endSession(w http.ResponseWriter, r *http.Request, target, state string) {
	p.store.endSession(p.cookie(r, sessionCookie))
	p.setCookie(w, sessionCookie, "")
	if target != "" && state != "" {
		target += "?" + url.Values{"state": {state}}.Encode()
	}
	redirect(w, r, cmp.Or(target, p.BaseURL()+"/fasui/logged-out?lang="+p.language(r, "")))
}

// gonePage says that one is logged out.
func (p *Provider) gonePage(w http.ResponseWriter, r *http.Request) {
	v := words{page: newPage(r, p.language(r, ""), func(t texts) string { return t.GoneTitle }), ID: "logged-out"}
	v.Lead = v.T.GoneText
	p.show(w, r, http.StatusOK, "words", "", v)
}
