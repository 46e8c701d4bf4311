package main

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"myebox/ebox"
	"myebox/ebox/sandbox"
	"myebox/ebox/sandbox/fas"
	"myebox/ebox/sandbox/mailbox"
	"myebox/ebox/sandbox/oauth"
)

// TestScripts runs the stories: each against a sandbox of its own, with a home directory of its own and, in the keyring
// they share, a profile of its own.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup:               setUpScript,
		Condition: func(name string) (bool, error) {
			if name != "root" {
				return false, fmt.Errorf("unknown condition %q", name)
			}
			return os.Getuid() == 0, nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"pick": cmdPick, "state": cmdState, "fault": cmdFault, "served": cmdServed, "field": cmdField, "mode": cmdMode,
			"says": cmdSays, "company": cmdCompany, "arrive": cmdArrive, "card": cmdCard, "converse": cmdConverse, "hides": cmdHides, "mailed": cmdMailed,
		},
	})
}

// world is the sandbox of one script.
type world struct {
	box     *mailbox.World
	sandbox *sandbox.Sandbox
	login   *fas.Provider
	company *companies
	cards   *worldCards // nil: none are let in
}

type worldKey struct{}

var profiles atomic.Int64

// person is the test person who logs in.
var person = fas.DefaultPersons()[0]

func setUpScript(env *testscript.Env) error {
	w, err := newCardWorld()
	if err != nil {
		return err
	}
	srv := httptest.NewServer(w.handler())
	w.cards.issuer.SetURL(srv.URL + statusPath)
	env.Defer(func() {
		srv.Close()
		w.cards.close()
		_ = w.box.Close()
	})
	w.company.server.SetBaseURL(srv.URL)
	for _, set := range []func(string) error{w.login.SetBaseURL, w.sandbox.SetBaseURL} {
		if err := set(srv.URL); err != nil {
			return err
		}
	}
	env.Values[worldKey{}] = w
	name := fmt.Sprintf("story%d", profiles.Add(1))
	path := filepath.Join(env.WorkDir, "config.toml")
	if err := os.WriteFile(path, []byte(w.config(name, srv.URL)), 0o600); err != nil {
		return err
	}
	schema, err := filepath.Abs(schemaFile)
	if err != nil {
		return err
	}
	home := filepath.Join(env.WorkDir, "home")
	if err := os.MkdirAll(filepath.Join(home, "Downloads"), 0o700); err != nil {
		return err
	}
	for k, v := range map[string]string{
		"HOME": home, "EBOX_CONFIG": path, "PROFILE": name, "SANDBOX": srv.URL, "LANG": "en_GB.UTF-8", "LC_ALL": "", "EBOX_LANG": "en",
		"XDG_CONFIG_HOME": "", "XDG_STATE_HOME": "", "XDG_CACHE_HOME": "", "NO_COLOR": "", "DISPLAY": ":0",
		"NUMBER": person.NationalNumber, "COMPANY": person.Company.Number, "DBUS_SESSION_BUS_ADDRESS": os.Getenv("DBUS_SESSION_BUS_ADDRESS"), "FAKE_BROWSER": "", schemaEnv: schema, "OPENED": filepath.Join(env.WorkDir, "opened"),
	} {
		env.Setenv(k, v)
	}
	env.Values[scriptVars{}] = slices.Clone(env.Vars)
	return nil
}

// newWorld is a sandbox with few messages.
func newWorld() (*world, error) { return newWorldWith(fas.Config{}) }

func newWorldWith(c fas.Config) (*world, error) {
	box, err := mailbox.New(mailbox.Config{Seed: 1, Size: 100})
	if err != nil {
		return nil, err
	}
	login, err := fas.New(c)
	if err != nil {
		return nil, err
	}
	w := &world{box: box, login: login}
	if w.company, err = newCompanies(); err != nil {
		return nil, err
	}
	w.sandbox, err = sandbox.New(sandbox.Config{
		World: box, Tokens: w, Login: login.Handler(), Software: w.company.server.Handler(),
		LoginFaults: &loginKnobs{login: login, software: w.company.server},
	})
	return w, err
}

// Introspect implements sandbox.Tokens.
func (w *world) Introspect(token string) (sandbox.Grant, bool) {
	if g, ok := w.company.server.Introspect(token); ok {
		return sandbox.Grant{BoxType: sandbox.Enterprise, Owner: g.Owner, Scopes: g.Scopes, Expires: g.Expires}, true
	}
	g, ok := w.login.Introspect(token)
	return sandbox.Grant{BoxType: g.BoxType, Owner: g.Owner, Scopes: g.Scopes, Expires: g.Expires}, ok
}

// loginKnobs turns the knobs of the login servers.
type loginKnobs struct {
	login       *fas.Provider
	set         fas.Faults
	software    *oauth.Server
	softwareSet oauth.Faults
}

// SetFault implements sandbox.LoginFaults.
func (k *loginKnobs) SetFault(name string) error {
	if strings.HasPrefix(name, "software-") {
		if err := k.softwareSet.Set(name); err != nil {
			return err
		}
		k.software.SetFaults(k.softwareSet)
		return nil
	}
	if err := k.set.Set(name); err != nil {
		return err
	}
	k.login.SetFaults(k.set)
	return nil
}

// ClearFaults implements sandbox.LoginFaults.
func (k *loginKnobs) ClearFaults() {
	k.set, k.softwareSet = fas.Faults{}, oauth.Faults{}
	k.login.SetFaults(k.set)
	k.software.SetFaults(k.softwareSet)
}

// config is a configuration with the sandbox, a company's box in it, and a profile that lacks everything.
func (w *world) config(name, base string) string {
	cards := ""
	if w.cards != nil {
		cards = w.cards.profile()
	}
	return fmt.Sprintf(`profile = %[1]q

[profiles.%[1]s]
sandbox = true
issuer = "%[2]s/fas/oauth2"
client_id = %[3]q
federation = %[4]q
consent = "%[2]s/sandbox/profile/v1"
acr_values = "urn:be:fedict:iam:fas:Level400"
company_federation = %[5]q
token_endpoint = "%[2]s%[7]s"
audience = "%[2]s%[7]s"
%[6]s
[profiles.%[1]s-company]
sandbox = true
issuer = "%[2]s/fas/oauth2"
client_id = %[3]q
federation = %[5]q
box = "enterprise"
scopes = ["openid", "profile", "egovnrn", "enterprise"]

[profiles.empty]
`, name, base, fas.ClientID, base+"/REST/ebox/citizen/federation/v1", base+"/REST/ebox/enterprise/federation/v1", cards, oauth.PathV5)
}

func worldOf(ts *testscript.TestScript) *world {
	w, ok := ts.Value(worldKey{}).(*world)
	if !ok {
		ts.Fatalf("there is no sandbox")
	}
	return w
}

// criteria are the words of pick.
var criteria = map[string]func(m *mailbox.Message) bool{
	"unread":     func(m *mailbox.Message) bool { return !m.ReadStatus },
	"read":       func(m *mailbox.Message) bool { return m.ReadStatus },
	"registered": func(m *mailbox.Message) bool { return m.RegisteredMail },
	"ordinary":   func(m *mailbox.Message) bool { return !m.RegisteredMail },
	"hidden":     func(m *mailbox.Message) bool { return !m.Visible },
	"visible":    func(m *mailbox.Message) bool { return m.Visible },
	"text":       func(m *mailbox.Message) bool { return m.BodyMainContent },
	"document":   func(m *mailbox.Message) bool { return !m.BodyMainContent && mainType(m) == "application/pdf" },
	"several":    func(m *mailbox.Message) bool { return m.Attachments != nil && len(m.Attachments.Items) > 1 },
	"payment":    func(m *mailbox.Message) bool { return m.PaymentData != nil },
}

func mainType(m *mailbox.Message) string {
	if m.Attachments != nil {
		for _, a := range m.Attachments.Items {
			if a.MainContent {
				return a.MediaType
			}
		}
	}
	return ""
}

// cmdPick sets NAME, NAME_SHORT and NAME_PROVIDER to a message that the words describe: pick NAME word...
func cmdPick(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: pick NAME word...")
	}
	w := worldOf(ts)
	for _, p := range w.box.Providers() {
		box, ok := w.box.Box(p.MessageProviderID, "citizen", person.NationalNumber)
		if !ok {
			continue
		}
		items, _ := box.List(mailbox.Filter{}, 1, 100)
	message:
		for i := range items {
			for _, word := range args[1:] {
				fits, ok := criteria[word]
				if !ok {
					ts.Fatalf("pick: unknown word %q", word)
				}
				if !fits(&items[i]) {
					continue message
				}
			}
			k := ebox.Key{Provider: p.MessageProviderID, ID: items[i].MessageID}
			ts.Setenv(args[0], k.String())
			ts.Setenv(args[0]+"_SHORT", shortRef(k))
			ts.Setenv(args[0]+"_PROVIDER", k.Provider)
			return
		}
	}
	ts.Fatalf("no message is %s", strings.Join(args[1:], ", "))
}

// cmdState looks at a message where it lies: state REF word...
func cmdState(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: [!] state REF word...")
	}
	k, err := ebox.ParseKey(args[0])
	ts.Check(err)
	box, ok := worldOf(ts).box.Box(k.Provider, "citizen", person.NationalNumber)
	if !ok {
		ts.Fatalf("no such box: %s", k.Provider)
	}
	m, ok := box.Get(k.ID)
	if !ok {
		ts.Fatalf("no such message: %s", k)
	}
	for _, word := range args[1:] {
		if criteria[word](&m) == neg {
			ts.Fatalf("message %s: %s is %t", k, word, !neg)
		}
	}
}

// cmdFault turns knobs of the sandbox: fault TEXT..., fault clear.
func cmdFault(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: fault TEXT... or fault clear")
	}
	faults := worldOf(ts).sandbox.Faults()
	for _, a := range args {
		if a == "clear" {
			faults.Clear()
			continue
		}
		ts.Check(faults.SetText(a))
	}
}

// cmdServed counts requests since the last reset: served PROVIDER OPERATION N, served reset.
func cmdServed(ts *testscript.TestScript, neg bool, args []string) {
	r := worldOf(ts).sandbox.Requests()
	if len(args) == 1 && args[0] == "reset" {
		r.Reset()
		return
	}
	if len(args) != 3 {
		ts.Fatalf("usage: [!] served PROVIDER OPERATION N, or served reset")
	}
	want, err := strconv.Atoi(args[2])
	ts.Check(err)
	if got := r.Count(args[0], args[1]); (got == want) == neg {
		ts.Fatalf("%s %s was asked %d times: %v", args[0], args[1], got, r.All())
	}
}

// cmdField matches a value in a JSON file: field FILE PATH REGEXP; a number in the path is an index, len the length. With
// "=NAME" instead of the expression the value goes into that variable.
func cmdField(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: [!] field FILE PATH REGEXP")
	}
	var doc any
	if err := json.Unmarshal([]byte(ts.ReadFile(args[0])), &doc); err != nil {
		ts.Fatalf("%s is no JSON: %v", args[0], err)
	}
	got, ok := dig(doc, strings.Split(args[1], "."))
	if name, set := strings.CutPrefix(args[2], "="); set {
		ts.Setenv(name, got)
		return
	}
	re, err := regexp.Compile("^(?:" + args[2] + ")$")
	ts.Check(err)
	if (ok && re.MatchString(got)) == neg {
		ts.Fatalf("%s: %s is %q (there: %t)", args[0], args[1], got, ok)
	}
}

func dig(v any, path []string) (string, bool) {
	for _, p := range path {
		switch x := v.(type) {
		case map[string]any:
			var ok bool
			if v, ok = x[p]; !ok {
				return "", false
			}
		case []any:
			if p == "len" {
				return strconv.Itoa(len(x)), true
			}
			i, err := strconv.Atoi(p)
			if err != nil || i >= len(x) {
				return "", false
			}
			v = x[i]
		default:
			return "", false
		}
	}
	return fmt.Sprint(v), true
}

// cmdMode checks the permissions of a file: mode 0600 FILE.
func cmdMode(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: [!] mode PERM FILE")
	}
	want, err := strconv.ParseUint(args[0], 8, 32)
	ts.Check(err)
	st, err := os.Stat(ts.MkAbs(args[1]))
	ts.Check(err)
	if (st.Mode().Perm() == os.FileMode(want)) == neg {
		ts.Fatalf("%s: %v", args[1], st.Mode())
	}
}

// cmdSays matches a text that may be wrapped: [!] says stdout|stderr REGEXP; any white space is one blank.
func cmdSays(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: [!] says FILE REGEXP")
	}
	re, err := regexp.Compile(args[1])
	ts.Check(err)
	if got := strings.Join(strings.Fields(ts.ReadFile(args[0])), " "); re.MatchString(got) == neg {
		ts.Fatalf("%s says: %s", args[0], got)
	}
}
