package fas

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/oauth2"
)

const (
	testBase     = "http://127.0.0.1:4444"
	testCallback = "http://127.0.0.1:8765/callback"
	level400     = "urn:be:fedict:iam:fas:Level400"
)

// testKeys are made once: keys take long to find.
var testKeys = sync.OnceValue(func() []*rsa.PrivateKey {
	keys := make([]*rsa.PrivateKey, 2)
	for i := range keys {
		k, err := rsa.GenerateKey(rand.Reader, keyBits)
		if err != nil {
			panic(err)
		}
		keys[i] = k
	}
	return keys
})

// clock is a time that a test moves.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) now() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.t }

func (c *clock) pass(d time.Duration) { c.mu.Lock(); defer c.mu.Unlock(); c.t = c.t.Add(d) }

// world is a provider with a clock.
type world struct {
	*Provider
	t     *testing.T
	clock *clock
}

func newWorld(t *testing.T, cfg Config) *world {
	t.Helper()
	c := &clock{t: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)}
	cfg.BaseURL, cfg.Now, cfg.Keys = testBase, c.now, testKeys()
	p, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return &world{p, t, c}
}

// in is the same world for a subtest.
func (w *world) in(t *testing.T) *world { return &world{w.Provider, t, w.clock} }

// RoundTrip makes the provider the whole network.
func (w *world) RoundTrip(r *http.Request) (*http.Response, error) {
	if !strings.HasPrefix(r.URL.String(), testBase) {
		return nil, errors.New("no such host: " + r.URL.Host)
	}
	if r.Body == nil {
		r.Body = http.NoBody
	}
	rec := httptest.NewRecorder()
	w.Handler().ServeHTTP(rec, r)
	resp := rec.Result()
	resp.Request = r
	return resp, nil
}

func (w *world) client() *http.Client { return &http.Client{Transport: w} }

// browser follows redirects with cookies and stops in front of other hosts.
type browser struct {
	w    *world
	http *http.Client
	at   *url.URL // where it is: a page, or the client's address it was sent to
	code int
	body string
	doc  *html.Node
	head http.Header
}

func (w *world) browser() *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		w.t.Fatal(err)
	}
	b := &browser{w: w}
	b.http = &http.Client{Transport: w, Jar: jar, CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		if !strings.HasPrefix(r.URL.String(), testBase) {
			return http.ErrUseLastResponse
		}
		return nil
	}}
	return b
}

func (b *browser) do(r *http.Request) {
	b.w.t.Helper()
	resp, err := b.http.Do(r)
	if err != nil {
		b.w.t.Fatal(err)
	}
	body, err := io.ReadAll(resp.Body)
	if err := errors.Join(err, resp.Body.Close()); err != nil {
		b.w.t.Fatal(err)
	}
	b.at, b.code, b.body, b.head, b.doc = resp.Request.URL, resp.StatusCode, string(body), resp.Header, nil
	if l := resp.Header.Get("Location"); l != "" {
		if b.at, err = url.Parse(l); err != nil {
			b.w.t.Fatal(err)
		}
		return
	}
	if b.doc, err = html.Parse(strings.NewReader(b.body)); err != nil {
		b.w.t.Fatal(err)
	}
}

func (b *browser) open(address string) *browser {
	b.w.t.Helper()
	r, err := http.NewRequestWithContext(b.w.t.Context(), http.MethodGet, address, nil)
	if err != nil {
		b.w.t.Fatal(err)
	}
	b.do(r)
	return b
}

// click presses the link or button with that id; set are the fields that the person changes before.
func (b *browser) click(id string, set ...string) *browser {
	b.w.t.Helper()
	n := find(b.doc, func(n *html.Node) bool { return attr(n, "id") == id })
	if n == nil {
		b.w.t.Fatalf("no element %q on %s:\n%s", id, b.at, b.body)
	}
	if n.Data == "a" {
		to, err := b.at.Parse(attr(n, "href"))
		if err != nil {
			b.w.t.Fatal(err)
		}
		return b.open(to.String())
	}
	form := n
	for form.Data != "form" {
		form = form.Parent
	}
	v := fields(form)
	if name := attr(n, "name"); name != "" {
		v.Set(name, attr(n, "value"))
	}
	for i := 0; i < len(set); i += 2 {
		v.Set(set[i], set[i+1])
	}
	to, err := b.at.Parse(attr(form, "action"))
	if err != nil {
		b.w.t.Fatal(err)
	}
	b.post(to.String(), v)
	return b
}

func (b *browser) post(address string, v url.Values) {
	b.w.t.Helper()
	r, err := http.NewRequestWithContext(b.w.t.Context(), http.MethodPost, address, strings.NewReader(v.Encode()))
	if err != nil {
		b.w.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	b.do(r)
}

// has tells whether the page has that element.
func (b *browser) has(id string) bool {
	return b.doc != nil && find(b.doc, func(n *html.Node) bool { return attr(n, "id") == id }) != nil
}

// arrived checks that the browser was sent to the client and gives what it brings.
func (b *browser) arrived() url.Values {
	b.w.t.Helper()
	if !strings.HasPrefix(b.at.String(), testCallback+"?") {
		b.w.t.Fatalf("the browser is at %s (%d), want the client's address; page:\n%s", b.at, b.code, b.body)
	}
	return b.at.Query()
}

func find(n *html.Node, want func(*html.Node) bool) *html.Node {
	for d := range n.Descendants() {
		if want(d) {
			return d
		}
	}
	return nil
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func fields(form *html.Node) url.Values {
	v := url.Values{}
	for n := range form.Descendants() {
		checked := attr(n, "type") != "radio" || strings.Contains(render(n), "checked")
		if n.Data == "input" && checked {
			v.Set(attr(n, "name"), attr(n, "value"))
		}
	}
	return v
}

func render(n *html.Node) string {
	var b strings.Builder
	_ = html.Render(&b, n) // to memory: cannot fail
	return b.String()
}

// attempt is one login of a client: what it has to remember.
type attempt struct {
	state, nonce, verifier string
	params                 url.Values
}

// newAttempt makes the parameters of an ordinary request; over pairs replace them, an empty value removes one.
func newAttempt(over ...string) attempt {
	a := attempt{state: secret(), nonce: secret(), verifier: oauth2.GenerateVerifier()}
	a.params = url.Values{
		"response_type": {"code"}, "client_id": {ClientID}, "redirect_uri": {testCallback},
		"scope": {"openid profile egovnrn"}, "state": {a.state}, "nonce": {a.nonce}, "acr_values": {level400},
		"code_challenge": {oauth2.S256ChallengeFromVerifier(a.verifier)}, "code_challenge_method": {"S256"},
	}
	for i := 0; i < len(over); i += 2 {
		a.params.Set(over[i], over[i+1])
		if over[i+1] == "" {
			a.params.Del(over[i])
		}
	}
	return a
}

func (a attempt) url(w *world) string { return w.Issuer() + "/authorize?" + a.params.Encode() }

func (a attempt) shortcut(w *world) string {
	return w.Issuer() + testPersonPath + "?" + a.params.Encode()
}

func (a attempt) exchange(code string) url.Values {
	return url.Values{
		"grant_type": {"authorization_code"}, "code": {code}, "redirect_uri": {a.params.Get("redirect_uri")},
		"client_id": {ClientID}, "code_verifier": {a.verifier},
	}
}

// reply is what the token endpoint says.
type reply struct {
	Access  string `json:"access_token"`
	Refresh string `json:"refresh_token"`
	ID      string `json:"id_token"`
	Type    string `json:"token_type"`
	Expires int    `json:"expires_in"`
	Scope   string `json:"scope"`
	Error   string `json:"error"`
	status  int
	head    http.Header
}

// form posts to an endpoint under the issuer and reads the JSON answer, if it is one.
func (w *world) form(endpoint string, v url.Values, basic ...string) reply {
	w.t.Helper()
	r, err := http.NewRequestWithContext(w.t.Context(), http.MethodPost, w.Issuer()+endpoint, strings.NewReader(v.Encode()))
	if err != nil {
		w.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if len(basic) == 2 {
		r.SetBasicAuth(basic[0], basic[1])
	}
	resp, err := w.client().Do(r)
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	out := reply{status: resp.StatusCode, head: resp.Header}
	if strings.HasPrefix(resp.Header.Get("Content-Type"), "application/json") && resp.ContentLength != 0 {
		if err := json.NewDecoder(resp.Body).Decode(&out); err != nil && !errors.Is(err, io.EOF) {
			w.t.Fatal(err)
		}
	}
	return out
}

// quick logs the test person in without pages and gives the tokens.
func (w *world) quick(over ...string) (attempt, reply) {
	w.t.Helper()
	a := newAttempt(over...)
	code := w.browser().open(a.shortcut(w)).arrived().Get("code")
	r := w.form("/access_token", a.exchange(code))
	if r.Access == "" {
		w.t.Fatalf("no tokens: %d %s", r.status, r.Error)
	}
	return a, r
}

func (w *world) refreshed(token string) reply {
	return w.form("/access_token", url.Values{
		"grant_type": {"refresh_token"}, "refresh_token": {token}, "client_id": {ClientID},
	})
}
