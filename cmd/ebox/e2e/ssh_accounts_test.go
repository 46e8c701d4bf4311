package e2e

import (
	"encoding/json"
	"strings"
	"testing"
)

// keyPassphrase protects the companies' keys.
const keyPassphrase = "specimen key word"

// unlock answers the question for the passphrase of the store.
func (sh *shell) unlock() {
	sh.t.Helper()
	sh.expect(english.Remote.StoreAsk)
	sh.typed(passphrase)
}

// status is what ebox status --json says.
type status struct {
	Complete bool
	Boxes    []struct {
		Account, Box, Company string
		Answered              bool
		Unread                struct{ Count int }
	}
}

// readJSON takes the document out of what stands on a terminal.
func readJSON(t *testing.T, text string, into any) {
	t.Helper()
	from, to := strings.Index(text, "{"), strings.LastIndex(text, "}")
	if from < 0 || to < from {
		t.Fatalf("no JSON in %q", text)
	}
	if err := json.Unmarshal([]byte(text[from:to+1]), into); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
}

// An administrator looks after their own box and those of two companies, whose software logs in by certificate.
func TestSSHStatusOfThreeAccounts(t *testing.T) {
	t.Parallel()
	s := newServer(t, "--enterprise-key", "acme.p12", "--enterprise-passphrase", keyPassphrase, "--companies", "2")
	s.ask(0, "ebox accounts add me --default")
	for i, name := range []string{"acme", "other"} {
		s.ask(0, "ebox accounts add "+name+" --client-id "+s.ids[i]+" --key "+s.keys[i])
	}
	sh := s.open("EBOX_KEYRING=file ebox login --test-person")
	sh.newStore()
	sh.expect("You are logged in as Test Spécimen.")
	all := sh.all()

	sh = s.open("EBOX_KEYRING=file ebox login --account acme")
	sh.unlock()
	sh.expect("acme.p12 (it does not show):")
	sh.typed("wrong")
	sh.expect(english.Remote.KeyPassphrase.What)
	if code := sh.ends(); code != 1 {
		t.Errorf("a wrong passphrase: exit code %d", code)
	}
	all += sh.all()
	for _, name := range []string{"acme", "other"} {
		sh = s.open("EBOX_KEYRING=file ebox login --account " + name)
		sh.unlock()
		sh.expect("(it does not show):")
		sh.typed(keyPassphrase)
		sh.expect("The key works: logged in for company")
		sh.expect(english.Accounts.PassphraseInFile)
		if code := sh.ends(); code != 0 {
			t.Errorf("%s: exit code %d", name, code)
		}
		all += sh.all()
	}

	sh = s.open("EBOX_KEYRING=file ebox status")
	sh.unlock() // once, for three boxes
	for _, title := range []string{"acme: e-Box Enterprise", "me: eBox Citizen", "other: e-Box Enterprise"} {
		sh.expect(title)
		sh.expect(english.Accounts.Unread + ": ")
	}
	if code := sh.ends(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	all += sh.all()
	sh = s.open("EBOX_KEYRING=file ebox status --json")
	sh.unlock()
	if code := sh.ends(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	all += sh.all()
	var got status
	readJSON(t, sh.all(), &got)
	if len(got.Boxes) != 3 || !got.Complete {
		t.Fatalf("got %+v", got)
	}
	for i, want := range []struct{ account, box string }{{"acme", "enterprise"}, {"me", "citizen"}, {"other", "enterprise"}} {
		b := got.Boxes[i]
		if b.Account != want.account || b.Box != want.box || !b.Answered || b.Unread.Count == 0 || (b.Company == "") != (b.Box == "citizen") {
			t.Errorf("box %d: %+v", i, b)
		}
	}
	if got.Boxes[0].Company == got.Boxes[2].Company {
		t.Errorf("two accounts, one company: %+v", got.Boxes)
	}
	for _, secret := range []string{passphrase, keyPassphrase} {
		if strings.Contains(all, secret) {
			t.Error("a passphrase stands on the terminal")
		}
	}
	if code := s.open("EBOX_KEYRING=file ebox logout --account acme"); true {
		code.unlock()
		code.expect(english.Accounts.PassphraseGone)
	}
	// Without a terminal nobody can be asked: it says so at once.
	if out := s.ask(1, "EBOX_KEYRING=file ebox list --account acme --json 2>&1"); !strings.Contains(out, `"key_passphrase_needed"`) {
		t.Errorf("got %s", out)
	}
	if out := s.ask(4, "EBOX_KEYRING=file ebox list --json 2>&1"); !strings.Contains(out, `"store_passphrase_needed"`) {
		t.Errorf("got %s", out)
	}
}
