package fas

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/google/go-cmp/cmp"
)

// symptom is what a client notices first of a fault; "" when nothing does.
func (w *world) symptom() string {
	w.t.Helper()
	ctx := oidc.ClientContext(w.t.Context(), w.client())
	p, err := oidc.NewProvider(ctx, w.Issuer())
	if err != nil {
		return "discovery: " + err.Error()
	}
	var meta struct {
		Methods []string `json:"code_challenge_methods_supported"`
	}
	if err := p.Claims(&meta); err != nil || len(meta.Methods) == 0 {
		return "no S256"
	}
	a := newAttempt()
	got := w.browser().open(a.shortcut(w)).arrived()
	switch {
	case got.Get("state") != a.state:
		return "state"
	case got.Get("iss") != w.Issuer():
		return "iss of the answer"
	}
	r := w.form("/access_token", a.exchange(got.Get("code")))
	if r.Access == "" {
		return http.StatusText(r.status) + " " + r.Error
	}
	token, err := p.Verifier(&oidc.Config{ClientID: ClientID, Now: w.clock.now}).Verify(ctx, r.ID)
	switch {
	case err != nil:
		return err.Error()
	case token.Nonce != a.nonce:
		return "nonce"
	case token.IssuedAt.After(w.clock.now().Add(time.Minute)):
		return "issued in the future"
	case w.info(r.Access)["sub"] != token.Subject:
		return "sub of userinfo"
	}
	if r := w.form("/revoke", url.Values{"token": {r.Refresh}, "client_id": {ClientID}}); r.status != http.StatusOK {
		return "revocation " + http.StatusText(r.status)
	}
	return ""
}

func TestFaults(t *testing.T) {
	want := map[string]string{
		"token-503":           "Service Unavailable ",
		"token-invalid-grant": "Bad Request invalid_grant",
		"wrong-issuer":        "issued by a different provider",
		"wrong-nonce":         "nonce",
		"wrong-audience":      "expected audience",
		"clock-ahead":         "issued in the future",
		"clock-behind":        "token is expired",
		"unknown-key":         "failed to verify id token signature",
		"alg-none":            "unexpected signature algorithm",
		"no-s256":             "no S256",
		"wrong-state":         "state",
		"wrong-response-iss":  "iss of the answer",
		"wrong-subject":       "sub of userinfo",
		"revoke-503":          "revocation Service Unavailable",
		"metadata-issuer":     "discovery: ",
		"discovery-503":       "discovery: ",
		"token-slow":          "", // has a test of its own
	}
	var names []string
	for n := range want {
		names = append(names, n)
	}
	if diff := cmp.Diff(len(FaultNames()), len(names)); diff != "" {
		t.Errorf("knobs without a row: %s", diff)
	}
	for _, name := range FaultNames() {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, Config{})
			if got := w.symptom(); got != "" {
				t.Fatalf("without a fault: %s", got)
			}
			var f Faults
			if err := f.Set(name); err != nil {
				t.Fatal(err)
			}
			if f == (Faults{}) {
				t.Fatal("the knob turns nothing")
			}
			if f.TokenDelay == 0 {
				w.SetFaults(f)
				if got := w.symptom(); !strings.Contains(got, want[name]) || got == "" {
					t.Errorf("symptom %q, want %q", got, want[name])
				}
			}
			w.SetFaults(Faults{})
			if got := w.symptom(); got != "" {
				t.Errorf("the fault stays: %s", got)
			}
		})
	}
	var f Faults
	if err := f.Set("x"); err == nil {
		t.Error("an unknown name is taken")
	}
}

func TestTokenSlow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Config{Faults: Faults{TokenDelay: 5 * time.Second}})
		start := time.Now()
		w.quick()
		if d := time.Since(start); d != 5*time.Second {
			t.Errorf("took %s", d)
		}
	})
}

func TestRotation(t *testing.T) {
	w := newWorld(t, Config{})
	_, v := w.verifier()
	ctx := oidc.ClientContext(t.Context(), w.client())
	_, first := w.quick()
	if _, err := v.Verify(ctx, first.ID); err != nil {
		t.Fatal(err)
	}
	var ids []string
	for round := range 3 {
		before := w.published()
		if err := w.Rotate(); err != nil {
			t.Fatal(err)
		}
		after := w.published()
		if len(after) != 2 || after[1] != before[0] || after[0] == before[0] {
			t.Fatalf("round %d: keys %v become %v", round, before, after)
		}
		_, r := w.quick()
		if _, err := v.Verify(ctx, r.ID); err != nil {
			t.Errorf("round %d: a client that knows the old keys: %v", round, err)
		}
		if _, err := w.verify(first.ID); (err == nil) != (round == 0) {
			t.Errorf("round %d: the first token can be verified: %v", round, err)
		}
		ids = append(ids, after[0])
	}
	if ids[0] == ids[1] || ids[1] == ids[2] {
		t.Error("a key comes back")
	}
}

// published are the ids of the published keys, the signing one first.
func (w *world) published() []string {
	w.t.Helper()
	var set struct {
		Keys []struct{ KID, Alg, Use, Kty, D string }
	}
	b := w.browser().open(w.Issuer() + "/connect/jwk_uri")
	if err := json.Unmarshal([]byte(b.body), &set); err != nil {
		w.t.Fatal(err)
	}
	var ids []string
	for _, k := range set.Keys {
		if k.Alg != "RS256" || k.Use != "sig" || k.Kty != "RSA" || k.D != "" {
			w.t.Errorf("key %+v", k)
		}
		ids = append(ids, k.KID)
	}
	return ids
}

func TestKeysAreGenerated(t *testing.T) {
	p, err := New(Config{})
	if err != nil {
		t.Fatal(err)
	}
	set := p.keys.public()
	if len(set.Keys) != 2 || set.Keys[0].KeyID == set.Keys[1].KeyID || !set.Keys[0].IsPublic() {
		t.Errorf("keys: %v", set.Keys)
	}
}
