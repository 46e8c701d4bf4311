package sandbox

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"myebox/ebox"
	"myebox/ebox/sandbox/contract"
	"myebox/ebox/sandbox/mailbox"
)

// Test owners: a national number of somebody born in 2099, and a company number that is not given out.
const (
	testPerson  = "99123100127"
	testCompany = "1999999973"
)

var testNow = time.Date(2026, 3, 2, 12, 0, 0, 0, ebox.Brussels())

// fakeTokens are grants by token.
type fakeTokens map[string]Grant

// Introspect implements Tokens.
func (f fakeTokens) Introspect(token string) (Grant, bool) {
	g, ok := f[token]
	return g, ok
}

var grants = fakeTokens{
	"citizen":   {Citizen, testPerson, []string{"openid", "profile", "egovnrn"}, testNow.Add(time.Hour)},
	"company":   {Enterprise, testCompany, []string{"openid", "enterprise"}, testNow.Add(time.Second)},
	"messages":  {Enterprise, testCompany, []string{scopeMessages}, time.Time{}},
	"reference": {Enterprise, testCompany, []string{scopeReference, scopeProviderList}, time.Time{}},
	"consumer":  {Enterprise, testCompany, []string{scopeConsumer}, time.Time{}},
	"poor":      {Citizen, testPerson, []string{"openid", "profile"}, time.Time{}},
	"old":       {Citizen, testPerson, []string{"openid", "egovnrn"}, testNow},
}

// bench is a sandbox with a server in front and a client that validates everything that passes.
type bench struct {
	*testing.T
	sandbox   *Sandbox
	url       string
	client    *http.Client
	validator *contract.Validator
}

// newBench starts a sandbox of 240 messages; change may alter its configuration.
func newBench(t *testing.T, change ...func(*Config)) *bench {
	t.Helper()
	world, err := mailbox.New(mailbox.Config{Seed: 1, Size: 240, Now: func() time.Time { return testNow }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { world.Close() })
	cfg := Config{World: world, Tokens: grants, Now: func() time.Time { return testNow }}
	for _, c := range change {
		c(&cfg)
	}
	b := &bench{T: t}
	if b.sandbox, err = New(cfg); err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(b.sandbox)
	t.Cleanup(srv.Close)
	if err := b.sandbox.SetBaseURL(srv.URL); err != nil {
		t.Fatal(err)
	}
	if b.validator, err = contract.Load(); err != nil {
		t.Fatal(err)
	}
	b.validator.Strict()
	b.url = srv.URL
	b.client = &http.Client{
		Transport:     b.validator.Transport(srv.Client().Transport, func(err error) { t.Helper(); t.Error(err) }),
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return b
}

// ask is a request; the zero method is GET.
type ask struct {
	method, url string // url may be a path of the server
	token       string // empty: none
	mediaType   string
	body        string
	header      http.Header
	wrong       bool // breaks the contract on purpose
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   []byte
	err    error // that ended the body
}

// do sends a request.
func (b *bench) do(a ask) answer {
	b.Helper()
	resp, err := b.client.Do(b.request(a))
	if err != nil {
		return answer{err: err}
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return answer{resp.StatusCode, resp.Header, body, err}
}

func (b *bench) request(a ask) *http.Request {
	b.Helper()
	ctx := b.Context()
	if a.wrong {
		ctx = contract.Unchecked(ctx)
	}
	if a.url[0] == '/' {
		a.url = b.url + a.url
	}
	if a.method == "" {
		a.method = http.MethodGet
	}
	req, err := http.NewRequestWithContext(ctx, a.method, a.url, bytes.NewReader([]byte(a.body)))
	if err != nil {
		b.Fatal(err)
	}
	if a.body == "" {
		req.Body = http.NoBody
	}
	for k, v := range a.header {
		req.Header[k] = v
	}
	if a.token != "" {
		req.Header.Set("Authorization", "Bearer "+a.token)
	}
	if a.mediaType != "" {
		req.Header.Set("Content-Type", a.mediaType)
	}
	return req
}

// get asks for a path of a provider's registry with a token and wants 200.
func (b *bench) get(provider, token, path string) answer {
	b.Helper()
	a := b.do(ask{url: registryPath(provider, grants[token].BoxType) + path, token: token})
	if a.status != http.StatusOK || a.err != nil {
		b.Fatalf("%s%s: status %d, %v: %s", provider, path, a.status, a.err, a.body)
	}
	return a
}

func registryPath(provider, boxType string) string {
	return "/" + provider + "/REST/ebox/" + boxType + "/messageRegistry/v2"
}

func federationPath(boxType string) string { return "/REST/ebox/" + boxType + "/federation/v1" }

// into reads JSON.
func into[T any](b *bench, a answer) T {
	b.Helper()
	var v T
	if err := json.Unmarshal(a.body, &v); err != nil {
		b.Fatalf("%v in %.300s", err, a.body)
	}
	return v
}

// live are the providers that answer.
var live = []string{"nsso", "finance", "pensions", "region"}

// find looks through all live providers for a message that meets a condition.
func (b *bench) find(token, what string, is func(mailbox.Message) bool) (provider string, m mailbox.Message) {
	b.Helper()
	for _, p := range live {
		for _, page := range []string{"1", "2"} {
			list := into[mailbox.Messages](b, b.get(p, token, "/ebox/messages?pageSize=100&page="+page))
			for _, m := range list.Items {
				if is(m) {
					return p, m
				}
			}
		}
	}
	b.Fatalf("no box holds %s", what)
	return "", mailbox.Message{}
}

// documents splits a message's attachments into the main content and the others.
func documents(m mailbox.Message) (main *mailbox.Attachment, annexes []mailbox.Attachment) {
	if m.Attachments == nil {
		return nil, nil
	}
	for i, a := range m.Attachments.Items {
		if a.MainContent {
			main = &m.Attachments.Items[i]
		} else {
			annexes = append(annexes, a)
		}
	}
	return main, annexes
}
