package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"myebox/ebox/sandbox"
	"myebox/ebox/sandbox/mailbox"
	"myebox/ebox/sandbox/oauth"
)

// manyCompanies is how many accounts the figures of status are about; each has manyProviders.
const (
	manyCompanies = 20
	manyProviders = 4
)

// offices are many companies whose software logs in, on one sandbox.
type offices struct {
	box    *sandbox.Sandbox
	home   string
	url    string
	asked  atomic.Int64 // requests so far
	now    atomic.Int64 // that are under way
	most   atomic.Int64
	delays map[string]time.Duration // of the list pages, by provider
}

func newOffices(tb testing.TB, delays map[string]time.Duration) *offices {
	tb.Helper()
	key, err := companyKey()
	if err != nil {
		tb.Fatal(err)
	}
	now := time.Now()
	creds, err := oauth.IssueWith(key, manyCompanies, oauth.Validity{From: now.AddDate(0, 0, -1), Until: now.AddDate(1, 0, 0)})
	if err != nil {
		tb.Fatal(err)
	}
	boxes, err := mailbox.New(mailbox.Config{Seed: 1, Size: 100})
	if err != nil {
		tb.Fatal(err)
	}
	software := oauth.New(oauth.Config{Clients: creds.Clients})
	o := &offices{home: tb.TempDir(), delays: delays}
	o.box, err = sandbox.New(sandbox.Config{World: boxes, Tokens: &world{company: &companies{server: software}}, Software: software.Handler()})
	if err != nil {
		tb.Fatal(err)
	}
	srv := httptest.NewServer(o)
	tb.Cleanup(srv.Close)
	o.url = srv.URL
	software.SetBaseURL(srv.URL)
	if err := o.box.SetBaseURL(srv.URL); err != nil {
		tb.Fatal(err)
	}
	path := filepath.Join(o.home, "acme.pem")
	if err := creds.Write(path, ""); err != nil {
		tb.Fatal(err)
	}
	config := fmt.Sprintf("profile = \"p\"\n[profiles.p]\nsandbox = true\nissuer = %[1]q\nclient_id = \"x\"\nfederation = %[2]q\nbox = \"enterprise\"\ntoken_endpoint = %[3]q\naudience = %[3]q\n",
		srv.URL+"/fas/oauth2", o.box.FederationURL(sandbox.Enterprise), srv.URL+oauth.PathV5)
	accounts := ""
	for i, c := range creds.Clients {
		accounts += fmt.Sprintf("[accounts.office-%02d]\nprofile = \"p\"\nbox = \"enterprise\"\nclient_id = %q\nkey = %q\n", i+1, c.ID, oauth.Path(path, i))
	}
	for name, text := range map[string]string{"config.toml": config, "accounts.toml": accounts} {
		if err := os.WriteFile(filepath.Join(o.home, name), []byte(text), 0o600); err != nil {
			tb.Fatal(err)
		}
	}
	return o
}

// ServeHTTP counts, and waits as long as the provider is slow.
func (o *offices) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	o.asked.Add(1)
	n := o.now.Add(1)
	defer o.now.Add(-1)
	for was := o.most.Load(); n > was && !o.most.CompareAndSwap(was, n); was = o.most.Load() {
	}
	if provider, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/"); strings.HasSuffix(r.URL.Path, "/ebox/messages") && o.delays[provider] > 0 {
		timer := time.NewTimer(o.delays[provider])
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-r.Context().Done():
		}
	}
	o.box.ServeHTTP(w, r)
}

// status runs the command and gives what it printed.
func (o *offices) status(tb testing.TB) *statusJSON {
	tb.Helper()
	tb.Setenv("HOME", o.home)
	for _, name := range []string{"XDG_CONFIG_HOME", "XDG_CACHE_HOME"} {
		tb.Setenv(name, "")
	}
	vars := map[string]string{
		"EBOX_CONFIG": filepath.Join(o.home, "config.toml"), "EBOX_ACCOUNTS": filepath.Join(o.home, "accounts.toml"), "EBOX_KEYRING": "off",
	}
	var out, errs bytes.Buffer
	w := newWiring(&system{in: os.Stdin, out: &out, err: &errs, columns: plainWidth, getenv: func(k string) string { return vars[k] }, now: time.Now})
	if code := w.execute(tb.Context(), []string{"status", "--json"}); code != exitOK {
		tb.Fatalf("exit code %d: %s%s", code, out.String(), errs.String())
	}
	j := &statusJSON{}
	if err := json.Unmarshal(out.Bytes(), j); err != nil {
		tb.Fatal(err)
	}
	return j
}

// Twenty accounts on four providers cost one token and one list of providers an account, and one list page a provider and
// question; nothing else is asked, and not one after the other.
func TestStatusRequests(t *testing.T) {
	o := newOffices(t, map[string]time.Duration{"finance": 20 * time.Millisecond, "nsso": 20 * time.Millisecond})
	j := o.status(t)
	if len(j.Boxes) != manyCompanies || !j.Complete {
		t.Errorf("%d boxes, complete %t", len(j.Boxes), j.Complete)
	}
	seen := map[string]string{}
	for _, b := range j.Boxes {
		if !b.Answered || b.Unread.Count == 0 || b.Company == "" {
			t.Errorf("%+v", b)
		}
		if other, twice := seen[b.Company]; twice {
			t.Errorf("%s and %s say company %s", other, b.Account, b.Company)
		}
		seen[b.Company] = b.Account
	}
	const questions = 4
	want := map[string]int{"software": manyCompanies, sandbox.FederationName: manyCompanies}
	for _, p := range []string{"finance", "nsso", "pensions", "region"} {
		want[p] = manyCompanies * questions
	}
	got := map[string]int{}
	for _, c := range o.box.Requests().All() {
		got[c.Provider] += c.Count
	}
	if n := o.asked.Load(); n != int64(manyCompanies*(2+manyProviders*questions)) {
		t.Errorf("%d requests", n)
	}
	delete(got, sandbox.LoginName)
	delete(want, "software") // its requests count as those of the login: one each is what is left of the sum above
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if n := o.most.Load(); n < 2*manyProviders || n > maxBoxes*manyProviders*questions {
		t.Errorf("%d requests at a time", n)
	}
}

// BenchmarkStatus is the time of ebox status over twenty accounts, beside the sum of what its list pages take at slow
// providers.
func BenchmarkStatus(b *testing.B) {
	delays := map[string]time.Duration{
		"finance": 30 * time.Millisecond, "nsso": 60 * time.Millisecond, "pensions": 90 * time.Millisecond, "region": 120 * time.Millisecond,
	}
	var sum time.Duration
	for _, d := range delays {
		sum += 4 * manyCompanies * d
	}
	o := newOffices(b, delays)
	o.status(b) // the world makes its first pages
	n, begin := 0, time.Now()
	for b.Loop() {
		o.status(b)
		n++
	}
	each := time.Since(begin) / time.Duration(n)
	b.ReportMetric(sum.Seconds(), "s-of-delays")
	b.ReportMetric(each.Seconds(), "s/status")
	b.ReportMetric(float64(sum)/float64(each), "times-faster")
}
