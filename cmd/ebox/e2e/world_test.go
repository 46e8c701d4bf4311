package e2e

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"myebox/ebox"
	"myebox/ebox/sandbox"
	"myebox/ebox/sandbox/contract"
	"myebox/ebox/sandbox/mailbox"
)

// owner is a national number that was never issued.
const owner = "99123199969"

// anyone lets in whoever has the token.
type anyone struct{}

func (anyone) Introspect(token string) (sandbox.Grant, bool) {
	return sandbox.Grant{BoxType: sandbox.Citizen, Owner: owner, Scopes: []string{"openid", "profile", "egovnrn", "citizen"}}, token == "token"
}

// bearer is a session that never ends.
type bearer struct{ next http.RoundTripper }

func (b bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer token")
	return b.next.RoundTrip(r)
}

// world is a sandbox in this process and a client of it; every exchange is checked against the contracts.
type world struct {
	box  *sandbox.Sandbox
	fed  *ebox.Federation
	http *http.Client // a session, for further clients
}

func newWorld(tb testing.TB, size int, o ebox.Options) *world {
	tb.Helper()
	boxes, err := mailbox.New(mailbox.Config{Seed: 1, Size: size})
	if err != nil {
		tb.Fatal(err)
	}
	sb, err := sandbox.New(sandbox.Config{World: boxes, Tokens: anyone{}})
	if err != nil {
		tb.Fatal(err)
	}
	v, err := contract.Load()
	if err != nil {
		tb.Fatal(err)
	}
	srv := httptest.NewServer(sb)
	tb.Cleanup(srv.Close)
	if err := sb.SetBaseURL(srv.URL); err != nil {
		tb.Fatal(err)
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	tb.Cleanup(transport.CloseIdleConnections)
	var next http.RoundTripper = transport
	if _, bench := tb.(*testing.B); !bench {
		next = v.Transport(next, func(err error) { tb.Errorf("contract: %v", err) })
	}
	o.Sandbox = true
	o.HTTP = &http.Client{Transport: ebox.NewRetry(bearer{next})}
	if o.Patience == 0 {
		o.Patience = 10 * time.Second // these tests count; nobody waits here
	}
	fed, err := ebox.NewFederation(sb.FederationURL(sandbox.Citizen), o)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(fed.Close)
	return &world{box: sb, fed: fed, http: o.HTTP}
}
