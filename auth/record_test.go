package auth

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestStoredForm pins what is in the keyring: names are for ever, and there is nothing in it that need not be.
func TestStoredForm(t *testing.T) {
	p, store, _ := resumable(t)
	b, err := store.Load(t.Context(), "test")
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]any
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	if login, _ := m["login"].(string); len(login) != 43 {
		t.Errorf("login %q", login)
	}
	refresh, _ := m["refresh"].(string)
	if !p.live[refresh] {
		t.Error("the refresh token is not the live one")
	}
	delete(m, "login")
	delete(m, "refresh")
	at := float64(newClock().now().Unix())
	want := map[string]any{
		"v": 1.0, "iss": memoryIssuer, "client": "client", "name": "Test Specimen", "lang": "fr", "acr": level + "400",
		"created": at, "used": at,
	}
	if diff := cmp.Diff(want, m); diff != "" {
		t.Errorf("stored (-want +got):\n%s", diff)
	}
	for _, s := range p.allSecrets() {
		if s != refresh && s != "" && strings.Contains(string(b), s) {
			t.Errorf("a secret (%.10s) that need not be stored is", s)
		}
	}
	if len(b) > MaxSecret/4 {
		t.Errorf("%d bytes without the room for a long token", len(b))
	}
}

func TestTooOld(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	for _, tt := range []struct {
		name          string
		created, used time.Duration // ago
		want          bool
	}{
		{"new", 0, 0, false},
		{"idle at the limit", time.Hour, time.Hour, false},
		{"idle", 2 * time.Hour, time.Hour + time.Second, true},
		{"old at the limit", 10 * time.Hour, 0, false},
		{"old", 10*time.Hour + time.Second, 0, true},
		{"from the future", -time.Hour, -time.Hour, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := &record{Created: now.Add(-tt.created).Unix(), Used: now.Add(-tt.used).Unix()}
			if got := r.tooOld(now, time.Hour, 10*time.Hour); got != tt.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

// FuzzRecord: what is accepted can be stored and read again, errors are ours and quote nothing.
func FuzzRecord(f *testing.F) {
	f.Add([]byte(`{"v":1,"iss":"https://login.test","client":"c","login":"l","refresh":"r","created":1,"used":1}`))
	f.Add([]byte(`{"v":2}`))
	f.Add([]byte(`{"v":1,"refresh":7}`))
	f.Add([]byte("\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := parseRecord(b)
		if err != nil {
			if err != ErrMalformed && err != errNewer {
				t.Fatalf("untyped error %v", err)
			}
			return
		}
		again, err := r.encode()
		if err != nil {
			t.Fatal(err)
		}
		r2, err := parseRecord(again)
		if err != nil || cmp.Diff(r, r2) != "" {
			t.Fatalf("%v: %s", err, cmp.Diff(r, r2))
		}
	})
}

// acceptAll is a key set that verifies everything: for the reader behind it.
type acceptAll struct{ payload []byte }

func (a acceptAll) verify(context.Context, string, string) ([]byte, error) { return a.payload, nil }

// FuzzUserinfo goes through the reading of user information, once with a real check of the signature and once with
// the claims taken for signed: nothing unsigned is accepted, nothing for others, and errors are typed.
func FuzzUserinfo(f *testing.F) {
	p := newProvider(memoryIssuer)
	c := memoryClient(p, NewMemory())
	md, err := c.Discover(f.Context())
	if err != nil {
		f.Fatal(err)
	}
	good := `{"iss":"` + memoryIssuer + `","aud":"client","sub":"x","egovNRN":"` + testNumber + `","assurance_level":500}`
	for _, seed := range []string{
		good, `{}`, `[]`, `{"aud":["client",7]}`, `{"exp":1e999}`, "x.y.z", "eyJhbGciOiJub25lIn0.e30.", string([]byte{0xff}),
		strings.Replace(good, `"client"`, `["client","b"]`, 1),
	} {
		f.Add("application/jwt", []byte(seed))
	}
	f.Add("application/json", []byte(good))
	f.Add("text/html; charset", []byte("x"))
	f.Fuzz(func(t *testing.T, media string, b []byte) {
		if cl, err := c.parseUserinfo(t.Context(), md.keys, media, b); err == nil {
			t.Fatalf("accepted without our signature: %+v", cl)
		} else if !errors.Is(err, ErrToken) {
			t.Fatalf("untyped error %v", err)
		}
		cl, err := c.parseUserinfo(t.Context(), acceptAll{b}, "application/jwt", b)
		if err != nil {
			if !errors.Is(err, ErrToken) && !errors.Is(err, ErrClock) {
				t.Fatalf("untyped error %v", err)
			}
			return
		}
		if cl.Issuer != memoryIssuer || cl.Subject == "" {
			t.Fatalf("accepted %+v", cl)
		}
		n := newNationalNumber(cl.Number)
		if len(displayName(cl.GivenName, cl.Surname)) > maxName || !n.IsZero() && len(n.Raw()) != 11 {
			t.Fatalf("accepted %+v", cl)
		}
		_ = cl.Assurance.check(level + "400")
	})
}
