package auth

import (
	"io"
	"net/http"
	"net/url"
	"strings"
)

// HTTP gives a client that authenticates by itself: it adds the access token to requests that allow says yes to, and
// to no others (RFC 6750 section 2.1: in the header only). On 401 it refreshes, in one flight for all requests, and
// sends the request once more if its body can be had again. It never follows a redirect. base does the requests; nil
// is http.DefaultTransport.
//
// When the session cannot be renewed the error of the request is that of the refresh: test it for ErrLoginRequired
// and ErrServerDown.
func (s *Session) HTTP(allow func(*url.URL) bool, base http.RoundTripper) *http.Client {
	if base == nil {
		base = http.DefaultTransport
	}
	return &http.Client{
		Transport:     &bearer{s: s, allow: allow, base: base},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

type bearer struct {
	s     *Session
	allow func(*url.URL) bool
	base  http.RoundTripper
}

// RoundTrip implements http.RoundTripper.
func (b *bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	if b.allow == nil || !b.allow(r.URL) {
		return b.base.RoundTrip(withToken(r, secret{}))
	}
	access, err := b.s.token(r.Context())
	if err != nil {
		closeBody(r)
		return nil, err
	}
	resp, err := b.base.RoundTrip(withToken(r, access))
	if err != nil || resp.StatusCode != http.StatusUnauthorized && resp.StatusCode != http.StatusForbidden {
		return resp, err
	}
	if b.s.demanded(resp.Header) || resp.StatusCode == http.StatusForbidden || !replayable(r) || !b.s.canRenew() {
		return resp, nil
	}
	again, err := replay(r)
	if err != nil {
		return resp, nil
	}
	_, _ = io.CopyN(io.Discard, resp.Body, 64<<10) // so that the connection can be used again
	_ = resp.Body.Close()
	if access, err = b.s.renewed(r.Context(), access); err != nil {
		closeBody(again)
		return nil, err
	}
	return b.base.RoundTrip(withToken(again, access))
}

// withToken is a copy of r with this token and no other; the empty one leaves the header out.
func withToken(r *http.Request, access secret) *http.Request {
	c := r.Clone(r.Context())
	c.Header.Del("Authorization")
	if !access.empty() {
		c.Header.Set("Authorization", "Bearer "+access.reveal())
	}
	return c
}

func replayable(r *http.Request) bool {
	return r.Body == nil || r.Body == http.NoBody || r.GetBody != nil
}

// replay is r with its body from the start.
func replay(r *http.Request) (*http.Request, error) {
	c := r.Clone(r.Context())
	if r.Body == nil || r.Body == http.NoBody {
		return c, nil
	}
	body, err := r.GetBody()
	c.Body = body
	return c, err
}

func closeBody(r *http.Request) {
	if r.Body != nil {
		_ = r.Body.Close()
	}
}

func (s *Session) canRenew() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.enterprise != nil || !s.refresh.empty()
}

// demanded notes that an API wants a stronger login (RFC 9470 section 3): a refresh would not help.
func (s *Session) demanded(h http.Header) bool {
	for _, challenge := range h.Values("WWW-Authenticate") {
		p := challengeParameters(challenge)
		if p["error"] == "insufficient_user_authentication" {
			s.mu.Lock()
			s.stepUp = p["acr_values"]
			if s.stepUp == "" {
				s.stepUp = s.c.cfg.ACRValues
			}
			s.mu.Unlock()
			return true
		}
	}
	return false
}

// StepUp gives the acr_values that an API last asked for with insufficient_user_authentication, for
// BeginOptions.ACRValues; "" when none did. It is untrusted text.
func (s *Session) StepUp() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stepUp
}

// challengeParameters reads the parameters of a Bearer challenge (RFC 9110 section 11.6.1); names in lower case.
func challengeParameters(challenge string) map[string]string {
	scheme, rest, _ := strings.Cut(strings.TrimSpace(challenge), " ")
	p := map[string]string{}
	if !strings.EqualFold(scheme, "Bearer") {
		return p
	}
	for rest != "" {
		var name, value string
		name, rest, _ = strings.Cut(rest, "=")
		if strings.HasPrefix(rest, `"`) {
			value, rest = quoted(rest[1:])
		} else {
			value, rest, _ = strings.Cut(rest, ",")
		}
		p[strings.ToLower(strings.Trim(name, " \t,"))] = strings.TrimSpace(value)
	}
	return p
}

// quoted reads a quoted string whose first quote is gone, and gives what follows it.
func quoted(s string) (value, rest string) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
		case s[i] == '"':
			return b.String(), s[i+1:]
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String(), ""
}
