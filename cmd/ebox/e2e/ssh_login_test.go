package e2e

import (
	"net"
	"net/url"
	"strings"
	"testing"
)

// passphrase protects the stores of these tests.
const passphrase = "specimen horse staple"

// portOf is the number alone.
func portOf(t *testing.T, address string) string {
	t.Helper()
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// address is the address of the login, which stands on a line of its own.
func address(t *testing.T, text string) string {
	t.Helper()
	return first(t, `(?m)^\s*(http://127\.0\.0\.1:\d+/\S+)\r?$`, text)
}

// newStore answers the questions for a new passphrase.
func (sh *shell) newStore() {
	sh.t.Helper()
	sh.expect(english.Remote.StoreNew)
	sh.typed(passphrase)
	sh.expect(english.Remote.StoreAgain)
	sh.typed(passphrase)
}

// A citizen logs in over SSH through the tunnel that the program asks for; the session is in the encrypted store.
func TestSSHLoginThroughTunnel(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	if got := s.ask(0, `echo "[$DISPLAY$WAYLAND_DISPLAY$DBUS_SESSION_BUS_ADDRESS]"`); got != "[]\n" {
		t.Fatalf("the machine has a desktop: %s", got)
	}
	port := portOf(t, freePort(t))
	sh := s.open("EBOX_KEYRING=file ebox login --port " + port) // over SSH nobody has to say --no-browser
	sh.newStore()
	text := sh.expect(english.Login.Waiting)
	for _, want := range []string{english.Remote.OverSSH, english.Remote.PasteWarning} {
		if found(text, want) == 0 {
			t.Errorf("it does not say %q:\n%s", want, text)
		}
	}
	line := first(t, `(?m)^\s*(ssh .*?)\r?$`, text)
	if want := "ssh -L " + port + ":127.0.0.1:" + port + " 127.0.0.1"; line != want {
		t.Errorf("the line is %q, want %q", line, want)
	}
	s.types(line, port)
	p := newPerson(t, port, true)
	p.goes(address(t, text))
	p.clicks("key-itsme")
	p.clicks("itsme-success")
	if got := p.heading(); got != english.Login.PageOKTitle {
		t.Errorf("the last page says %q", got)
	}
	sh.expect("You are logged in as Test Spécimen.")
	if code := sh.ends(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	again := s.open("EBOX_KEYRING=file ebox list --unread --limit 3")
	again.expect(english.Remote.StoreAsk)
	again.typed("not " + passphrase)
	again.expect(english.Remote.StoreWrong.What)
	if code := again.ends(); code != 4 {
		t.Errorf("a wrong passphrase: exit code %d", code)
	}
	again = s.open("EBOX_KEYRING=file ebox list --limit 3 --json")
	again.expect(english.Remote.StoreAsk)
	again.typed(passphrase)
	again.expect(`"messages": [`)
	if code := again.ends(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if strings.Contains(sh.all()+again.all(), passphrase) {
		t.Error("the passphrase stands on the terminal")
	}
}

// A citizen logs in by pasting the address of the last page; what is pasted wrong costs nothing.
func TestSSHLoginByPaste(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	port := portOf(t, freePort(t))
	sh := s.open("EBOX_KEYRING=file ebox login --no-browser --port " + port)
	sh.newStore()
	text := sh.expect(english.Remote.PastePrompt)
	p := newPerson(t, port, false)
	p.goes(address(t, text))
	p.clicks("key-itsme")
	p.clicks("itsme-success")
	if p.last == "" {
		t.Fatal("the browser ended elsewhere")
	}
	u, err := url.Parse(p.last)
	if err != nil {
		t.Fatal(err)
	}
	code := u.Query().Get("code")
	for _, c := range []struct{ pasted, says string }{
		{code, english.Remote.NotAddress.What},
		{s.base + "/fasui/choice", english.Remote.OtherAddress.What},
		{strings.Replace(p.last, "state=", "state=x", 1), english.Remote.OtherLogin.What},
		{p.last[:strings.Index(p.last, "state=")+12], english.Remote.OtherLogin.What},
	} {
		sh.typed(c.pasted)
		sh.expect(c.says)
		sh.expect(english.Remote.PastePrompt)
	}
	sh.typed(p.last)
	sh.expect(english.Remote.Pasted)
	sh.expect("You are logged in as Test Spécimen.")
	if code := sh.ends(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if strings.Contains(sh.all(), code) {
		t.Error("the code stands on the terminal")
	}
}

// A citizen logs in with a code on another device.
func TestSSHLoginByDevice(t *testing.T) {
	t.Parallel()
	s := newServer(t, "--device")
	sh := s.open("EBOX_KEYRING=file ebox login --device")
	sh.newStore()
	text := sh.expect(english.Remote.DeviceWarning)
	p := newPerson(t, "0", false)
	p.goes(address(t, text))
	p.clicks("device-continue", first(t, `Code: (\S+)`, text))
	p.clicks("key-itsme")
	p.clicks("itsme-success")
	sh.expect("You are logged in as Test Spécimen.")
	if code := sh.ends(); code != 0 {
		t.Errorf("exit code %d", code)
	}
}
