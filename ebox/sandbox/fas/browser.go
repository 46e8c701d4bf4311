package fas

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"
)

// The cookies: which browser started a login, and who is logged in in it.
const (
	browserCookie = "sandbox_fas_browser"
	sessionCookie = "sandbox_fas_session"
)

// ErrNoLogin means that no login waits under that id: it timed out, or was answered already.
var ErrNoLogin = errors.New("fas: no such login is waiting")

// cookieName tells sandboxes on the same host apart: browsers do not by port.
func (p *Provider) cookieName(name string) string {
	u, err := url.Parse(p.BaseURL())
	if err != nil || u.Port() == "" {
		return name
	}
	return name + "_" + u.Port()
}

func (p *Provider) cookie(r *http.Request, name string) string {
	c, err := r.Cookie(p.cookieName(name))
	if err != nil {
		return ""
	}
	return c.Value
}

func (p *Provider) setCookie(w http.ResponseWriter, name, value string) {
	c := &http.Cookie{
		Name: p.cookieName(name), Value: value, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode,
		Secure: strings.HasPrefix(p.BaseURL(), "https:"),
	}
	if value == "" {
		c.MaxAge = -1
	}
	http.SetCookie(w, c)
}

// login finds the waiting login if it belongs to the browser of the request.
func (p *Provider) login(r *http.Request, id string) (login, bool) {
	l, ok := p.store.login(id, p.cfg.Now())
	if !ok || l.browser != hash(p.cookie(r, browserCookie)) {
		return login{}, false
	}
	return l, true
}

// CompleteLogin says who proved to be before the pages of the waiting login, and how: for whatever checks a person
// outside of this package, such as a host that asks for a card's certificate. It gives the address at which the
// person's browser goes on. ErrNoLogin.
func (p *Provider) CompleteLogin(id string, person Person, level Level, amr ...string) (next string, err error) {
	who := identity{person, level, append(slices.Clone(amr), level.URN()), p.cfg.Now()}
	ok := p.store.changeLogin(id, func(l *login) { l.who, l.single = &who, false })
	l, found := p.store.login(id, p.cfg.Now())
	if !ok || !found {
		return "", ErrNoLogin
	}
	return p.resumeURL(l), nil
}

// CancelLogin ends the waiting login and gives the address that tells the client: access_denied. ErrNoLogin.
func (p *Provider) CancelLogin(id string) (next string, err error) {
	return p.denyLogin(id, "the person cancelled")
}

func (p *Provider) denyLogin(id, why string) (next string, err error) {
	l, ok := p.store.login(id, p.cfg.Now())
	if !ok || !p.store.endLogin(id) {
		return "", ErrNoLogin
	}
	return p.respond(l.req, url.Values{"error": {"access_denied"}, "error_description": {why}}), nil
}

// resumeURL is the authorize address as it came, with the login's id: where the pages lead back to.
func (p *Provider) resumeURL(l login) string {
	q := url.Values{}
	for k, v := range l.req.query {
		q[k] = v
	}
	q.Set(loginParam, l.id)
	return p.Issuer() + "/authorize?" + q.Encode()
}

// loginPage is the address of the choice of keys, in the shape of FAS: it carries where to go back to.
func (p *Provider) loginPage(l login) string {
	return p.BaseURL() + "/fas/XUI/?goto=" + url.QueryEscape(p.resumeURL(l))
}

// pageURL is a page under /fasui for that login.
func (p *Provider) pageURL(page, id string) string {
	return p.BaseURL() + "/fasui/" + page + "?login=" + url.QueryEscape(id)
}

// gotoLogin reads the id out of goto. Nothing else of it is used, so it can lead nowhere else.
func (p *Provider) gotoLogin(address string) string {
	query, ok := strings.CutPrefix(address, p.Issuer()+"/authorize?")
	if !ok {
		return ""
	}
	q, err := url.ParseQuery(query)
	if err != nil {
		return ""
	}
	return q.Get(loginParam)
}

var languages = language.NewMatcher([]language.Tag{language.French, language.Dutch, language.German, language.English})

// language is that of the pages: what the client asks for, else what the browser does, else French.
func (p *Provider) language(r *http.Request, locales string) string {
	for _, l := range append([]string{r.URL.Query().Get("lang")}, strings.Fields(locales)...) {
		base, _, _ := strings.Cut(strings.ToLower(l), "-")
		if _, ok := translations[base]; ok {
			return base
		}
	}
	accepted, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil || len(accepted) == 0 {
		return "fr"
	}
	tag, _, _ := languages.Match(accepted...)
	base, _ := tag.Base()
	return base.String()
}

func (s *store) addLogin(l login, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.prune(now)
	s.logins[l.id] = &l
}

func (s *store) login(id string, now time.Time) (login, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l, ok := s.logins[id]
	if !ok || !now.Before(l.expires) {
		return login{}, false
	}
	return *l, true
}

func (s *store) changeLogin(id string, change func(*login)) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	l, ok := s.logins[id]
	if ok {
		change(l)
	}
	return ok
}

// endLogin takes the login away; false when it was gone already.
func (s *store) endLogin(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, ok := s.logins[id]
	delete(s.logins, id)
	return ok
}

func (s *store) addSession(d digest, x session) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sessions[d] = &x
}

func (s *store) session(cookie string, now time.Time) (session, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	x, ok := s.sessions[hash(cookie)]
	if cookie == "" || !ok || !now.Before(x.expires) {
		return session{}, false
	}
	return *x, true
}

func (s *store) endSession(cookie string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.sessions, hash(cookie))
}

func (s *store) addCode(d digest, c *code, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.prune(now)
	s.codes[d] = c
}
