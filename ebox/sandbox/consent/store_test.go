package consent

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"myebox/ebox"
)

// owner is the number of somebody born in 2099.
const owner = "99123100127"

var start = time.Date(2026, 3, 2, 12, 0, 0, 0, ebox.Brussels())

// clock is a time that tests move.
type clock struct{ now time.Time }

func (c *clock) Now() time.Time { return c.now }

// open makes a store that begins in a state.
func open(t *testing.T, first State, change ...func(*Config)) (*Store, *clock) {
	t.Helper()
	c := &clock{start}
	cfg := Config{First: first, Now: c.Now}
	for _, f := range change {
		f(&cfg)
	}
	s, err := Open(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return s, c
}

// lastCode is the code in the last mail that has one.
func lastCode(t *testing.T, s *Store) string {
	t.Helper()
	mails := s.Mails()
	for i := len(mails) - 1; i >= 0; i-- {
		if mails[i].Code != "" {
			return mails[i].Code
		}
	}
	t.Fatal("no code was mailed")
	return ""
}

// wrongCode is six digits that are not the code.
func wrongCode(code string) string {
	if code == "000000" {
		return "000001"
	}
	return "000000"
}

var wanted = Activation{termsVersion, "test@example.org", Notifications{New: true, Lang: "nl"}}

// refused is the code of a refusal, "" for nil.
func refused(t *testing.T, err error) string {
	t.Helper()
	var no *Refusal
	if err != nil && !errors.As(err, &no) {
		t.Fatalf("not a refusal: %v", err)
	}
	if no == nil {
		return ""
	}
	return no.Code
}

func TestStates(t *testing.T) {
	acts := map[string]func(*testing.T, *Store) (Profile, error){
		"activate":      func(_ *testing.T, s *Store) (Profile, error) { return s.Activate(owner, wanted) },
		"send":          func(_ *testing.T, s *Store) (Profile, error) { return s.SendCode(owner) },
		"validate":      func(t *testing.T, s *Store) (Profile, error) { return s.Validate(owner, lastCode(t, s)) },
		"notifications": func(_ *testing.T, s *Store) (Profile, error) { return s.Change(owner, Change{HTML: new(true)}) },
		"email": func(_ *testing.T, s *Store) (Profile, error) {
			return s.Change(owner, Change{Email: new("other@example.org")})
		},
		"withdraw": func(_ *testing.T, s *Store) (Profile, error) { return s.Withdraw(owner) },
	}
	type row struct {
		state   State
		refusal string
	}
	no := func(s State) row { return row{s, CodeState} }
	for first, want := range map[State]map[string]row{
		Inactive: {
			"activate": {Unvalidated, ""}, "send": no(Inactive), "notifications": no(Inactive), "email": no(Inactive), "withdraw": no(Inactive),
		},
		Active: {
			"activate": no(Active), "send": no(Active), "notifications": {Active, ""}, "email": {Unvalidated, ""}, "withdraw": {Withdrawn, ""},
		},
		Unvalidated: {
			"activate": no(Unvalidated), "send": {Unvalidated, ""}, "validate": {Active, ""}, "notifications": {Unvalidated, ""},
			"email": {Unvalidated, ""}, "withdraw": {Withdrawn, ""},
		},
		Withdrawn: {
			"activate": {Unvalidated, ""}, "send": no(Withdrawn), "notifications": no(Withdrawn), "email": no(Withdrawn), "withdraw": no(Withdrawn),
		},
	} {
		for name, want := range want {
			t.Run(string(first)+"/"+name, func(t *testing.T) {
				s, _ := open(t, first)
				if got := s.Get(owner).State; got != first {
					t.Fatalf("it begins %s", got)
				}
				p, err := acts[name](t, s)
				if got := (row{s.Get(owner).State, refused(t, err)}); got != want {
					t.Errorf("%+v, want %+v", got, want)
				}
				if err == nil && p != s.Get(owner) {
					t.Errorf("the answer is %+v, the profile %+v", p, s.Get(owner))
				}
			})
		}
	}
	for _, first := range []State{Inactive, Active, Withdrawn} {
		s, _ := open(t, first)
		if _, err := s.Validate(owner, "123456"); refused(t, err) != CodeState {
			t.Errorf("validating when %s: %v", first, err)
		}
	}
}

func TestWholeWay(t *testing.T) {
	s, c := open(t, Inactive, func(c *Config) { c.Delay = 48 * time.Hour })
	want := Profile{State: Inactive, Notifications: Notifications{New: true, Reminder: true, Expiry: true, Lang: "fr"}}
	check := func(when string, got Profile, err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v", when, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", when, diff)
		}
	}
	check("at first", s.Get(owner), nil)
	p, err := s.Activate(owner, wanted)
	want = Profile{
		State: Unvalidated, Email: "test@example.org", CodeSent: momentOf(start), Consented: momentOf(start), Terms: termsVersion,
		Notifications: wanted.Notifications,
	}
	check("given", p, err)
	c.now = start.Add(DefaultCodeLifetime)
	want.CodeSent = Moment{}
	check("after the code's time", s.Get(owner), nil)
	p, err = s.SendCode(owner)
	want.CodeSent = momentOf(c.now)
	check("sent again", p, err)
	p, err = s.Validate(owner, lastCode(t, s))
	want.State, want.CodeSent = Active, Moment{}
	check("validated", p, err)
	p, err = s.Change(owner, Change{Email: new("test@example.org"), Expiry: new(true), Lang: new("de")})
	want.Notifications.Expiry, want.Notifications.Lang = true, "de"
	check("the same address", p, err)
	p, err = s.Withdraw(owner)
	want.State, want.Withdrawn, want.Effective = Withdrawn, momentOf(c.now), momentOf(c.now.Add(48*time.Hour))
	check("withdrawn", p, err)
	p, err = s.Activate(owner, wanted)
	want = Profile{
		State: Unvalidated, Email: "test@example.org", CodeSent: momentOf(c.now), Consented: momentOf(c.now), Terms: termsVersion,
		Notifications: wanted.Notifications,
	}
	check("given anew", p, err)
}

func TestCodes(t *testing.T) {
	s, c := open(t, Unvalidated, func(c *Config) { c.CodeLifetime = time.Minute })
	if s.Get(owner).CodeSent != momentOf(start) {
		t.Errorf("a box that begins unvalidated has no code: %+v", s.Get(owner))
	}
	try := func(digits string) (string, int) {
		_, err := s.Validate(owner, digits)
		var no *Refusal
		errors.As(err, &no)
		if no == nil {
			return "", 0
		}
		return no.Code, no.TriesLeft
	}
	first := lastCode(t, s)
	for _, want := range []struct {
		code string
		left int
	}{{CodeWrong, 2}, {CodeWrong, 1}, {CodeTries, 0}, {CodeTries, 0}} {
		if code, left := try(wrongCode(first)); code != want.code || left != want.left {
			t.Errorf("a wrong code: %s, %d left; want %s, %d", code, left, want.code, want.left)
		}
	}
	if code, _ := try(first); code != CodeTries {
		t.Errorf("the right code after all tries: %q", code)
	}
	if !s.Get(owner).CodeSent.IsZero() {
		t.Error("a code that is used up is told as open")
	}
	if _, err := s.SendCode(owner); err != nil {
		t.Fatal(err)
	}
	second := lastCode(t, s)
	if code, left := try(first); first != second && (code != CodeWrong || left != 2) {
		t.Errorf("the code before: %s, %d left", code, left)
	}
	c.now = start.Add(time.Minute - time.Nanosecond)
	if code, left := try(wrongCode(second)); code != CodeWrong || left == 0 {
		t.Errorf("at the last moment: %s", code)
	}
	c.now = start.Add(time.Minute)
	if code, _ := try(second); code != CodeExpired {
		t.Errorf("when its time is over: %q", code)
	}
	if _, err := s.SendCode(owner); err != nil {
		t.Fatal(err)
	}
	if code, _ := try(lastCode(t, s)); code != "" || s.Get(owner).State != Active {
		t.Errorf("the right code: %q", code)
	}
}

func TestRefusals(t *testing.T) {
	bad := func(change func(*Activation)) Activation {
		a := wanted
		change(&a)
		return a
	}
	for want, a := range map[string]Activation{
		CodeTerms:   bad(func(a *Activation) { a.Terms = "2024-01" }),
		CodeEmail:   bad(func(a *Activation) { a.Email = "test@" }),
		CodeInvalid: bad(func(a *Activation) { a.Notifications.Lang = "it" }),
	} {
		s, _ := open(t, Inactive)
		if _, err := s.Activate(owner, a); refused(t, err) != want || s.Get(owner).State != Inactive || len(s.Mails()) > 0 {
			t.Errorf("%s: %v, then %+v, %d mails", want, err, s.Get(owner), len(s.Mails()))
		}
	}
	for want, c := range map[string]Change{
		CodeEmail: {Email: new("Test <test@example.org>"), HTML: new(true)}, CodeInvalid: {Lang: new("EN"), New: new(false)},
	} {
		s, _ := open(t, Active)
		before := s.Get(owner)
		if _, err := s.Change(owner, c); refused(t, err) != want || s.Get(owner) != before {
			t.Errorf("%s: %v, then %+v", want, err, s.Get(owner))
		}
	}
	if _, err := Open(Config{First: "given"}); err == nil {
		t.Error("a state that does not exist was taken")
	}
}

func TestKept(t *testing.T) {
	dir := t.TempDir()
	keep := func(c *Config) { c.Dir = dir }
	s, c := open(t, Inactive, keep)
	given, err := s.Activate(owner, wanted)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(dir, "profiles.json"))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(b), owner) || strings.Contains(string(b), lastCode(t, s)) {
		t.Errorf("the number or the code is on disk: %s", b)
	}
	if st, err := os.Stat(filepath.Join(dir, "profiles.json")); err != nil || st.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", st.Mode(), err)
	}
	again, _ := open(t, Active, keep)
	want := given
	want.CodeSent = Moment{}
	if diff := cmp.Diff(want, again.Get(owner)); diff != "" {
		t.Errorf("after a restart (-want +got):\n%s", diff)
	}
	if _, err := again.Validate(owner, lastCode(t, s)); refused(t, err) != CodeNone {
		t.Errorf("a code from before the restart: %v", err)
	}
	if err := os.Mkdir(filepath.Join(dir, "profiles.json.new"), 0o700); err != nil {
		t.Fatal(err)
	}
	c.now = start.Add(time.Hour)
	sent := len(s.Mails())
	if _, err := s.Withdraw(owner); err == nil || s.Get(owner).State != Unvalidated || len(s.Mails()) != sent {
		t.Errorf("what cannot be kept was done: %v", err)
	}
	for _, broken := range []string{"x", `{"a":{"state":"given"}}`, `{"a":{"state":"active","notifications":{"lang":""}}}`} {
		if err := os.WriteFile(filepath.Join(dir, "profiles.json"), []byte(broken), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(Config{Dir: dir}); err == nil {
			t.Errorf("%s was read", broken)
		}
	}
}

func TestMomentsAreWholeSeconds(t *testing.T) {
	b, err := json.Marshal(momentOf(start.Add(1500 * time.Millisecond).UTC()))
	if err != nil || string(b) != `"2026-03-02T12:00:01+01:00"` {
		t.Errorf("%s, %v", b, err)
	}
}

// TestOneOfManyCounts: of several who do the same at once, one does it.
func TestOneOfManyCounts(t *testing.T) {
	s, _ := open(t, Inactive, func(c *Config) { c.Dir = t.TempDir() })
	for _, act := range []func() (Profile, error){
		func() (Profile, error) { return s.Activate(owner, wanted) },
		func() (Profile, error) { return s.Withdraw(owner) },
	} {
		var wg sync.WaitGroup
		var done atomic.Int32
		for range 8 {
			wg.Go(func() {
				if _, err := act(); err == nil {
					done.Add(1)
				}
			})
		}
		wg.Wait()
		if n := done.Load(); n != 1 {
			t.Errorf("done %d times", n)
		}
	}
	if n := len(s.Mails()); n != 1 {
		t.Errorf("%d mails, want one code", n)
	}
}
