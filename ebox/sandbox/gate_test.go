package sandbox

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// refusal is what the gateway said.
type refusal struct {
	Status    int
	Type      string // after urn:problem-type:belgif:
	Challenge string // the error in WWW-Authenticate
}

func (a answer) refusal(b *bench) refusal {
	b.Helper()
	if a.status < 400 {
		return refusal{Status: a.status}
	}
	if got := a.header.Get("Content-Type"); got != "application/problem+json" {
		b.Errorf("the gateway answers %s", got)
	}
	p := into[problem](b, a)
	challenge := a.header.Get("WWW-Authenticate")
	if challenge != "" && !strings.HasPrefix(challenge, `Bearer realm="`) {
		b.Errorf("challenge %q", challenge)
	}
	_, said, _ := strings.Cut(challenge, `error="`)
	said, _, _ = strings.Cut(said, `"`)
	return refusal{a.status, strings.TrimPrefix(p.Type, "urn:problem-type:belgif:"), said}
}

func TestTokens(t *testing.T) {
	b := newBench(t)
	citizen, company := registryPath("nsso", Citizen), registryPath("nsso", Enterprise)
	noScope := refusal{403, "missingScope", "insufficient_scope"}
	wrongBox := refusal{403, "missingPermission", ""}
	ok := refusal{Status: 200}
	for name, tt := range map[string]struct {
		path, token string
		want        refusal
	}{
		"none":                             {citizen + "/ebox", "", refusal{401, "noAccessToken", ""}},
		"unknown":                          {citizen + "/ebox", "nosuch", refusal{401, "invalidAccessToken", "invalid_token"}},
		"expired":                          {citizen + "/ebox", "old", refusal{401, "expiredAccessToken", "invalid_token"}},
		"without scope":                    {citizen + "/ebox", "poor", noScope},
		"for reference data without scope": {citizen + "/referenceData/messageTypes", "poor", noScope},
		"of a citizen":                     {citizen + "/ebox", "citizen", ok},
		"of a citizen at a company's":      {company + "/ebox", "citizen", wrongBox},
		"of a company at a citizen's":      {citizen + "/ebox", "company", wrongBox},
		"of a company":                     {company + "/ebox", "company", ok},
		"for messages: messages":           {company + "/ebox/messages", "messages", ok},
		"for messages: the summary":        {company + "/ebox", "messages", noScope},
		"for messages: reference data":     {company + "/referenceData/messageTypes", "messages", noScope},
		"for reference data":               {company + "/referenceData/messageTypes", "reference", ok},
		"for reference data: messages":     {company + "/ebox/messages", "reference", noScope},
		"of a consumer":                    {company + "/ebox/messages", "consumer", ok},
		"of a consumer: the federation":    {federationPath(Enterprise) + "/messageProviders", "consumer", noScope},
		"for the provider list":            {federationPath(Enterprise) + "/messageProviders", "reference", ok},
		"without scope: the federation":    {federationPath(Citizen) + "/messageProviders", "poor", noScope},
		"none for the federation":          {federationPath(Citizen) + "/messageProviders", "", refusal{401, "noAccessToken", ""}},
		"none for no operation":            {citizen + "/nosuch", "", refusal{401, "noAccessToken", ""}},
	} {
		t.Run(name, func(t *testing.T) {
			got := b.do(ask{url: tt.path, token: tt.token, wrong: tt.token == "" || strings.HasSuffix(tt.path, "nosuch")}).refusal(b)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	for name, header := range map[string]http.Header{
		"basic":       {"Authorization": {"Basic Y2l0aXplbjo="}},
		"no kind":     {"Authorization": {"citizen"}},
		"empty":       {"Authorization": {"Bearer "}},
		"in a cookie": {"Cookie": {"access_token=citizen"}},
	} {
		if got := b.do(ask{url: citizen + "/ebox", header: header, wrong: true}).refusal(b); got.Type != "noAccessToken" {
			t.Errorf("a token as %s: %+v", name, got)
		}
	}
	if got := b.do(ask{url: citizen + "/ebox?access_token=citizen", wrong: true}).refusal(b); got.Status != 401 {
		t.Errorf("a token in the address: %+v", got)
	}
	if got := b.do(ask{url: citizen + "/ebox", header: http.Header{"Authorization": {"bearer citizen"}}, wrong: true}).status; got != 200 {
		t.Errorf("bearer in small letters: %d", got)
	}
}

func TestAbsentProviders(t *testing.T) {
	b := newBench(t)
	for path, want := range map[string]int{
		registryPath("health", Citizen) + "/ebox":             503,
		registryPath("justice", Citizen) + "/ebox":            404,
		registryPath("mobility", Citizen) + "/ebox":           404,
		"/mobility/REST/ebox/citizen/messageRegistry/v3/ebox": 404,
		registryPath("nosuch", Citizen) + "/ebox":             404,
		"/nsso/REST/ebox/other/messageRegistry/v2/ebox":       404,
		"/REST/ebox/citizen/federation/v2/messageProviders":   404,
		"/fas/oauth2/authorize":                               404, // there is no login here
		"/sandbox":                                            404,
		"/nothing":                                            404,
	} {
		a := b.do(ask{url: path, token: "citizen", wrong: true})
		if got := a.refusal(b); got.Status != want {
			t.Errorf("%s: %+v, want %d", path, got, want)
		}
		if a.status == 503 {
			if until, err := http.ParseTime(a.header.Get("Retry-After")); err != nil || !until.After(testNow) {
				t.Errorf("maintenance until %v, %v", until, err)
			}
		}
	}
	for _, p := range []string{"health", "justice", "mobility", LoginName} {
		if b.sandbox.Requests().Count(p, "*") == 0 {
			t.Errorf("requests to %s were not counted", p)
		}
	}
}

func TestAddressUnknown(t *testing.T) {
	b := newBench(t)
	s, err := New(b.sandbox.cfg)
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]bool{"": false, "ftp://a": false, "http://a/b": false, "http://": false, "http://127.0.0.1:1/": true} {
		if err := s.SetBaseURL(name); (err == nil) != tt {
			t.Errorf("address %q: %v", name, err)
		}
	}
	if got := s.FederationURL(Citizen); got != "http://127.0.0.1:1/REST/ebox/citizen/federation/v1" {
		t.Errorf("federation at %s", got)
	}
	if _, err := New(Config{}); err == nil {
		t.Error("a sandbox without boxes was made")
	}
}
