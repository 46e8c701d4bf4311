package oauth

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"myebox/ebox/sandbox/contract"
)

const testBase = "http://127.0.0.1:4444"

// testKey is made once: keys take long to find.
var testKey = sync.OnceValue(func() *rsa.PrivateKey {
	k, err := rsa.GenerateKey(rand.Reader, keyBits)
	if err != nil {
		panic(err)
	}
	return k
})

// world is a server with a clock, two companies and the contract around it.
type world struct {
	*Server
	t       testing.TB
	creds   *Credentials
	at      time.Time
	handler http.Handler
	broken  []string // what the contract says against its answers
}

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{t: t, at: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)}
	creds, err := IssueWith(testKey(), 2, Validity{w.at.AddDate(-1, 0, 0), w.at.AddDate(1, 0, 0)})
	if err != nil {
		t.Fatal(err)
	}
	w.creds = creds
	w.Server = New(Config{BaseURL: testBase, Clients: creds.Clients, Now: func() time.Time { return w.at }})
	v, err := contract.Load()
	if err != nil {
		t.Fatal(err)
	}
	v.Strict()
	w.handler = v.Handler(w.Handler(), func(err error) { w.broken = append(w.broken, err.Error()) })
	return w
}

// claims are those of a good assertion.
func (w *world) claims(path string) map[string]any {
	id := w.creds.Clients[0].ID
	return map[string]any{
		"iss": id, "sub": id, "aud": w.Audience(path), "jti": randomText(), "iat": w.at.Unix(), "exp": w.at.Add(time.Minute).Unix(),
	}
}

func sign(t testing.TB, key any, alg jose.SignatureAlgorithm, typ string, claims any) string {
	t.Helper()
	s, err := jose.NewSigner(jose.SigningKey{Algorithm: alg, Key: key}, (&jose.SignerOptions{}).WithType(jose.ContentType(typ)))
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(claims)
	if err != nil {
		t.Fatal(err)
	}
	jws, err := s.Sign(b)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := jws.CompactSerialize()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func (w *world) form(assertion string) url.Values {
	return url.Values{
		"grant_type": {"client_credentials"}, "client_assertion_type": {assertionType}, "client_assertion": {assertion},
		"scope": {strings.Join(defaultScopes, " ")},
	}
}

// reply is what the endpoint says.
type reply struct {
	answer
	refusal
	status int
	head   http.Header
}

// post sends a form. ok tells that the request keeps to the contract.
func (w *world) post(path string, v url.Values, ok bool, change ...func(*http.Request)) reply {
	w.t.Helper()
	r := httptest.NewRequest(http.MethodPost, testBase+path, strings.NewReader(v.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for _, f := range change {
		f(r)
	}
	if !ok {
		r = r.WithContext(contract.Unchecked(r.Context()))
	}
	rec := httptest.NewRecorder()
	w.handler.ServeHTTP(rec, r)
	out := reply{status: rec.Code, head: rec.Header()}
	if rec.Header().Get("Content-Type") == "application/json" {
		if err := json.Unmarshal(rec.Body.Bytes(), &out); err != nil {
			w.t.Fatal(err)
		}
	}
	for _, b := range w.broken {
		w.t.Error(b)
	}
	w.broken = nil
	return out
}

// good sends a right request with what change makes of its claims.
func (w *world) good(path string, change func(map[string]any)) reply {
	w.t.Helper()
	c := w.claims(path)
	if change != nil {
		change(c)
	}
	return w.post(path, w.form(sign(w.t, w.creds.Key, jose.RS256, "JWT", c)), true)
}
