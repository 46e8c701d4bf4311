package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"

	"myebox/auth"
	"myebox/ebox"
	"myebox/tui/lang"
)

// explained are errors with the code that scripts branch on. The codes must not change.
var explained = []struct {
	name string
	err  error
	code string
}{
	{"interrupted", context.Canceled, "cancelled"},
	{"declined", errDeclined, "cancelled"},
	{"usage", &usageError{msg: "unknown flag: --x"}, "usage"},
	{"reference", &badReference{"x"}, "usage"},
	{"configuration", &configError{"/x", errors.New("unknown key: y")}, "config"},
	{"profile", &profileError{Profile: "x", Lacks: []lack{{Key: "client_id", Env: "EBOX_CLIENT_ID"}}}, "profile"},
	{"no such profile", &profileError{Profile: "x", Known: []string{"a"}}, "profile"},
	{"no such short reference", errNoSuchMessage, "not_found"},
	{"no such attachment", errNoDocument, "not_found"},
	{"registered", errNeedsConsent, "needs_consent"},
	{"cannot be kept", errors.Join(errNotKept, auth.ErrKeyring), "keyring"},
	{"no sender fits", &matchError{Flag: "sender", Typed: "x"}, "no_match"},
	{"several senders fit", &matchError{"sender", "x", []string{"a", "b"}}, "no_match"},
	{"no viewer", errNoOpener, "no_opener"},
	{"no printer", errNoPrinter, "no_printer"},
	{"login cancelled", &auth.ProviderError{Code: "access_denied"}, "cancelled"},
	{"login refused", &auth.ProviderError{Code: "unauthorized_client", Description: "no \x1b[31mred"}, "login_refused"},
	{"login timeout", auth.ErrTimeout, "login_timeout"},
	{"weak key", &auth.WeakKeyError{Got: "x", Want: "y"}, "weak_key"},
	{"clock", auth.ErrClock, "clock"},
	{"code used", auth.ErrCode, "login_code"},
	{"login down", fmt.Errorf("x: %w", auth.ErrServerDown), "login_service_down"},
	{"no session", auth.ErrLoginRequired, "login_required"},
	{"session too old", fmt.Errorf("%w: %w", auth.ErrLoginRequired, auth.ErrSessionExpired), "login_required"},
	{"keyring locked", fmt.Errorf("%w: %w", auth.ErrLoginRequired, auth.ErrKeyringLocked), "keyring"},
	{"keyring hangs", auth.ErrKeyringTimeout, "keyring"},
	{"foreign answer", auth.ErrState, "login_untrusted"},
	{"foreign issuer", auth.ErrIssuer, "login_untrusted"},
	{"token", &auth.TokenError{Which: "identity token", Check: "nonce"}, "login_untrusted"},
	{"no PKCE", auth.ErrUnsupported, "login_setup"},
	{"not https", auth.ErrInsecure, "login_setup"},
	{"port taken", auth.ErrPort, "login_port"},
	{"401", &ebox.StatusError{Op: "x", HTTP: 401}, "login_required"},
	{"403", &ebox.StatusError{Op: "x", HTTP: 403}, "not_permitted"},
	{"404", &ebox.StatusError{Op: "x", HTTP: 404}, "not_found"},
	{"429", &ebox.StatusError{Op: "x", HTTP: 429}, "throttled"},
	{"503", &ebox.StatusError{Op: "x", HTTP: 503}, "unavailable"},
	{"time out", fmt.Errorf("%w: %w", ebox.ErrUnavailable, context.DeadlineExceeded), "timeout"},
	{"broken", ebox.ErrMalformed, "malformed"},
	{"digest", ebox.ErrDigest, "digest"},
	{"length", ebox.ErrLength, "length"},
	{"foreign address", ebox.ErrNotAllowed, "address_refused"},
	{"too large", ebox.ErrTooLarge, "too_large"},
	{"not offered", ebox.ErrNotOffered, "not_offered"},
	{"disk full", &os.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}, "failed"},
	{"anything", errors.New("x"), "failed"},
}

func TestExplain(t *testing.T) {
	for _, code := range lang.Codes() {
		w := testWiring(t, code)
		unknown := w.t.Errors.Unknown.What
		for _, c := range explained {
			t.Run(code+"/"+c.name, func(t *testing.T) {
				got := w.explain(c.err)
				if got.Code != c.code {
					t.Errorf("code %q, want %q", got.Code, c.code)
				}
				if got.What == "" || got.What == unknown && c.name != "anything" {
					t.Errorf("no words of its own: %q", got.What)
				}
				all := fmt.Sprint(got.Failure)
				if strings.ContainsAny(all, "\x1b\x07") || strings.Contains(all, "%!") {
					t.Errorf("not printable: %q", all)
				}
				if c.code == "login_required" && !strings.Contains(got.Todo, "ebox login") {
					t.Errorf("the way out is missing: %q", got.Todo)
				}
			})
		}
	}
}

// Every error that package auth can be asked about has a case.
func TestLoginCasesAreWhole(t *testing.T) {
	for _, err := range []error{
		auth.ErrLoginRequired, auth.ErrCancelled, auth.ErrWeakKey, auth.ErrTimeout, auth.ErrClosed, auth.ErrServerDown,
		auth.ErrClock, auth.ErrCode, auth.ErrState, auth.ErrIssuer, auth.ErrToken, auth.ErrMalformed, auth.ErrUnsupported,
		auth.ErrInsecure, auth.ErrConfig, auth.ErrPort, auth.ErrKeyring, auth.ErrKeyringLocked, auth.ErrKeyringTimeout,
		auth.ErrTooBig, auth.ErrAnotherLogin, auth.ErrSessionExpired,
	} {
		if p, code, _, ok := loginCase(fmt.Errorf("x: %w", err)); !ok || p == 0 || code == "" {
			t.Errorf("%v has no case", err)
		}
	}
	if _, _, _, ok := loginCase(ebox.ErrUnavailable); ok {
		t.Error("an error of a provider is no case of a login")
	}
}

func TestReportForPeople(t *testing.T) {
	for _, c := range []struct {
		name string
		err  error
		want string
	}{
		{"nothing", nil, ""},
		{"told already", errTold, ""},
		{"partial", errPartial, ""},
		{"cancelled", context.Canceled, "ebox: Cancelled.\n"},
		{"no session", auth.ErrLoginRequired, "ebox: You are not logged in.\n  There is no session on this computer.\n  Log in: ebox login\n"},
		{"usage", &usageError{msg: "unknown flag: --x"}, "ebox: The command was not understood: unknown flag: --x\n  See: ebox --help\n"},
		{
			"server", &ebox.StatusError{Op: "getMessageById", HTTP: 404, ID: ebox.Untrusted("42"), Code: ebox.Untrusted("GONE\x1b[2J")},
			"ebox: The message or document is not in the box.\n" +
				"  It has been removed because its availability ended, or it never was there.\n" +
				"  Ask the sender for a copy if you need it.\n" +
				"  Details: Reference for the help desk: 42\n  Code: HTTP 404 GONE\n  Operation: getMessageById\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := testWiring(t, "en")
			w.report(c.err, false)
			if out, got := output(t, w); got != c.want || out != "" {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestReportForScripts(t *testing.T) {
	w := testWiring(t, "nl")
	w.report(&ebox.StatusError{Op: "x", HTTP: 403}, true)
	out, errs := output(t, w)
	var j errorJSON
	if err := json.Unmarshal([]byte(errs), &j); err != nil || out != "" {
		t.Fatalf("%v: %s", err, errs)
	}
	if j.Version != schemaVersion || j.Error.Code != "not_permitted" || j.Error.Exit != exitForbidden || j.Error.What != w.t.Errors.Forbidden.What {
		t.Errorf("got %+v", j)
	}
}

func TestJSONWanted(t *testing.T) {
	for _, c := range []struct {
		args string
		want bool
	}{
		{"list --json", true},
		{"list --json=true", true},
		{"list --json=false", false},
		{"list", false},
		{"read -- --json", false},
		{"list --nonsense --json", true},
	} {
		w := testWiring(t, "en")
		root := newRoot(w)
		args := strings.Fields(c.args)
		cmd, rest, err := root.Find(args)
		if err != nil {
			t.Fatal(err)
		}
		_ = cmd.ParseFlags(rest) // what cannot be parsed is searched by hand
		if got := jsonWanted(cmd, args); got != c.want {
			t.Errorf("%s: %t", c.args, got)
		}
	}
}

func TestPeek(t *testing.T) {
	for _, c := range []struct{ args, want string }{
		{"list --lang nl", "nl"}, {"--lang=fr list", "fr"}, {"list", ""}, {"list --lang", ""}, {"read -- --lang nl", ""}, {"--language nl", ""},
	} {
		if got := peek(strings.Fields(c.args), "lang"); got != c.want {
			t.Errorf("%s: %q", c.args, got)
		}
	}
}

func TestACRValue(t *testing.T) {
	for _, c := range []struct {
		typed, want string
		ok          bool
	}{
		{"", "", true},
		{"500", "urn:be:fedict:iam:fas:Level500", true},
		{"450", "urn:be:fedict:iam:fas:Level450", true},
		{"urn:be:fedict:iam:fas:citizen:Level400", "urn:be:fedict:iam:fas:citizen:Level400", true},
		{"600", "", false},
		{"high", "", false},
		{"urn:x y", "", false},
		{"-1", "", false},
	} {
		if got, err := acrValue(c.typed); got != c.want || (err == nil) != c.ok {
			t.Errorf("%q: %q, %v", c.typed, got, err)
		}
	}
}
