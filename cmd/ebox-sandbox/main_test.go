package main

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"

	"myebox/ebox/sandbox"
	"myebox/ebox/sandbox/fas"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"ebox-sandbox": main,
		"fetch":        fetch,
		"profile":      showProfile,
		"cardlogin":    cardLogin,
		"memory":       showMemory,
		"company":      company,
	})
}

// TestScripts runs testdata/script/*.txtar. In them fetch asks the sandbox, profile shows the client's configuration,
// cardlogin logs in with the simulated card, company logs a company's software in, and memory tells what the sandbox needs.
func TestScripts(t *testing.T) {
	if scripts, _ := filepath.Glob("testdata/script/*.txtar"); len(scripts) == 0 {
		t.Fatal("there are no scripts")
	}
	testscript.Run(t, testscript.Params{Dir: "testdata/script", Deadline: time.Now().Add(6 * patience)})
}

func TestUsage(t *testing.T) {
	for args, want := range map[string]string{
		"--size -1":                    "--size must not be negative",
		"--lang en":                    `--lang "en": want nl, fr or de`,
		"--box company":                `--box "company": want citizen or enterprise`,
		"--level 450.5":                "invalid argument",
		"--level 401":                  "--level 401: there is no such level",
		"--token-lifetime 0s":          "--token-lifetime must be positive",
		"--consent given":              `--consent "given": want inactive, active, unvalidated, withdrawn`,
		"--arrive -1s":                 "--arrive must not be negative",
		"--withdrawal-delay -1s":       "--withdrawal-delay must not be negative",
		"--code-lifetime 0s":           "--code-lifetime must be positive",
		"--companies 0":                "--companies: want 1 to 100",
		"--companies 2":                "need --enterprise-key",
		"--enterprise-passphrase x":    "need --enterprise-key",
		"--enterprise-certificate old": `--enterprise-certificate "old": want good or expired`,
		"--run":                        "--run: which command? put it after --",
		"true":                         `what is "true" for? a command needs --run`,
		"--run --print-profile -- x":   "--run and --print-profile exclude each other",
		"--listen 4444":                `--listen "4444": want ADDRESS:PORT`,
		"--listen 0.0.0.0:0":           `--listen "0.0.0.0:0": not a loopback address`,
		"--listen example.invalid:0":   "not a loopback address",
		"--card 1.1":                   `--card "1.1": want 1.7, 1.8 or none`,
		"--card-state lost":            `--card-state "lost": want one of good, expired,`,
		"--card-tls 1.1":               `--card-tls "1.1": want 1.2 or 1.3`,
		"--card-ca main_test.go":       "--card-ca main_test.go: card: no certificate of a CA in it",
		"--announce nsso":              `--announce "nsso": want PROVIDER=URL`,
		"--announce nosuch=http://a":   `for "nosuch": there is no such provider`,
		"--announce nsso=ftp://a":      "want an http(s) base URL",
		"--fault nsso:getMessages:503": `there is no operation "getMessages"`,
		"--fault fas:nothing":          "reading fault",
		"--nosuchflag":                 "unknown flag",
	} {
		t.Run(args, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			if code := execute(t.Context(), strings.Fields(args), &stdout, &stderr); code != 2 {
				t.Errorf("exit code %d, want 2", code)
			}
			if !strings.Contains(stderr.String(), want) || stdout.Len() > 0 {
				t.Errorf("stderr %q, stdout %q; want %q on stderr alone", &stderr, &stdout, want)
			}
		})
	}
}

func TestHelpNamesEverything(t *testing.T) {
	var stdout, stderr bytes.Buffer
	if code := execute(t.Context(), []string{"--help"}, &stdout, &stderr); code != 0 || stderr.Len() > 0 {
		t.Errorf("exit code %d, stderr %q", code, &stderr)
	}
	words := slices.Concat(sandbox.RegistryOperations(), sandbox.FederationOperations(), sandbox.ProfileOperations(), fas.FaultNames())
	for _, k := range sandbox.FaultKinds() {
		words = append(words, string(k)+" ")
	}
	for _, w := range words {
		if !strings.Contains(stdout.String(), w) {
			t.Errorf("the help does not say %q", w)
		}
	}
}

func TestProfile(t *testing.T) {
	for box, scopes := range map[string][]string{
		"citizen":    {"openid", "profile", "egovnrn"},
		"enterprise": {"openid", "profile", "egovnrn", "enterprise"},
	} {
		t.Run(box, func(t *testing.T) {
			o := options{listen: "127.0.0.1:0", box: box, level: 450, size: 25, tokenLifetime: 1, card: noCard}
			s, err := o.open(t.Context(), t.Output())
			if err != nil {
				t.Fatal(err)
			}
			defer s.close(t.Context())
			b, err := s.profile()
			if err != nil {
				t.Fatal(err)
			}
			var got profileFile
			if _, err := toml.Decode(string(b), &got); err != nil {
				t.Fatal(err)
			}
			want := profileFile{Profile: "sandbox", Profiles: map[string]profile{"sandbox": {
				Sandbox: true, Issuer: s.base + "/fas/oauth2", ClientID: "ebox-sandbox", Scopes: scopes,
				ACRValues:  "urn:be:fedict:iam:fas:Level450",
				Federation: s.base + "/REST/ebox/" + box + "/federation/v1", Box: box,
				Consent:   map[string]string{"citizen": s.base + "/sandbox/profile/v1"}[box],
				CardHosts: []string{s.cards.listener.Addr().String()}, TLSRoots: string(s.cards.roots),
			}}}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("profile (-want +got):\n%s", diff)
			}
		})
	}
}

func TestBaseURL(t *testing.T) {
	for address, want := range map[string]string{
		"127.0.0.1:80": "http://127.0.0.1:80", "[::1]:80": "http://[::1]:80", "0.0.0.0:80": "http://127.0.0.1:80", "[::]:80": "http://127.0.0.1:80",
	} {
		a, err := net.ResolveTCPAddr("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		if got := baseURL(a); got != want {
			t.Errorf("%s is reached on %s, want %s", address, got, want)
		}
	}
}

// showProfile prints the file that --run wrote, with its mode.
func showProfile() {
	file := os.Getenv("EBOX_CONFIG")
	info, err := os.Stat(file)
	if err != nil {
		fail(err)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		fail(err)
	}
	fmt.Printf("%s %s %s\n%s", os.Getenv("EBOX_PROFILE"), info.Mode(), filepath.Dir(file), b)
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
