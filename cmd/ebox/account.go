package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"

	"github.com/BurntSushi/toml"
	"github.com/rogpeppe/go-internal/lockedfile"

	"myebox/ebox"
)

// account is a box that the person gave a name: whose it is, and how one gets in. It holds no secret.
type account struct {
	Name        string `toml:"-"`
	Profile     string `toml:"profile"`
	Box         string `toml:"box"`                   // boxCitizen or boxEnterprise
	Company     string `toml:"company,omitempty"`     // CBE number, 10 digits; of a company's box only
	ClientID    string `toml:"client_id,omitempty"`   // of the company's software
	Key         string `toml:"key,omitempty"`         // absolute path of the private key that the software signs with
	Certificate string `toml:"certificate,omitempty"` // absolute path, where it is not in the file of the key
}

// accounts is accounts.toml: which boxes there are, and which one is meant when nobody says.
type accounts struct {
	Default string             `toml:"default,omitempty"`
	Named   map[string]account `toml:"accounts,omitempty"`
}

// accountName is what an account may be called: the name is part of file names and of the keyring's account.
var accountName = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,31}$`)

// The mistakes about accounts that have words of their own.
var (
	errAccountName    = errors.New("not a name for an account")
	errAccountTaken   = errors.New("an account has this name already")
	errAccountUnknown = errors.New("no account has this name")
	errAccountKey     = errors.New("a key and a client id go together, for a company's box")
	errCompanyNumber  = errors.New("not an enterprise number")
)

// accountError is a mistake about the account of that name.
type accountError struct {
	Name  string
	Known []string // names that there are
	Err   error
}

func (e *accountError) Error() string { return fmt.Sprintf("account %q: %v", e.Name, e.Err) }
func (e *accountError) Unwrap() error { return e.Err }

// accountsPath is where the accounts are: next to the configuration, but written by this program.
func accountsPath(getenv func(string) string, d dirs) string {
	return cmp.Or(getenv("EBOX_ACCOUNTS"), filepath.Join(d.config, "accounts.toml"))
}

// maxAccountsFile is far more than hundreds of accounts take.
const maxAccountsFile = 1 << 20

// readAccounts reads the file; one that is missing has no accounts. What is wrong in it is a configError.
func readAccounts(path string) (*accounts, error) {
	a := &accounts{Named: map[string]account{}}
	st, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return a, nil
	}
	if err != nil {
		return nil, &configError{path, errors.Unwrap(err)}
	}
	if !st.Mode().IsRegular() || st.Size() > maxAccountsFile {
		return nil, &configError{path, errors.New("not a file of accounts")}
	}
	if runtime.GOOS != "windows" && st.Mode().Perm()&0o002 != 0 { // whoever can write here decides whose box is opened
		return nil, &configError{path, errors.New("everybody can write to it: chmod o-w")}
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, &configError{path, errors.Unwrap(err)}
	}
	if err := parseAccounts(string(text), a); err != nil {
		return nil, &configError{path, err}
	}
	return a, nil
}

func parseAccounts(text string, a *accounts) error {
	meta, err := toml.Decode(text, a)
	if err != nil {
		return err
	}
	if keys := meta.Undecoded(); len(keys) > 0 {
		return fmt.Errorf("unknown key: %s", keys[0])
	}
	for _, name := range a.names() {
		one := a.Named[name]
		one.Name = name
		if err := one.check(); err != nil {
			return fmt.Errorf("account %q: %w", name, err)
		}
		a.Named[name] = one
	}
	if a.Default != "" {
		if _, ok := a.Named[a.Default]; !ok {
			return fmt.Errorf("default: no account %q", a.Default)
		}
	}
	return nil
}

// check refuses what no box can be opened with. Whether the files are there is not looked at: they may be on a disk that
// comes later.
func (a *account) check() error {
	switch {
	case !accountName.MatchString(a.Name):
		return errAccountName
	case !profileName.MatchString(a.Profile):
		return errors.New("profile: not a name")
	case a.Box != boxCitizen && a.Box != boxEnterprise:
		return errors.New("box: want citizen or enterprise")
	case a.Company != "" && (a.Box != boxEnterprise || !validCompany(a.Company)):
		return errCompanyNumber
	case (a.Key == "") != (a.ClientID == "") || a.Key != "" && a.Box != boxEnterprise || a.Certificate != "" && a.Key == "":
		return errAccountKey
	}
	for _, path := range []string{a.Key, a.Certificate} {
		if path != "" && !filepath.IsAbs(path) {
			return fmt.Errorf("%q: want an absolute path", ebox.Sanitize(path))
		}
	}
	return nil
}

// validCompany tells a CBE number by its check digits: the last two are 97 less the first eight modulo 97.
func validCompany(s string) bool {
	if len(s) != 10 || s[0] != '0' && s[0] != '1' {
		return false
	}
	n := 0
	for i, r := range s {
		switch {
		case r < '0' || r > '9':
			return false
		case i < 8:
			n = n*10 + int(r-'0')
		}
	}
	return 97-n%97 == int(s[8]-'0')*10+int(s[9]-'0')
}

// names are the accounts' names, sorted.
func (a *accounts) names() []string { return slices.Sorted(maps.Keys(a.Named)) }

// get is the account of that name; an *accountError when there is none.
func (a *accounts) get(name string) (*account, error) {
	one, ok := a.Named[name]
	if !ok {
		return nil, &accountError{name, a.names(), errAccountUnknown}
	}
	return &one, nil
}

// add takes a new account.
func (a *accounts) add(one account) error {
	if _, taken := a.Named[one.Name]; taken {
		return &accountError{one.Name, a.names(), errAccountTaken}
	}
	if err := one.check(); err != nil {
		return &accountError{one.Name, nil, err}
	}
	a.Named[one.Name] = one
	return nil
}

// remove forgets an account; one that was the default leaves none.
func (a *accounts) remove(name string) {
	delete(a.Named, name)
	if a.Default == name {
		a.Default = ""
	}
}

// changeAccounts reads the file, lets change work on it and writes it whole or not at all, under a lock that processes
// share.
func changeAccounts(path string, change func(*accounts) error) error {
	if err := private(filepath.Dir(path)); err != nil {
		return err
	}
	unlock, err := lockedfile.MutexAt(path + ".lock").Lock()
	if err != nil {
		return fmt.Errorf("locking the accounts: %w", err)
	}
	defer unlock()
	a, err := readAccounts(path)
	if err != nil {
		return err
	}
	if err := change(a); err != nil {
		return err
	}
	var b bytes.Buffer
	b.WriteString("# Written by ebox accounts. No secret is in here.\n")
	enc := toml.NewEncoder(&b)
	enc.Indent = ""
	if err := enc.Encode(a); err != nil {
		return fmt.Errorf("writing the accounts: %w", err)
	}
	return replaceFile(path, b.Bytes())
}

// replaceFile writes a file that is there whole or as it was, readable by its owner only.
func replaceFile(path string, text []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".ebox-*") // mode 0600
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	_, err = f.Write(text)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return nil
}
