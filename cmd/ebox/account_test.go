package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"myebox/tui/lang"
)

func TestAccountChecks(t *testing.T) {
	whole := account{
		Name: "acme", Profile: "production", Box: boxEnterprise, Company: "0123456749", ClientID: "c", Key: "/k/acme.p12",
		Certificate: "/k/acme.crt",
	}
	for _, c := range []struct {
		name   string
		change func(*account)
		want   error // nil with ok: fine
		ok     bool
	}{
		{"whole", func(*account) {}, nil, true},
		{"a person", func(a *account) { *a = account{Name: "me", Profile: "production", Box: boxCitizen} }, nil, true},
		{"a representative", func(a *account) { a.ClientID, a.Key, a.Certificate = "", "", "" }, nil, true},
		{"no name", func(a *account) { a.Name = "" }, errAccountName, false},
		{"a path for a name", func(a *account) { a.Name = "../x" }, errAccountName, false},
		{"capitals", func(a *account) { a.Name = "Acme" }, errAccountName, false},
		{"a key without a client id", func(a *account) { a.ClientID = "" }, errAccountKey, false},
		{"a client id without a key", func(a *account) { a.Key, a.Certificate = "", "" }, errAccountKey, false},
		{"a key for a person", func(a *account) { a.Box, a.Company = boxCitizen, "" }, errAccountKey, false},
		{"a certificate without a key", func(a *account) { a.Key, a.ClientID = "", "" }, errAccountKey, false},
		{"a relative path", func(a *account) { a.Key = "acme.p12" }, nil, false},
		{"wrong check digits", func(a *account) { a.Company = "0123456748" }, errCompanyNumber, false},
		{"a short number", func(a *account) { a.Company = "123456749" }, errCompanyNumber, false},
		{"a number for a person", func(a *account) { a.Box, a.Key, a.ClientID, a.Certificate = boxCitizen, "", "", "" }, errCompanyNumber, false},
		{"another box", func(a *account) { a.Box = "both" }, nil, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := whole
			c.change(&a)
			err := a.check()
			if (err == nil) != c.ok || c.want != nil && !errors.Is(err, c.want) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestAccountsAreKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ebox", "accounts.toml")
	me := account{Name: "me", Profile: "sandbox", Box: boxCitizen}
	firm := account{Name: "firm", Profile: "sandbox", Box: boxEnterprise, ClientID: "c", Key: "/k", Company: "0123456749"}
	for _, one := range []account{me, firm} {
		if err := changeAccounts(path, func(a *accounts) error { return a.add(one) }); err != nil {
			t.Fatal(err)
		}
	}
	if err := changeAccounts(path, func(a *accounts) error { a.Default = "firm"; return nil }); err != nil {
		t.Fatal(err)
	}
	want := &accounts{Default: "firm", Named: map[string]account{"me": me, "firm": firm}}
	got, err := readAccounts(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	st, err := os.Stat(path)
	if err != nil || st.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", st.Mode(), err)
	}
	stop := errors.New("stop")
	if err := changeAccounts(path, func(a *accounts) error { a.remove("me"); return stop }); !errors.Is(err, stop) {
		t.Errorf("got %v", err)
	}
	if again, err := readAccounts(path); err != nil || !cmp.Equal(want, again) {
		t.Errorf("a change that failed was kept: %v, %v", again, err)
	}
	if err := changeAccounts(path, func(a *accounts) error { a.remove("firm"); return nil }); err != nil {
		t.Fatal(err)
	}
	if after, err := readAccounts(path); err != nil || after.Default != "" || len(after.Named) != 1 {
		t.Errorf("after the default was removed: %+v, %v", after, err)
	}
}

// Many processes may add at once: none is lost.
func TestAccountsAddedAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "accounts.toml")
	names := strings.Fields("a b c d e f g h")
	var wg sync.WaitGroup
	for _, n := range names {
		wg.Go(func() {
			if err := changeAccounts(path, func(a *accounts) error { return a.add(account{Name: n, Profile: "p", Box: boxCitizen}) }); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	a, err := readAccounts(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(names, a.names()); d != "" {
		t.Error(d)
	}
}

func TestAccountsFileIsRefused(t *testing.T) {
	good := "[accounts.me]\nprofile = \"p\"\nbox = \"citizen\"\n"
	for name, c := range map[string]struct {
		text string
		mode os.FileMode
		ok   bool
	}{
		"as written":            {good, 0o600, true},
		"readable by all":       {good, 0o644, true},
		"writable by all":       {good, 0o666, false},
		"no TOML":               {"[accounts", 0o600, false},
		"an unknown key":        {good + "pin = \"1\"\n", 0o600, false},
		"a default that is not": {"default = \"x\"\n" + good, 0o600, false},
		"a bad name":            {"[accounts.\"../x\"]\nprofile = \"p\"\nbox = \"citizen\"\n", 0o600, false},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "accounts.toml")
			if err := os.WriteFile(path, []byte(c.text), c.mode); err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(path, c.mode); err != nil { // whatever the umask
				t.Fatal(err)
			}
			_, err := readAccounts(path)
			var bad *configError
			if (err == nil) != c.ok || !c.ok && !errors.As(err, &bad) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// Whose box it is must never depend on a variable that was meant for another one.
func TestProfileOfAnAccount(t *testing.T) {
	w := testWiring(t, "en")
	w.cfg = &config{Profiles: map[string]profileTable{"production": {
		ClientID: "person", Federation: "https://citizen.example.org/v1", Box: boxCitizen,
		SoftwareTable: SoftwareTable{OAuthServer: "v3"},
	}}}
	firm, err := w.profileOf(&account{Name: "firm", Profile: "production", Box: boxEnterprise, ClientID: "soft", Key: "/k", Company: "0123456749"})
	if err != nil {
		t.Fatal(err)
	}
	want := &software{
		TokenEndpoint: "https://services.socialsecurity.be/REST/oauth/v3/token", Audience: "https://oauth.socialsecurity.be",
		ClientID: "soft", Scopes: readingScopes, Company: "0123456749", Key: "/k",
	}
	if d := cmp.Diff(want, firm.Software); d != "" {
		t.Error(d)
	}
	me, err := w.profileOf(&account{Name: "me", Profile: "production", Box: boxCitizen})
	if err != nil {
		t.Fatal(err)
	}
	if me.Software != nil || me.ClientID != "person" || me.Box != boxCitizen {
		t.Errorf("a person's: %+v", me)
	}
	places := map[string]bool{}
	for _, p := range []*profile{firm, me, {Name: "production", Box: boxCitizen}} {
		places[p.account()], places[p.fileStem()] = true, true
	}
	if len(places) != 6 {
		t.Errorf("accounts share a place: %v", places)
	}
	if _, err := w.profileOf(&account{Name: "x", Profile: "nowhere", Box: boxCitizen}); err == nil {
		t.Error("a profile that is not there is no error")
	}
}

func TestAccountMistakesAreSaid(t *testing.T) {
	for _, code := range lang.Codes() {
		w := testWiring(t, code)
		for _, is := range []error{errAccountName, errAccountTaken, errAccountUnknown, errAccountKey, errCompanyNumber} {
			got := w.explain(&accountError{Name: "\x1b[31mx", Known: []string{"me"}, Err: is})
			text := strings.Join([]string{got.What, got.Means, got.Todo}, " ")
			if got.What == "" || got.Means == "" || got.Todo == "" || strings.ContainsAny(text, "\x1b%") {
				t.Errorf("%s: %v: %+v", code, is, got)
			}
		}
	}
}
