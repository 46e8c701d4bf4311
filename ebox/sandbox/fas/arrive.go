package fas

import (
	"net/http"
	"net/url"
)

// CardLoginParam is the parameter of Config.CardURL in which Arrive and TurnAway find the waiting login.
const CardLoginParam = "login"

// Arrive goes on with the login of a person who has shown on another host, where r was sent to, who they are: the one
// that waits (CardLoginParam), or one that begins here because r carries the parameters of the authorize endpoint. The
// browser is sent on to the authorize endpoint, with its cookies if it has any.
func (p *Provider) Arrive(w http.ResponseWriter, r *http.Request, person Person, level Level, amr ...string) {
	id := r.URL.Query().Get(CardLoginParam)
	if id == "" {
		req, err := p.fromElsewhere(r)
		if err != nil {
			p.refuseAuthorize(w, r, req, err)
			return
		}
		l := login{id: secret(), req: req, adopt: true, lang: p.language(r, req.locales), expires: p.cfg.Now().Add(p.cfg.LoginLifetime)}
		p.store.addLogin(l, p.cfg.Now())
		id = l.id
	}
	next, err := p.CompleteLogin(id, p.known(person), level, amr...)
	if err != nil {
		p.timeoutPage(w, r)
		return
	}
	redirect(w, r, next)
}

// TurnAway ends the login of Arrive for somebody who cannot be let in: the client is told access_denied and why.
func (p *Provider) TurnAway(w http.ResponseWriter, r *http.Request, why string) {
	if id := r.URL.Query().Get(CardLoginParam); id != "" {
		next, err := p.denyLogin(id, why)
		if err != nil {
			p.timeoutPage(w, r)
			return
		}
		redirect(w, r, next)
		return
	}
	req, err := p.fromElsewhere(r)
	if err == nil {
		err = refuse("access_denied", why)
	}
	p.refuseAuthorize(w, r, req, err)
}

func (p *Provider) fromElsewhere(r *http.Request) (authRequest, error) {
	q, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return authRequest{}, &pageError{"the parameters cannot be read"}
	}
	return p.parseAuthorize(q)
}

// known adds what the sandbox knows of one of its test persons to what somebody else says of them.
func (p *Provider) known(person Person) Person {
	known, ok := p.person(person.NationalNumber)
	if !ok {
		return person
	}
	if person.GivenName != "" || person.Surname != "" {
		known.GivenName, known.Surname = person.GivenName, person.Surname
	}
	return known
}

// adopt binds a login that began on another host to the browser that brings it, the first one that does.
func (p *Provider) adopt(w http.ResponseWriter, r *http.Request, id string) (login, bool) {
	if l, ok := p.store.login(id, p.cfg.Now()); !ok || !l.adopt {
		return login{}, false
	}
	browser := hash(p.browserOf(w, r))
	mine := false
	p.store.changeLogin(id, func(l *login) {
		if mine = l.adopt; mine {
			l.adopt, l.browser = false, browser
		}
	})
	if !mine {
		return login{}, false
	}
	return p.store.login(id, p.cfg.Now())
}
