package auth

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
)

const (
	memoryIssuer = "https://login.test/fas/oauth2"
	level        = "urn:be:fedict:iam:fas:Level"
	testNumber   = "59010100081" // never issued: born in 2059
	testSubject  = "subject-of-the-test-person"
)

// signingKey is made once: it is the slow part of a provider.
var signingKey = sync.OnceValue(func() *rsa.PrivateKey {
	k, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return k
})

// provider is an OpenID provider with a test person who is always at the keyboard, refresh rotation, reuse
// detection, and a knob for everything that can go wrong.
type provider struct {
	issuer string
	now    func() time.Time

	mu       sync.Mutex
	kid      string
	n        int
	codes    map[string]url.Values // authorize parameters by code
	live     map[string]bool       // refresh tokens: true is the newest, false is spent
	access   map[string]bool
	secrets  []string // everything that must never be printed
	events   []string // what was asked, in order
	reused   int
	revoked  []string
	overlaps int // requests at the token endpoint while another was there
	inside   int

	discovery map[string]any                        // changes to the discovery document; nil deletes
	redirect  func(q url.Values)                    // changes to the redirect
	idClaims  func(m map[string]any)                // changes to the identity token
	info      func(m map[string]any)                // changes to the user information
	token     func(m map[string]any)                // changes to the answer of the token endpoint
	sign      func(payload []byte) string           // instead of an honest signature, identity token
	signInfo  func(payload []byte) (string, string) // body and media type of the user information
	before    func(w http.ResponseWriter, r *http.Request) (done bool)
	after     func(r *http.Request)
	life      int // expires_in
	rotate    bool
	refreshID bool // an identity token at refresh
	noRefresh bool
}

func newProvider(issuer string) *provider {
	return &provider{
		issuer: issuer, now: time.Now, kid: "key-1", codes: map[string]url.Values{}, live: map[string]bool{},
		access: map[string]bool{}, life: 300, rotate: true,
	}
}

// startProvider is a provider on a real socket.
func startProvider(t *testing.T) *provider {
	t.Helper()
	p := newProvider("")
	srv := httptest.NewServer(p)
	t.Cleanup(srv.Close)
	p.issuer = srv.URL + "/fas/oauth2"
	return p
}

// draw makes a secret that the tests look for in everything printed.
func (p *provider) draw(kind string) string {
	p.n++
	s := fmt.Sprintf("%s-%d-%s", kind, p.n, randomText()[:16])
	p.secrets = append(p.secrets, s)
	return s
}

func (p *provider) event(s string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.events = append(p.events, s)
}

func (p *provider) count(event string) (n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, e := range p.events {
		if e == event {
			n++
		}
	}
	return n
}

func (p *provider) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/fas/oauth2")
	p.event(name)
	if p.after != nil {
		defer p.after(r)
	}
	if p.before != nil && p.before(w, r) {
		return
	}
	switch name {
	case "/.well-known/openid-configuration":
		p.serveDiscovery(w)
	case "/connect/jwk_uri":
		p.serveKeys(w)
	case "/authorize", "/test-person":
		p.serveAuthorize(w, r)
	case "/access_token":
		p.serveToken(w, r)
	case "/userinfo":
		p.serveUserinfo(w, r)
	case "/revoke":
		p.serveRevoke(w, r)
	default:
		http.NotFound(w, r)
	}
}

func (p *provider) document() map[string]any {
	d := map[string]any{
		"issuer": p.issuer, "authorization_endpoint": p.issuer + "/authorize", "token_endpoint": p.issuer + "/access_token",
		"userinfo_endpoint": p.issuer + "/userinfo", "jwks_uri": p.issuer + "/connect/jwk_uri",
		"revocation_endpoint": p.issuer + "/revoke", "end_session_endpoint": p.issuer + "/connect/endSession",
		"response_types_supported": []string{"code"}, "code_challenge_methods_supported": []string{"S256"},
		"id_token_signing_alg_values_supported":          []string{"RS256"},
		"authorization_response_iss_parameter_supported": true,
	}
	if strings.HasPrefix(p.issuer, "http://") {
		d["sandbox_test_person_endpoint"] = p.issuer + "/test-person"
	}
	for k, v := range p.discovery {
		if v == nil {
			delete(d, k)
		} else {
			d[k] = v
		}
	}
	return d
}

func (p *provider) serveDiscovery(w http.ResponseWriter) { writeJSON(w, http.StatusOK, p.document()) }

func (p *provider) serveKeys(w http.ResponseWriter) {
	writeJSON(w, http.StatusOK, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{
		{Key: signingKey().Public(), KeyID: p.kid, Algorithm: "RS256", Use: "sig"},
	}})
}

func (p *provider) serveAuthorize(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	p.mu.Lock()
	code := p.draw("code")
	p.codes[code] = q
	p.mu.Unlock()
	back := url.Values{"code": {code}, "state": {q.Get("state")}, "iss": {p.issuer}}
	if p.redirect != nil {
		p.redirect(back)
	}
	http.Redirect(w, r, q.Get("redirect_uri")+"?"+back.Encode(), http.StatusFound)
}

func (p *provider) serveToken(w http.ResponseWriter, r *http.Request) {
	_ = r.ParseForm()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.secrets = append(p.secrets, r.PostForm.Get("code_verifier"))
	if r.PostForm.Get("client_id") != "client" || r.PostForm.Has("client_secret") || r.Header.Get("Authorization") != "" {
		writeJSON(w, http.StatusBadRequest, map[string]any{"error": "invalid_client"})
		return
	}
	switch r.PostForm.Get("grant_type") {
	case "authorization_code":
		q, ok := p.codes[r.PostForm.Get("code")]
		delete(p.codes, r.PostForm.Get("code"))
		sum := sha256.Sum256([]byte(r.PostForm.Get("code_verifier")))
		if !ok || base64.RawURLEncoding.EncodeToString(sum[:]) != q.Get("code_challenge") ||
			r.PostForm.Get("redirect_uri") != q.Get("redirect_uri") {
			writeJSON(w, http.StatusBadRequest, map[string]any{"error": "invalid_grant"})
			return
		}
		p.answer(w, q.Get("nonce"), q.Get("acr_values"), true)
	case "refresh_token":
		p.refresh(w, r.PostForm.Get("refresh_token"))
	}
}

// refresh rotates; a token used twice kills the whole family (RFC 9700 section 4.14.2).
func (p *provider) refresh(w http.ResponseWriter, old string) {
	newest, known := p.live[old]
	if known && !newest {
		p.reused++
		clear(p.live)
	}
	if !known || !newest {
		writeJSON(w, http.StatusBadRequest, map[string]any{"error": "invalid_grant", "error_description": "token " + old})
		return
	}
	p.live[old] = !p.rotate
	p.answer(w, "", "", p.refreshID)
}

func (p *provider) answer(w http.ResponseWriter, nonce, acr string, withID bool) {
	access := p.draw("access")
	p.access[access] = true
	m := map[string]any{"access_token": access, "token_type": "Bearer", "expires_in": p.life}
	if !p.noRefresh && (nonce != "" || p.rotate) {
		refresh := p.draw("refresh")
		p.live[refresh] = true
		m["refresh_token"] = refresh
	}
	if withID {
		sum := sha256.Sum256([]byte(access))
		now := p.now()
		if acr == "" {
			acr = level + "500"
		}
		c := map[string]any{
			"iss": p.issuer, "aud": "client", "sub": testSubject, "iat": now.Unix(), "exp": now.Add(5 * time.Minute).Unix(),
			"auth_time": now.Unix(), "acr": strings.Fields(acr)[0], "at_hash": base64.RawURLEncoding.EncodeToString(sum[:16]),
		}
		if nonce != "" {
			c["nonce"] = nonce
		}
		if p.idClaims != nil {
			p.idClaims(c)
		}
		m["id_token"] = p.signed(c, p.sign)
		p.secrets = append(p.secrets, m["id_token"].(string))
	}
	if p.token != nil {
		p.token(m)
	}
	writeJSON(w, http.StatusOK, m)
}

func (p *provider) signed(c map[string]any, how func([]byte) string) string {
	b, err := json.Marshal(c)
	if err != nil {
		panic(err)
	}
	if how != nil {
		return how(b)
	}
	return signWith(jose.RS256, signingKey(), p.kid, b)
}

// signWith makes a compact JWS.
func signWith(alg jose.SignatureAlgorithm, key any, kid string, payload []byte) string {
	o := (&jose.SignerOptions{}).WithType("JWT")
	if kid != "" {
		o = o.WithHeader("kid", kid)
	}
	s, err := jose.NewSigner(jose.SigningKey{Algorithm: alg, Key: key}, o)
	if err != nil {
		panic(err)
	}
	jws, err := s.Sign(payload)
	if err != nil {
		panic(err)
	}
	raw, err := jws.CompactSerialize()
	if err != nil {
		panic(err)
	}
	return raw
}

func (p *provider) serveUserinfo(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.access[strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")] {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	c := map[string]any{
		"iss": p.issuer, "aud": "client", "sub": testSubject, "egovNRN": testNumber, "surname": "Specimen",
		"givenName": "Test", "prefLanguage": "fr", "mail": "nobody@invalid",
	}
	if p.info != nil {
		p.info(c)
	}
	body, media := p.signed(c, nil), "application/jwt"
	if p.signInfo != nil {
		b, _ := json.Marshal(c)
		body, media = p.signInfo(b)
	}
	p.secrets = append(p.secrets, testNumber, body)
	w.Header().Set("Content-Type", media)
	_, _ = w.Write([]byte(body))
}

func (p *provider) serveRevoke(w http.ResponseWriter, r *http.Request) {
	_ = r.ParseForm()
	p.mu.Lock()
	defer p.mu.Unlock()
	token := r.PostForm.Get("token")
	p.revoked = append(p.revoked, r.PostForm.Get("token_type_hint")+" "+token)
	delete(p.access, token)
	if _, ok := p.live[token]; ok {
		clear(p.live)
	}
	w.WriteHeader(http.StatusOK)
}

func (p *provider) allSecrets() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.secrets...)
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

// inMemory is a RoundTripper that calls a handler: no sockets, so it works inside synctest.
type inMemory struct{ h http.Handler }

func (m inMemory) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	rec := httptest.NewRecorder()
	in := r.Clone(r.Context())
	if in.Body == nil {
		in.Body = http.NoBody
	}
	in.RequestURI = ""
	m.h.ServeHTTP(rec, in)
	resp := rec.Result()
	resp.Request = r
	return resp, nil
}

func merge(m map[string]any, changes map[string]any) { maps.Copy(m, changes) }
