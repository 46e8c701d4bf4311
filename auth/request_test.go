package auth

import (
	"crypto/sha256"
	"encoding/base64"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func testRequest(t testing.TB, o BeginOptions) *request {
	t.Helper()
	p := newProvider(memoryIssuer)
	c := memoryClient(p, NewMemory(), func(c *Config) { c.UILocales = "fr" })
	md := &Metadata{Issuer: memoryIssuer, Authorization: memoryIssuer + "/authorize", AlwaysIssuer: true}
	return c.newRequest(md, "http://127.0.0.1:8765/callback", o)
}

func TestAuthorizationRequest(t *testing.T) {
	r := testRequest(t, BeginOptions{ACRValues: level + "500"})
	u, err := url.Parse(r.url(r.md.Authorization))
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte(r.verifier.reveal()))
	want := url.Values{
		"response_type": {"code"}, "client_id": {"client"}, "redirect_uri": {"http://127.0.0.1:8765/callback"},
		"scope": {"openid profile egovnrn"}, "state": {r.state.reveal()}, "nonce": {r.nonce.reveal()},
		"code_challenge": {base64.RawURLEncoding.EncodeToString(sum[:])}, "code_challenge_method": {"S256"},
		"acr_values": {level + "500"}, "ui_locales": {"fr"},
	}
	if diff := cmp.Diff(want, u.Query()); diff != "" {
		t.Errorf("query (-want +got):\n%s", diff)
	}
	if !strings.HasPrefix(u.String(), memoryIssuer+"/authorize?") {
		t.Errorf("address %s", u)
	}
	if strings.Contains(u.String(), r.verifier.reveal()) {
		t.Error("the verifier is in the address")
	}
}

func TestRandomValues(t *testing.T) {
	seen := map[string]bool{}
	for range 100 {
		r := testRequest(t, BeginOptions{})
		for name, s := range map[string]string{"state": r.state.reveal(), "nonce": r.nonce.reveal(), "verifier": r.verifier.reveal()} {
			b, err := base64.RawURLEncoding.DecodeString(s)
			if err != nil || len(b) != 32 || len(s) != 43 {
				t.Fatalf("%s is %d bytes in %d characters, want 32 in 43 (%v)", name, len(b), len(s), err)
			}
			if seen[s] {
				t.Fatalf("%s came twice", name)
			}
			seen[s] = true
		}
	}
}

func TestScopesStartWithOpenID(t *testing.T) {
	for _, tt := range []struct {
		name      string
		have, got []string
	}{
		{"default", nil, []string{"openid", "profile", "egovnrn"}},
		{"missing", []string{"profile"}, []string{"openid", "profile"}},
		{"there", []string{"openid", "x"}, []string{"openid", "x"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.got, Config{Scopes: tt.have}.withDefaults().Scopes); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAnswerIsTakenOnce(t *testing.T) {
	r := testRequest(t, BeginOptions{})
	q := "code=abc&iss=" + url.QueryEscape(memoryIssuer) + "&state=" + r.state.reveal()
	code, err := r.check(q)
	if err != nil || code.reveal() != "abc" {
		t.Fatalf("first answer: %v", err)
	}
	if _, err := r.check(q); err != ErrState {
		t.Errorf("second answer: %v, want %v", err, ErrState)
	}
}

// FuzzAnswer: no query without the right state is ever accepted, none is accepted without code and issuer, and a
// state is accepted once.
func FuzzAnswer(f *testing.F) {
	iss := url.QueryEscape(memoryIssuer)
	for _, seed := range []string{
		"", "state=STATE&code=x&iss=" + iss, "state=STATE&error=access_denied&iss=" + iss, "state=STATE&state=STATE",
		"state=STATE&iss=x&code=y", "state=%zz", "state=STATE;code=x", "code=x&state=", "state=STATE&code=&iss=" + iss, "a=b&c",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, q string) {
		r := testRequest(t, BeginOptions{})
		q = strings.ReplaceAll(q, "STATE", r.state.reveal())
		code, err := r.check(q)
		values, parseErr := url.ParseQuery(q)
		if err == nil {
			if parseErr != nil || values.Get("state") != r.state.reveal() || values.Get("code") != code.reveal() ||
				code.empty() || values.Get("iss") != memoryIssuer || values.Has("error") && values.Get("error") != "" {
				t.Fatalf("accepted %q", q)
			}
			if _, err := r.check(q); err != ErrState {
				t.Fatalf("accepted %q twice", q)
			}
		}
		if err != nil && strings.Contains(err.Error(), r.state.reveal()) {
			t.Fatalf("error quotes the state: %v", err)
		}
	})
}
