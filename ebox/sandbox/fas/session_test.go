package fas

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// loggedIn is a browser in which somebody logged in with itsme.
func (w *world) loggedIn() *browser {
	w.t.Helper()
	b := w.browser().open(newAttempt("acr_values", "urn:be:fedict:iam:fas:Level450").url(w))
	b.click("key-itsme").click("itsme-success").arrived()
	return b
}

func TestSingleSignOn(t *testing.T) {
	for _, tt := range []struct {
		name  string
		over  []string
		later time.Duration
		want  string // "code", an error, or "pages"
	}{
		{"at once", nil, 0, "code"},
		{"the same level", []string{"acr_values", "urn:be:fedict:iam:fas:Level450"}, 0, "code"},
		{"silently", []string{"prompt", "none"}, time.Hour, "code"},
		{"stronger", []string{"acr_values", "urn:be:fedict:iam:fas:Level500"}, 0, "pages"},
		{"stronger, silently", []string{"acr_values", "urn:be:fedict:iam:fas:Level500", "prompt", "none"}, 0, "login_required"},
		{"login", []string{"prompt", "login"}, 0, "pages"},
		{"another account", []string{"prompt", "select_account"}, 0, "pages"},
		{"consent", []string{"prompt", "consent"}, 0, "code"},
		{"fresh enough", []string{"max_age", "60"}, 59 * time.Second, "code"},
		{"too old", []string{"max_age", "60"}, time.Minute, "pages"},
		{"never fresh enough", []string{"max_age", "0"}, 0, "pages"},
		{"too old, silently", []string{"max_age", "60", "prompt", "none"}, time.Minute, "login_required"},
		{"session over", nil, 8 * time.Hour, "pages"},
		{"unknown hint", []string{"id_token_hint", "x"}, 0, "pages"},
		{"both boxes", []string{"scope", "openid citizen enterprise"}, 0, "pages"},
		{"both boxes, silently", []string{"scope", "openid citizen enterprise", "prompt", "none"}, 0, "interaction_required"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, Config{})
			b := w.loggedIn()
			w.clock.pass(tt.later)
			b.open(newAttempt(tt.over...).url(w))
			got := "pages"
			if b.doc == nil {
				q := b.arrived()
				got = q.Get("error")
				if q.Has("code") {
					got = "code"
				}
			}
			if got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}

func TestSessionKeepsTimeAndKey(t *testing.T) {
	w := newWorld(t, Config{})
	b := w.loggedIn()
	at := w.clock.now()
	w.clock.pass(time.Hour)
	a := newAttempt()
	r := w.form("/access_token", a.exchange(b.open(a.url(w)).arrived().Get("code")))
	token, err := w.verify(r.ID)
	if err != nil {
		t.Fatal(err)
	}
	var c struct {
		AuthTime int64    `json:"auth_time"`
		AMR      []string `json:"amr"`
	}
	if err := token.Claims(&c); err != nil || c.AuthTime != at.Unix() || !slices.Contains(c.AMR, "bmid") {
		t.Errorf("%+v, %v", c, err)
	}
	hint := newAttempt("id_token_hint", r.ID)
	if !b.open(hint.url(w)).arrived().Has("code") {
		t.Error("the hint names who is logged in, and still the pages come")
	}
	_, other := w.quick("login_hint", "specimen-de")
	if b.open(newAttempt("id_token_hint", other.ID).url(w)); b.doc == nil {
		t.Error("the hint names somebody else, and still there is an answer")
	}
}

func TestPromptLoginEnds(t *testing.T) {
	w := newWorld(t, Config{})
	b := w.loggedIn()
	for _, over := range [][]string{{"prompt", "login"}, {"max_age", "0"}} {
		got := b.open(newAttempt(over...).url(w)).click("key-totp").click("totp-success").arrived()
		if !got.Has("code") {
			t.Errorf("%v: %v", over, got)
		}
	}
}

func TestInWhoseName(t *testing.T) {
	fr, de := DefaultPersons()[0], DefaultPersons()[2]
	for _, tt := range []struct {
		name   string
		ask    bool
		over   []string
		person Person
		click  string // "": no question
		box    string // "": access_denied
		owner  string
		acr    string
	}{
		{"nothing named", false, nil, fr, "", Citizen, fr.NationalNumber, "urn:be:fedict:iam:fas:Level450"},
		{"asked anyway", true, nil, fr, "identity-enterprise", Enterprise, fr.Company.Number, "urn:be:fedict:iam:fas:Level450"},
		{"no company", true, nil, de, "", Citizen, de.NationalNumber, "urn:be:fedict:iam:fas:Level450"},
		{"citizen by scope", true, []string{"scope", "openid citizen"}, fr, "", Citizen, fr.NationalNumber, "urn:be:fedict:iam:fas:Level450"},
		{"company by scope", false, []string{"scope", "openid enterprise"}, fr, "", Enterprise, fr.Company.Number, "urn:be:fedict:iam:fas:Level450"},
		{"both by scope", false, []string{"scope", "openid enterprise citizen"}, fr, "identity-citizen", Citizen, fr.NationalNumber, "urn:be:fedict:iam:fas:Level450"},
		{"company by level", false, []string{"acr_values", "urn:be:fedict:iam:fas:enterprise:Level400"}, fr, "", Enterprise, fr.Company.Number, "urn:be:fedict:iam:fas:enterprise:Level450"},
		{"company without one", false, []string{"scope", "openid enterprise"}, de, "", "", "", ""},
		{"cancelled", true, nil, fr, "identity-cancel", "", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, Config{AskBox: tt.ask})
			a := newAttempt(tt.over...)
			b := w.browser().open(a.url(w)).click("key-itsme").click("itsme-success", "person", tt.person.ID)
			if tt.click != "" {
				b.click(tt.click)
			}
			got := b.arrived()
			if tt.box == "" {
				if got.Get("error") != "access_denied" {
					t.Errorf("answer %v", got)
				}
				return
			}
			r := w.form("/access_token", a.exchange(got.Get("code")))
			g, ok := w.Introspect(r.Access)
			if !ok || g.BoxType != tt.box || g.Owner != tt.owner {
				t.Errorf("the token opens %s of %s", g.BoxType, g.Owner)
			}
			if diff := cmp.Diff(tt.acr, w.info(r.Access)["assurance_level"]); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestShortcut(t *testing.T) {
	people := DefaultPersons()
	for _, tt := range []struct {
		name string
		over []string
		want Grant // BoxType, Owner, Level only
		err  string
	}{
		{"default", nil, Grant{BoxType: Citizen, Owner: people[0].NationalNumber, Level: Level450}, ""},
		{"strongest", []string{"acr_values", "urn:be:fedict:iam:fas:Level500"}, Grant{BoxType: Citizen, Owner: people[0].NationalNumber, Level: Level500}, ""},
		{"weak is enough", []string{"acr_values", "urn:be:fedict:iam:fas:Level100"}, Grant{BoxType: Citizen, Owner: people[0].NationalNumber, Level: Level450}, ""},
		{"named", []string{"login_hint", "specimen-de"}, Grant{BoxType: Citizen, Owner: people[2].NationalNumber, Level: Level450}, ""},
		{"by number", []string{"login_hint", people[1].NationalNumber}, Grant{BoxType: Citizen, Owner: people[1].NationalNumber, Level: Level450}, ""},
		{"unknown name", []string{"login_hint", "x"}, Grant{BoxType: Citizen, Owner: people[0].NationalNumber, Level: Level450}, ""},
		{"company", []string{"scope", "openid enterprise"}, Grant{BoxType: Enterprise, Owner: people[0].Company.Number, Level: Level450}, ""},
		{"no company", []string{"scope", "openid enterprise", "login_hint", "specimen-de"}, Grant{}, "access_denied"},
		{"login forced", []string{"prompt", "login"}, Grant{BoxType: Citizen, Owner: people[0].NationalNumber, Level: Level450}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, Config{AskBox: true})
			a := newAttempt(tt.over...)
			b := w.browser().open(a.shortcut(w))
			got := b.arrived()
			if got.Get("state") != a.state || got.Get("iss") != w.Issuer() || got.Get("error") != tt.err {
				t.Fatalf("answer %v", got)
			}
			if b.head.Get("Set-Cookie") != "" {
				t.Error("the shortcut logs the browser in")
			}
			if tt.err != "" {
				return
			}
			g, _ := w.Introspect(w.form("/access_token", a.exchange(got.Get("code"))).Access)
			if diff := cmp.Diff(tt.want, Grant{BoxType: g.BoxType, Owner: g.Owner, Level: g.Level}); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestNobodyThere(t *testing.T) {
	w := newWorld(t, Config{Persons: []Person{}})
	if got := w.browser().open(newAttempt().shortcut(w)).arrived().Get("error"); got != "access_denied" {
		t.Errorf("error %q", got)
	}
}

func TestLoginFromOutside(t *testing.T) {
	card := Person{ID: "card", GivenName: "Test", Surname: "Specimen", NationalNumber: "99122800657", Language: "nl"}
	w := newWorld(t, Config{CardURL: func(login string) string { return testBase + "/card?login=" + login }})
	a := newAttempt("acr_values", "urn:be:fedict:iam:fas:Level500")
	b := w.browser().open(a.url(w)).click("key-eid").click("eid-card")
	id := b.at.Query().Get("login")
	next, err := w.CompleteLogin(id, card, Level500, "eid")
	if err != nil {
		t.Fatal(err)
	}
	r := w.form("/access_token", a.exchange(b.open(next).arrived().Get("code")))
	if got := w.info(r.Access)["egovNRN"]; got != card.NationalNumber {
		t.Errorf("logged in is %v", got)
	}
	if !b.open(newAttempt().url(w)).arrived().Has("code") {
		t.Error("the browser does not remember it")
	}
	if _, err := w.CompleteLogin(id, card, Level500); err != ErrNoLogin {
		t.Errorf("a second time: %v", err)
	}
	if _, err := w.CancelLogin(id); err != ErrNoLogin {
		t.Errorf("cancelled afterwards: %v", err)
	}
	b = w.browser().open(newAttempt().url(w)).click("key-eid").click("eid-card")
	next, err = w.CancelLogin(b.at.Query().Get("login"))
	if err != nil || !strings.HasPrefix(next, testCallback+"?error=access_denied&") {
		t.Errorf("cancelled: %v, %s", err, next)
	}
	if plain := newWorld(t, Config{}); plain.browser().open(newAttempt().url(plain)).click("key-eid").has("eid-card") {
		t.Error("a card is offered without a host for it")
	}
}
