package fas

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

const testCardHost = "https://127.0.0.1:4445"

// elsewhere calls what a card host does directly: it sends a browser there and gives where it is sent on.
func elsewhere(w *world, address string, host http.HandlerFunc) *httptest.ResponseRecorder {
	w.t.Helper()
	rec := httptest.NewRecorder()
	host(rec, httptest.NewRequest(http.MethodGet, address, nil))
	return rec
}

func newCardWorld(t *testing.T) *world {
	return newWorld(t, Config{
		CardEntry: testCardHost + "/fas/oauth2/authorize",
		CardURL:   func(login string) string { return testBase + "/card?" + CardLoginParam + "=" + login },
	})
}

var cardPerson = Person{GivenName: "Test Élodie", Surname: "SPECIMEN", NationalNumber: "99123199969", Language: "fr"}

func TestCardEntryIsAnnounced(t *testing.T) {
	for name, c := range map[string]struct {
		w    *world
		want string
	}{"with": {newCardWorld(t), testCardHost + "/fas/oauth2/authorize"}, "without": {newWorld(t, Config{}), ""}} {
		t.Run(name, func(t *testing.T) {
			resp, err := c.w.client().Get(c.w.Issuer() + "/.well-known/openid-configuration")
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = resp.Body.Close() }()
			b, err := io.ReadAll(resp.Body)
			if err != nil {
				t.Fatal(err)
			}
			var m metadata
			if err := json.Unmarshal(b, &m); err != nil {
				t.Fatal(err)
			}
			got := ""
			if m.Aliases != nil {
				got = m.Aliases.Authorization
			}
			if got != c.want || strings.Contains(string(b), "mtls_endpoint_aliases") != (c.want != "") {
				t.Errorf("announced %q, want %q", got, c.want)
			}
		})
	}
}

// TestArriveAtTheEntry: a login that begins at the card host, without any page.
func TestArriveAtTheEntry(t *testing.T) {
	w := newCardWorld(t)
	a := newAttempt("acr_values", "urn:be:fedict:iam:fas:Level500")
	rec := elsewhere(w, testCardHost+"/fas/oauth2/authorize?"+a.params.Encode(), func(rw http.ResponseWriter, r *http.Request) {
		w.Arrive(rw, r, cardPerson, Level500, "eid")
	})
	next := rec.Header().Get("Location")
	if rec.Code != http.StatusFound || !strings.HasPrefix(next, w.Issuer()+"/authorize?") || rec.Header().Get("Set-Cookie") != "" {
		t.Fatalf("%d to %s, cookies %q", rec.Code, next, rec.Header().Get("Set-Cookie"))
	}
	b := w.browser().open(next)
	r := w.form("/access_token", a.exchange(b.arrived().Get("code")))
	info := w.info(r.Access)
	if info["egovNRN"] != cardPerson.NationalNumber || info["surname"] != cardPerson.Surname || info["givenName"] != cardPerson.GivenName {
		t.Errorf("logged in is %v", info)
	}
	if g, ok := w.Introspect(r.Access); !ok || g.Owner != cardPerson.NationalNumber || g.Level != Level500 || g.BoxType != Citizen {
		t.Errorf("the token opens %+v, %t", g, ok)
	}
	if other := w.browser().open(next); other.code == http.StatusFound {
		t.Errorf("a second browser goes on to %s", other.at)
	}
}

// TestArriveBelongsToOneBrowser: a login from the card host is the first browser's that brings it.
func TestArriveBelongsToOneBrowser(t *testing.T) {
	w := newWorld(t, Config{AskBox: true})
	a := newAttempt()
	company := DefaultPersons()[0]
	rec := elsewhere(w, testCardHost+"/fas/oauth2/authorize?"+a.params.Encode(), func(rw http.ResponseWriter, r *http.Request) {
		w.Arrive(rw, r, Person{GivenName: "Carte", Surname: "Specimen", NationalNumber: company.NationalNumber}, Level500, "eid")
	})
	next := rec.Header().Get("Location")
	first := w.browser().open(next) // is asked in whose name: the number is that of a test person with a company
	if !first.open(first.at.String()).has("identity-citizen") {
		t.Fatalf("at %s", first.at)
	}
	second := w.browser().open(next)
	if second.code == http.StatusFound || second.has("identity-citizen") {
		t.Errorf("another browser goes on: %d %s", second.code, second.at)
	}
	for _, id := range []string{"", "nosuch"} {
		if got := w.browser().open(w.Issuer() + "/authorize?" + url.Values{loginParam: {"x" + id}}.Encode()); !got.has("timed-out") {
			t.Errorf("unknown login: %s", got.body)
		}
	}
}

func TestTurnAway(t *testing.T) {
	w := newCardWorld(t)
	away := func(rw http.ResponseWriter, r *http.Request) { w.TurnAway(rw, r, "certificate_revoked") }
	arrive := func(rw http.ResponseWriter, r *http.Request) { w.Arrive(rw, r, cardPerson, Level500, "eid") }
	a := newAttempt()
	b := w.browser().open(a.url(w)).click("key-eid").click("eid-card")
	waiting := b.at.String()
	entry := testCardHost + "/fas/oauth2/authorize?" + a.params.Encode()
	bad := newAttempt("code_challenge", "")
	nowhere := newAttempt("redirect_uri", "https://evil.example/callback")
	for _, c := range []struct {
		name, address, err, description string // err "": the browser stays
		host                            http.HandlerFunc
	}{
		{"at the entry", entry, "access_denied", "certificate_revoked", away},
		{"a login that waits", waiting, "access_denied", "certificate_revoked", away},
		{"the same again", waiting, "", "", away},
		{"arrived too late", waiting, "", "", arrive},
		{"a bad request", testCardHost + "/fas/oauth2/authorize?" + bad.params.Encode(), "invalid_request", "code_challenge is missing", arrive},
		{"a bad request, turned away", testCardHost + "/fas/oauth2/authorize?" + bad.params.Encode(), "invalid_request", "code_challenge is missing", away},
		{"no address to trust", testCardHost + "/fas/oauth2/authorize?" + nowhere.params.Encode(), "", "", arrive},
		{"no address to trust, turned away", testCardHost + "/fas/oauth2/authorize?" + nowhere.params.Encode(), "", "", away},
		{"broken parameters", testCardHost + "/fas/oauth2/authorize?a=%zz", "", "", away},
	} {
		t.Run(c.name, func(t *testing.T) {
			rec := elsewhere(w, c.address, c.host)
			to, err := url.Parse(rec.Header().Get("Location"))
			if err != nil {
				t.Fatal(err)
			}
			if c.err == "" {
				if to.String() != "" || rec.Code < 400 && !strings.Contains(rec.Body.String(), "timed-out") {
					t.Errorf("%d to %s", rec.Code, to)
				}
				return
			}
			q := to.Query()
			if !strings.HasPrefix(to.String(), testCallback+"?") || q.Get("error") != c.err || q.Get("error_description") != c.description ||
				q.Get("iss") != w.Issuer() || q.Get("state") == "" {
				t.Errorf("%d to %s", rec.Code, to)
			}
		})
	}
}
