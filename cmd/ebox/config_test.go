package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestParseConfig(t *testing.T) {
	const whole = `profile = "sandbox"
lang = "fr"
downloads = "/srv/ebox"

[profiles.sandbox]
sandbox = true
issuer = "http://127.0.0.1:4444/fas/oauth2"
client_id = "ebox-sandbox"
scopes = ["openid", "profile"]
acr_values = "urn:be:fedict:iam:fas:Level400"
federation = "http://127.0.0.1:4444/REST/ebox/citizen/federation/v1"
box = "citizen"
`
	for _, c := range []struct {
		name, text string
		want       config
		wrong      string // part of the error
	}{
		{"nothing", "", config{}, ""},
		{"everything", whole, config{
			Profile: "sandbox", Lang: "fr", Download: "/srv/ebox",
			Profiles: map[string]profileTable{"sandbox": {
				Sandbox: true, Issuer: "http://127.0.0.1:4444/fas/oauth2", ClientID: "ebox-sandbox",
				Scopes: []string{"openid", "profile"}, ACRValues: "urn:be:fedict:iam:fas:Level400",
				Federation: "http://127.0.0.1:4444/REST/ebox/citizen/federation/v1", Box: "citizen",
			}},
		}, ""},
		{"typing mistake at the top", "porfile = 'x'", config{}, "unknown key: porfile"},
		{"typing mistake in a profile", "[profiles.a]\nclientid = 'x'", config{}, "unknown key: profiles.a.clientid"},
		{"a secret has no place", "[profiles.a]\nclient_secret = 'x'", config{}, "unknown key: profiles.a.client_secret"},
		{"not TOML", "profile =", config{}, "expected value"},
		{"wrong type", "profile = 3", config{}, "incompatible types"},
		{"unknown language", "lang = 'it'", config{}, "want nl, fr, de or en"},
		{"relative folder", "downloads = 'x'", config{}, "absolute"},
		{"profile that would leave its directory", "[profiles.'../x']", config{}, "profile name"},
		{"profile with an empty name", "[profiles.'']", config{}, "profile name"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got config
			err := parseConfig(c.text, &got)
			if c.wrong != "" {
				if err == nil || !strings.Contains(err.Error(), c.wrong) {
					t.Fatalf("got %v, want %q", err, c.wrong)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, got, cmpopts.IgnoreUnexported(config{})); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestReadConfig(t *testing.T) {
	dir := t.TempDir()
	good, big, shared := filepath.Join(dir, "good.toml"), filepath.Join(dir, "big.toml"), filepath.Join(dir, "shared.toml")
	if err := errors.Join(
		os.WriteFile(good, []byte(`profile = "x"`), 0o600), os.WriteFile(big, make([]byte, maxConfig+1), 0o600),
		os.WriteFile(shared, nil, 0o600), os.Chmod(shared, 0o666),
	); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, path string
		named      bool
		found, bad bool
	}{
		{"there", good, true, true, false},
		{"missing, nobody named it", filepath.Join(dir, "none"), false, false, false},
		{"missing, somebody named it", filepath.Join(dir, "none"), true, false, true},
		{"a directory", dir, false, false, true},
		{"far too long", big, false, false, true},
		{"anybody's", shared, true, false, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := readConfig(c.path, c.named)
			var ce *configError
			if (err != nil) != c.bad || c.bad && (!errors.As(err, &ce) || ce.Path != c.path) {
				t.Fatalf("error %v", err)
			}
			if err == nil && got.found != c.found {
				t.Errorf("found: %t", got.found)
			}
		})
	}
}

func TestConfigPath(t *testing.T) {
	d := dirs{config: "/home/x/.config/ebox"}
	env := func(string) string { return "/from/env" }
	none := func(string) string { return "" }
	for _, c := range []struct {
		name, flag string
		getenv     func(string) string
		want       string
		named      bool
	}{
		{"flag", "/from/flag", env, "/from/flag", true},
		{"variable", "", env, "/from/env", true},
		{"neither", "", none, "/home/x/.config/ebox/config.toml", false},
	} {
		if got, named := configPath(c.flag, c.getenv, d); got != c.want || named != c.named {
			t.Errorf("%s: got %s, %t", c.name, got, named)
		}
	}
}

func TestPickLang(t *testing.T) {
	for _, c := range []struct {
		name, flag, file string
		env              map[string]string
		want             string
		wrong            bool
	}{
		{"nothing said", "", "", nil, "en", false},
		{"flag", "nl", "de", map[string]string{"EBOX_LANG": "fr", "LANG": "de_BE.UTF-8"}, "nl", false},
		{"flag in capitals", "NL", "", nil, "nl", false},
		{"variable", "", "de", map[string]string{"EBOX_LANG": "fr"}, "fr", false},
		{"file", "", "de", map[string]string{"LANG": "fr_BE.UTF-8"}, "de", false},
		{"locale", "", "", map[string]string{"LANG": "fr_BE.UTF-8"}, "fr", false},
		{"LC_ALL before LANG", "", "", map[string]string{"LC_ALL": "nl_BE", "LANG": "fr_BE"}, "nl", false},
		{"POSIX locale", "", "", map[string]string{"LC_ALL": "C.UTF-8", "LANG": "fr_BE"}, "en", false},
		{"another language", "", "", map[string]string{"LANG": "it_IT"}, "en", false},
		{"impossible flag", "it", "", map[string]string{"LANG": "de_DE"}, "de", true},
		{"impossible variable", "", "", map[string]string{"EBOX_LANG": "klingon"}, "en", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := pickLang(c.flag, func(k string) string { return c.env[k] }, &config{Lang: c.file})
			if got != c.want || (err != nil) != c.wrong {
				t.Errorf("got %q, %v; want %q", got, err, c.want)
			}
		})
	}
}

// FuzzParseConfig: whatever a file holds, what is accepted is usable.
func FuzzParseConfig(f *testing.F) {
	f.Add("profile = 'x'\n[profiles.x]\nsandbox = true\nissuer = 'http://127.0.0.1/'")
	f.Add("lang = 'nl'\ndownloads = '/x'")
	f.Add("[profiles.'\x00']")
	f.Fuzz(func(t *testing.T, text string) {
		var c config
		if parseConfig(text, &c) != nil {
			return
		}
		if c.Lang != "" && !knownLang(c.Lang) || c.Download != "" && !filepath.IsAbs(c.Download) {
			t.Errorf("accepted: %+v", c)
		}
		for name := range c.Profiles {
			p, err := resolveProfile(name, func(string) string { return "" }, &c)
			if err == nil && (p.ClientID == "" || p.check() != nil) {
				t.Errorf("complete: %+v", p)
			}
			if strings.ContainsAny(p.fileStem(), "/\\\x00.") && err == nil {
				t.Errorf("file names: %q", p.fileStem())
			}
		}
	})
}
