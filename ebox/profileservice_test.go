package ebox_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"myebox/ebox"
	"myebox/ebox/sandbox"
	"myebox/ebox/sandbox/consent"
	"myebox/ebox/sandbox/contract"
	"myebox/ebox/sandbox/mailbox"
)

// Owners that cannot exist: somebody born in 2099, and a company number that is not given out.
const (
	testPerson  = "99123100127"
	testCompany = "1999999973"
)

var testNow = time.Date(2026, 3, 2, 12, 0, 0, 0, ebox.Brussels())

// testTokens are the grants behind tokens.
type testTokens map[string]sandbox.Grant

// Introspect implements sandbox.Tokens.
func (f testTokens) Introspect(token string) (sandbox.Grant, bool) { g, ok := f[token]; return g, ok }

// carrier puts a token into requests, as the session of a person does.
type carrier struct {
	token string
	next  http.RoundTripper
}

// RoundTrip implements http.RoundTripper.
func (c carrier) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+c.token)
	return c.next.RoundTrip(r)
}

// stand is a sandbox with a server, and clients of it whose every exchange is held to the contract.
type stand struct {
	*testing.T
	sandbox   *sandbox.Sandbox
	validator *contract.Validator
	options   func(token string) ebox.Options
	now       func(time.Duration) // moves the sandbox's clock
	mu        sync.Mutex
	mails     []consent.Mail
}

func newStand(t *testing.T, first consent.State) *stand {
	t.Helper()
	s := &stand{T: t}
	now := testNow
	clock := func() time.Time { s.mu.Lock(); defer s.mu.Unlock(); return now }
	s.now = func(d time.Duration) { s.mu.Lock(); defer s.mu.Unlock(); now = now.Add(d) }
	world, err := mailbox.New(mailbox.Config{Seed: 1, Size: 25, Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { world.Close() })
	s.sandbox, err = sandbox.New(sandbox.Config{
		World: world, Now: clock, Tokens: testTokens{
			"citizen": {BoxType: sandbox.Citizen, Owner: testPerson, Scopes: []string{"egovnrn"}},
			"company": {BoxType: sandbox.Enterprise, Owner: testCompany, Scopes: []string{"enterprise"}},
		},
		Consent: consent.Config{First: first, Delay: time.Hour, Mailed: func(m consent.Mail) {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.mails = append(s.mails, m)
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(s.sandbox)
	t.Cleanup(srv.Close)
	if err := s.sandbox.SetBaseURL(srv.URL); err != nil {
		t.Fatal(err)
	}
	if s.validator, err = contract.Load(); err != nil {
		t.Fatal(err)
	}
	s.validator.Strict()
	s.options = func(token string) ebox.Options {
		held := s.validator.Transport(srv.Client().Transport, func(err error) { t.Helper(); t.Error(err) })
		return ebox.Options{HTTP: &http.Client{Transport: carrier{token, held}}, Sandbox: true}
	}
	return s
}

func (s *stand) profiles() *ebox.ProfileService {
	s.Helper()
	p, err := ebox.NewProfileService(s.sandbox.ProfileURL(), s.options("citizen"))
	if err != nil {
		s.Fatal(err)
	}
	return p
}

// code is the one that was mailed last.
func (s *stand) code() string {
	s.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := len(s.mails) - 1; i >= 0; i-- {
		if s.mails[i].Code != "" {
			return s.mails[i].Code
		}
	}
	s.Fatal("no code was mailed")
	return ""
}

func other(code string) string {
	if code == "000000" {
		return "000001"
	}
	return "000000"
}

func TestConsentFromBeginningToEnd(t *testing.T) {
	s := newStand(t, consent.Inactive)
	ctx, p := t.Context(), s.profiles()
	check := func(when string, want ebox.Profile, got *ebox.Profile, err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v", when, err)
		}
		if diff := cmp.Diff(want, *got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", when, diff)
		}
	}
	all := ebox.Notifications{New: true, Reminder: true, Expiry: true, Lang: "fr"}
	got, err := p.Profile(ctx)
	check("at first", ebox.Profile{State: ebox.BoxInactive, Notifications: all}, got, err)
	terms, err := p.Terms(ctx)
	if err != nil || terms.Version != "2025-09" || terms.Date.Year() != 2025 || !strings.Contains(terms.Text.In("de").Block(), "\n\n1. ") ||
		!strings.Contains(terms.Privacy.In("en").String(), "PRIVACY STATEMENT OF THE SANDBOX") {
		t.Fatalf("%v, %+v", err, terms)
	}
	some := ebox.Notifications{New: true, Lang: "de", HTML: true}
	want := ebox.Profile{
		State: ebox.BoxUnvalidated, Email: ebox.Untrusted("test@example.org"), CodeSent: testNow, Consented: testNow,
		Terms: terms.Version, Notifications: some,
	}
	got, err = p.Activate(ctx, ebox.Activation{Terms: terms.Version, Email: "test@example.org", Notifications: some})
	check("given", want, got, err)
	s.now(time.Minute)
	got, err = p.SendCode(ctx)
	want.CodeSent = testNow.Add(time.Minute)
	check("sent again", want, got, err)
	code := s.code()
	got, err = p.Validate(ctx, " "+code[:3]+" "+code[3:])
	want.State, want.CodeSent = ebox.BoxActive, time.Time{}
	check("validated", want, got, err)
	got, err = p.Notify(ctx, all, "")
	want.Notifications = all
	check("notifications", want, got, err)
	got, err = p.Notify(ctx, all, "other@example.org")
	want.State, want.Email, want.CodeSent = ebox.BoxUnvalidated, ebox.Untrusted("other@example.org"), testNow.Add(time.Minute)
	check("another address", want, got, err)
	got, err = p.Withdraw(ctx)
	want.State, want.CodeSent, want.Withdrawn, want.Effective = ebox.BoxWithdrawn, time.Time{}, testNow.Add(time.Minute), testNow.Add(61*time.Minute)
	check("withdrawn", want, got, err)
	for _, op := range sandbox.ProfileOperations() {
		if s.validator.Seen()[contract.Exchange{Operation: op, Status: 200}] == 0 {
			t.Errorf("%s was not held to the contract", op)
		}
	}
}

func TestConsentRefused(t *testing.T) {
	s := newStand(t, consent.Unvalidated)
	ctx, p := t.Context(), s.profiles()
	if _, err := p.Profile(ctx); err != nil {
		t.Fatal(err)
	}
	code := s.code()
	for _, digits := range []string{"", "12345", "1234567", "12345x", "１２３４５６"} {
		if _, err := p.Validate(ctx, digits); !errors.Is(err, ebox.ErrWrongCode) {
			t.Errorf("%q: %v", digits, err)
		}
	}
	var no *ebox.CodeError
	for left := 2; left > 0; left-- {
		_, err := p.Validate(ctx, other(code))
		if !errors.Is(err, ebox.ErrWrongCode) || errors.Is(err, ebox.ErrCodeOver) || !errors.As(err, &no) || no.Left != left {
			t.Errorf("with %d left: %v", left, err)
		}
		var status *ebox.StatusError
		if !errors.As(err, &status) || status.HTTP != 400 || strings.Contains(err.Error(), other(code)) {
			t.Errorf("%v", err)
		}
	}
	for range 2 {
		if _, err := p.Validate(ctx, other(code)); !errors.Is(err, ebox.ErrCodeOver) || !errors.As(err, &no) || no.Expired {
			t.Errorf("all tries used: %v", err)
		}
	}
	if _, err := p.SendCode(ctx); err != nil {
		t.Fatal(err)
	}
	s.now(consent.DefaultCodeLifetime)
	if _, err := p.Validate(ctx, s.code()); !errors.Is(err, ebox.ErrCodeOver) || !errors.As(err, &no) || !no.Expired {
		t.Errorf("expired: %v", err)
	}
	a := ebox.Activation{Terms: "2025-09", Email: "test@example.org", Notifications: ebox.Notifications{Lang: "nl"}}
	if _, err := p.Activate(ctx, a); !errors.Is(err, ebox.ErrWrongState) {
		t.Errorf("activated twice: %v", err)
	}
	if _, err := p.Withdraw(ctx); err != nil {
		t.Fatal(err)
	}
	a.Terms = "2024-01"
	if _, err := p.Activate(ctx, a); !errors.Is(err, ebox.ErrTermsChanged) {
		t.Errorf("old terms: %v", err)
	}
	before := s.sandbox.Requests().Count("*", "*")
	a.Email = "nobody"
	if _, err := p.Activate(ctx, a); !errors.Is(err, ebox.ErrBadEmail) || strings.Contains(err.Error(), "nobody") {
		t.Errorf("no address: %v", err)
	}
	if _, err := p.Notify(ctx, a.Notifications, "nobody"); !errors.Is(err, ebox.ErrBadEmail) {
		t.Errorf("no address: %v", err)
	}
	if n := s.sandbox.Requests().Count("*", "*"); n != before {
		t.Error("what is no address was sent")
	}
	company, err := ebox.NewProfileService(s.sandbox.ProfileURL(), s.options("company"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := company.Profile(ctx); !errors.Is(err, ebox.ErrForbidden) {
		t.Errorf("a company: %v", err)
	}
}

// TestChangesAreSentOnce counts what arrives when the server fails: reading is repeated, nothing else.
func TestChangesAreSentOnce(t *testing.T) {
	acts := map[string]func(context.Context, *ebox.ProfileService) error{
		"sandboxSendCode": func(ctx context.Context, p *ebox.ProfileService) error { _, err := p.SendCode(ctx); return err },
		"sandboxWithdraw": func(ctx context.Context, p *ebox.ProfileService) error { _, err := p.Withdraw(ctx); return err },
		"sandboxValidateCode": func(ctx context.Context, p *ebox.ProfileService) error {
			_, err := p.Validate(ctx, "123456")
			return err
		},
		"sandboxActivate": func(ctx context.Context, p *ebox.ProfileService) error {
			_, err := p.Activate(ctx, ebox.Activation{Email: "test@example.org", Notifications: ebox.Notifications{Lang: "en"}})
			return err
		},
		"sandboxChangeProfile": func(ctx context.Context, p *ebox.ProfileService) error {
			_, err := p.Notify(ctx, ebox.Notifications{Lang: "en"}, "")
			return err
		},
	}
	s := newStand(t, consent.Active)
	for op, act := range acts {
		for _, fault := range []string{"503", "502", "429", "cut:bytes=0", "broken", "html", "empty", "redirect"} {
			s.sandbox.Faults().Clear()
			s.sandbox.Requests().Reset()
			if err := s.sandbox.Faults().SetText("profile:" + op + ":" + fault); err != nil {
				t.Fatal(err)
			}
			if err := act(t.Context(), s.profiles()); err == nil {
				t.Errorf("%s %s: no error", op, fault)
			}
			if n := s.sandbox.Requests().Count(sandbox.ProfileName, op); n != 1 {
				t.Errorf("%s %s: sent %d times", op, fault, n)
			}
		}
	}
	if err := s.sandbox.Faults().SetText("profile:sandboxProfile:503:count=1"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.profiles().Profile(t.Context()); err != nil || s.sandbox.Requests().Count("profile", "sandboxProfile") != 2 {
		t.Errorf("reading was not repeated: %v", err)
	}
}

// TestLostAnswerOfAWithdrawal: the connection breaks in the answer; the profile tells what happened.
func TestLostAnswerOfAWithdrawal(t *testing.T) {
	s := newStand(t, consent.Active)
	if err := s.sandbox.Faults().SetText("profile:sandboxWithdraw:cut"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.profiles().Withdraw(t.Context()); !errors.Is(err, ebox.ErrUnavailable) {
		t.Errorf("%v", err)
	}
	if p, err := s.profiles().Profile(t.Context()); err != nil || p.State != ebox.BoxWithdrawn {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestHugeProfile(t *testing.T) {
	s := newStand(t, consent.Active)
	if err := s.sandbox.Faults().SetText("profile:*:huge:bytes=9000000"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.profiles().Profile(t.Context()); !errors.Is(err, ebox.ErrMalformed) {
		t.Errorf("%v", err)
	}
	if _, err := s.profiles().Terms(t.Context()); !errors.Is(err, ebox.ErrMalformed) {
		t.Errorf("%v", err)
	}
}

func TestWhereConsentMayBe(t *testing.T) {
	for _, c := range []struct {
		base    string
		sandbox bool
		want    error
	}{
		{"", true, ebox.ErrNotOffered},
		{"https://profile.example.org/v1", false, nil},
		{"http://127.0.0.1:1/sandbox/profile/v1", true, nil},
		{"http://127.0.0.1:1/sandbox/profile/v1", false, ebox.ErrNotAllowed},
		{"http://profile.example.org/v1", true, ebox.ErrNotAllowed},
		{"https://u@profile.example.org/v1", false, ebox.ErrNotAllowed},
	} {
		if _, err := ebox.NewProfileService(c.base, ebox.Options{Sandbox: c.sandbox}); !errors.Is(err, c.want) {
			t.Errorf("%q: %v", c.base, err)
		}
	}
}

func TestCheckEmail(t *testing.T) {
	for _, good := range []string{"test@example.org", "a.b+c@x.example", "o'neil_1@a-b.example.org"} {
		if err := ebox.CheckEmail(good); err != nil {
			t.Errorf("%q: %v", good, err)
		}
	}
	for _, bad := range []string{
		"", "test", "test@", "@example.org", "test@example", "test@.org", "test@example.", "test@a..b", "Test <test@example.org>",
		" test@example.org", "a@b@c.d", `"a b"@example.org`, "a\n@example.org", "é@example.org", "a@exämple.org", "<a@b.c>", "a@[127.0.0.1]",
		strings.Repeat("a", 65) + "@example.org", "a@" + strings.Repeat("b.", 130) + "c",
	} {
		if err := ebox.CheckEmail(bad); !errors.Is(err, ebox.ErrBadEmail) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
