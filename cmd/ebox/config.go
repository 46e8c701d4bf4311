package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"

	"github.com/BurntSushi/toml"

	"myebox/tui/lang"
)

// config is config.toml. No field of it is a secret.
type config struct {
	path     string
	found    bool
	Profile  string                  `toml:"profile"`   // the profile to use when nobody names one
	Lang     string                  `toml:"lang"`      // nl, fr, de or en
	Keyring  string                  `toml:"keyring"`   // "file": sessions are kept in an encrypted file; "": in the keyring
	Download string                  `toml:"downloads"` // directory that documents are saved in, absolute
	Profiles map[string]profileTable `toml:"profiles"`
	// ScreenReader turns the linear mode on, or off: then nobody asks at the first start. nil: nothing is said.
	ScreenReader *bool `toml:"screen_reader"`
	appearance
}

// profileTable is one [profiles.NAME]; see profile for the meaning of the fields.
type profileTable struct {
	Sandbox    bool     `toml:"sandbox"`
	Issuer     string   `toml:"issuer"`
	ClientID   string   `toml:"client_id"`
	Scopes     []string `toml:"scopes"`
	ACRValues  string   `toml:"acr_values"`
	Federation string   `toml:"federation"`
	Consent    string   `toml:"consent"`
	Box        string   `toml:"box"`
	CardTable
	SoftwareTable
}

// configError is a configuration that cannot be used: the file, and why in words for whoever wrote it.
type configError struct {
	Path string
	Err  error
}

func (e *configError) Error() string { return fmt.Sprintf("reading %s: %v", e.Path, e.Err) }
func (e *configError) Unwrap() error { return e.Err }

// configPath is where the configuration is, and whether somebody named that place: then it must exist.
func configPath(flag string, getenv func(string) string, d dirs) (path string, named bool) {
	if flag != "" {
		return flag, true
	}
	if p := getenv("EBOX_CONFIG"); p != "" {
		return p, true
	}
	return filepath.Join(d.config, "config.toml"), false
}

// maxConfig is far more than anybody writes by hand.
const maxConfig = 1 << 20

// readConfig reads the file at path. One that nobody named may be missing. Keys that mean nothing are an error: a typing
// mistake must not silently send a login elsewhere.
func readConfig(path string, named bool) (*config, error) {
	c := &config{path: path}
	st, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) && !named {
		return c, nil
	}
	if err != nil {
		return nil, &configError{path, errors.Unwrap(err)}
	}
	if !st.Mode().IsRegular() || st.Size() > maxConfig {
		return nil, &configError{path, errors.New("not a configuration file")}
	}
	if runtime.GOOS != "windows" && st.Mode().Perm()&0o002 != 0 { // whoever can write here decides where one logs in
		return nil, &configError{path, errors.New("everybody can write to it: chmod o-w")}
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, &configError{path, errors.Unwrap(err)}
	}
	if err := parseConfig(string(text), c); err != nil {
		return nil, &configError{path, err}
	}
	c.found = true
	return c, nil
}

func parseConfig(text string, c *config) error {
	meta, err := toml.Decode(text, c)
	if err != nil {
		return err
	}
	if keys := meta.Undecoded(); len(keys) > 0 {
		var names []string
		for _, k := range keys {
			names = append(names, k.String())
		}
		return fmt.Errorf("unknown key: %s", strings.Join(names, ", "))
	}
	if c.Lang != "" && !knownLang(c.Lang) {
		return fmt.Errorf("lang: want nl, fr, de or en")
	}
	if err := c.inConfig(); err != nil {
		return err
	}
	if c.Keyring != "" && c.Keyring != "file" {
		return errors.New(`keyring: want "file", or nothing`)
	}
	if c.Download != "" && !filepath.IsAbs(c.Download) {
		return errors.New("downloads: want an absolute directory")
	}
	for name := range c.Profiles {
		if !profileName.MatchString(name) {
			return fmt.Errorf("profile name %q: want small letters, digits, - and _, at most 32", name)
		}
		if err := c.Profiles[name].check(c.Profiles[name].Sandbox); err != nil {
			return fmt.Errorf("profile %s: %w", name, err)
		}
	}
	return nil
}

// profileName is what a profile may be called: the name is part of file names and of the keyring's account.
var profileName = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,31}$`)

func knownLang(l string) bool { return l == "nl" || l == "fr" || l == "de" || l == "en" }

// pickLang chooses the language: flag, EBOX_LANG, the configuration, the locale (POSIX: LC_ALL, LC_MESSAGES, LANG), else
// English. A flag or variable that names none of the four is an error of its own, not a reason to guess.
func pickLang(flag string, getenv func(string) string, c *config) (string, error) {
	for _, said := range []string{flag, getenv("EBOX_LANG")} {
		if said == "" {
			continue
		}
		if l := strings.ToLower(said); knownLang(l) || l == lang.PseudoCode {
			return l, nil
		}
		return localeLang(getenv), notAmong("--lang", said, "nl", "fr", "de", "en")
	}
	if c != nil && c.Lang != "" {
		return c.Lang, nil
	}
	return localeLang(getenv), nil
}

func localeLang(getenv func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		v := getenv(name)
		if v == "" {
			continue
		}
		l, _, _ := strings.Cut(v, "_")
		l, _, _ = strings.Cut(l, ".")
		if l = strings.ToLower(l); knownLang(l) {
			return l
		}
		return "en" // the first one set decides: C and POSIX are English
	}
	return "en"
}
