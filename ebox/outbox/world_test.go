package outbox

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"myebox/ebox"
	"myebox/ebox/sandbox"
	"myebox/ebox/sandbox/contract"
	"myebox/ebox/sandbox/mailbox"
)

// Owners of boxes: a national number of somebody born in 2099, and a company number that is not given out.
const (
	testPerson  = "99123100127"
	testCompany = "1999999973"
)

// What replies say in these tests: words that stand nowhere else.
const (
	secretComment = "Flamingo Quasar: j'accepte"
	secretFile    = "Zeppelin Marzipan dans un fichier"
)

var testKey = []byte("0123456789abcdef0123456789ABCDEF")

// tokens are the grants.
type tokens struct{}

// Introspect implements sandbox.Tokens.
func (tokens) Introspect(token string) (sandbox.Grant, bool) {
	owner := map[string]string{sandbox.Citizen: testPerson, sandbox.Enterprise: testCompany}[token]
	scope := map[string]string{sandbox.Citizen: "egovnrn", sandbox.Enterprise: sandbox.Enterprise}[token]
	return sandbox.Grant{BoxType: token, Owner: owner, Scopes: []string{"openid", scope}}, owner != ""
}

// bench is a sandbox behind a server, whose exchanges are held to the contract, and what is between it and a client.
type bench struct {
	*testing.T
	sandbox *sandbox.Sandbox
	world   *mailbox.World
	url     string
	boxType string
	valid   *contract.Validator

	*gates
}

// gates are what sees publications before the sandbox.
type gates struct {
	mu   sync.Mutex
	gate func(rw http.ResponseWriter, r *http.Request) bool // sees publications first; false: it has answered
}

func newBench(t *testing.T, boxType string) *bench {
	t.Helper()
	world, err := mailbox.New(mailbox.Config{Seed: 9, Size: 240})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { world.Close() })
	b := &bench{T: t, world: world, boxType: boxType, gates: &gates{}}
	if b.sandbox, err = sandbox.New(sandbox.Config{World: world, Tokens: tokens{}}); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		b.mu.Lock()
		gate := b.gate
		b.mu.Unlock()
		if gate == nil || !strings.HasSuffix(r.URL.Path, "/publishMessage") || gate(rw, r) {
			b.sandbox.ServeHTTP(rw, r)
		}
	}))
	t.Cleanup(server.Close)
	b.url = server.URL
	if err := b.sandbox.SetBaseURL(server.URL); err != nil {
		t.Fatal(err)
	}
	if b.valid, err = contract.Load(); err != nil {
		t.Fatal(err)
	}
	b.valid.Strict()
	return b
}

// as is the bench for another test, with counters at zero.
func (b *bench) as(t *testing.T) *bench {
	b.sandbox.Requests().Reset()
	b.sandbox.Faults().Clear()
	b.guard(nil)
	c := *b
	c.T = t
	return &c
}

// guard sets what sees publications first.
func (b *bench) guard(gate func(http.ResponseWriter, *http.Request) bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.gate = gate
}

// withToken adds a token, as a session does.
type withToken struct {
	token string
	next  http.RoundTripper
}

// RoundTrip implements http.RoundTripper.
func (w withToken) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+w.token)
	return w.next.RoundTrip(r)
}

// federation is a client whose exchanges are held to the contract.
func (b *bench) federation(o ebox.Options) *ebox.Federation {
	b.Helper()
	transport := &http.Transport{ExpectContinueTimeout: time.Second} // as cmd/ebox has it
	checked := b.valid.Transport(transport, func(err error) { b.Error(err) })
	f, err := newFederation(b.url, b.boxType, checked, o)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { f.Close(); transport.CloseIdleConnections() })
	for range 10 { // a machine may be loaded; afterwards the list of providers is known
		if _, err = f.Providers(b.Context()); err == nil {
			return f
		}
	}
	b.Fatal(err)
	return nil
}

func newFederation(url, boxType string, rt http.RoundTripper, o ebox.Options) (*ebox.Federation, error) {
	o.HTTP, o.Sandbox = &http.Client{Transport: withToken{boxType, rt}}, true
	return ebox.NewFederation(url+"/REST/ebox/"+boxType+"/federation/v1", o)
}

// company is whose box it is.
func company(boxType string) string {
	if boxType == sandbox.Enterprise {
		return testCompany
	}
	return ""
}

// outbox is one with a key, in dir.
func (b *bench) outbox(dir string, f *ebox.Federation) *Outbox {
	return New(Options{Dir: dir, Sender: f, Company: company(b.boxType), Key: withKey})
}

func withKey(context.Context) ([]byte, error) { return testKey, nil }

// answerable are messages that take a reply; fixed: those with fixed answers. They are looked for with all the time in the
// world: a machine may be loaded.
func (b *bench) answerable(f *ebox.Federation, fixed bool) []*ebox.Message {
	b.Helper()
	looking, err := newFederation(b.url, b.boxType, http.DefaultTransport, ebox.Options{Timeout: patience, Patience: patience})
	if err != nil {
		b.Fatal(err)
	}
	defer looking.Close()
	v, err := looking.Open(ebox.Query{}).Load(b.Context(), 240)
	if err != nil {
		b.Fatal(err)
	}
	var found []*ebox.Message
	for _, m := range v.Items {
		if form := f.Choices().Form(m); m.ReplyAuthorized && fixed == (len(form.Choices) > 0) {
			found = append(found, m)
		}
	}
	if len(found) < 2 {
		b.Fatalf("%d messages of %d take a reply", len(found), len(v.Items))
	}
	return found
}

// published tells what the sender got.
func (b *bench) published(k ebox.Key) (mailbox.Reply, bool) {
	b.Helper()
	owner, _ := tokens{}.Introspect(b.boxType)
	box, ok := b.world.Box(k.Provider, b.boxType, owner.Owner)
	if !ok {
		b.Fatalf("no box at %s", k.Provider)
	}
	return box.Reply(k.ID)
}

// posts is how many publications were asked for.
func (b *bench) posts() int { return b.sandbox.Requests().Count("*", "postMessage") }

// draftFor is a reply to m in free text.
func draftFor(m *ebox.Message) *ebox.ReplyDraft {
	return &ebox.ReplyDraft{Key: m.Key, Subject: m.Subject.In("fr"), Comment: secretComment, Lang: "fr"}
}

// fixedFor is a reply to m that chooses.
func fixedFor(o *Outbox, m *ebox.Message) *ebox.ReplyDraft {
	d := draftFor(m)
	form := o.Form(m)
	d.Choice = form.Choices[0].ID
	if !form.Comment {
		d.Comment = ""
	}
	return d
}

// upload is a file to attach.
func upload(t *testing.T, size int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "annexe é.txt")
	text := strings.Repeat(secretFile+"\n", size/len(secretFile)+1)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// state reads the state of a reply.
func (o *Outbox) stateOf(t *testing.T, k ebox.Key) ebox.ReplyState {
	t.Helper()
	r, err := o.Record(t.Context(), k)
	if err != nil {
		t.Error(err)
	}
	return r.State
}

// patience is for what happens in other processes.
const patience = 30 * time.Second

func problem(err error) error {
	var p *ebox.ReplyProblem
	if errors.As(err, &p) {
		return p.Is
	}
	return err
}

// supply hands out messages that take a reply in free text, each once, from as many sandboxes as it needs.
type supply struct {
	t       *testing.T
	boxType string
	o       ebox.Options

	b    *bench
	f    *ebox.Federation
	list []*ebox.Message
}

// next is a message, and where it is, for a subtest.
func (s *supply) next(t *testing.T) (*bench, *ebox.Federation, *ebox.Message) {
	if len(s.list) == 0 {
		s.b = newBench(s.t, s.boxType)
		s.f = s.b.federation(s.o)
		s.list = s.b.answerable(s.f, false)
	}
	m := s.list[0]
	s.list = s.list[1:]
	return s.b.as(t), s.f, m
}
