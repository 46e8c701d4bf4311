package fas

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// again is the provider after a restart.
func (w *world) again(cfg Config) *world {
	w.t.Helper()
	next := newWorld(w.t, cfg)
	next.clock.pass(w.clock.now().Sub(next.clock.now()))
	return next
}

func TestRestartWithoutLogin(t *testing.T) {
	cfg := Config{Dir: filepath.Join(t.TempDir(), "data", "fas")}
	w := newWorld(t, cfg)
	_, r := w.quick("scope", "openid profile egovnrn enterprise", "acr_values", "urn:be:fedict:iam:fas:enterprise:Level500")
	first := w.refreshed(r.Refresh)
	before, _ := w.Introspect(first.Access)
	w.clock.pass(time.Hour)
	w = w.again(cfg)
	if _, ok := w.Introspect(first.Access); ok {
		t.Error("an access token was kept")
	}
	second := w.refreshed(first.Refresh)
	if second.Access == "" {
		t.Fatalf("refresh after a restart: %d %s", second.status, second.Error)
	}
	after, _ := w.Introspect(second.Access)
	if after.BoxType != Enterprise || after.Owner != before.Owner || after.Subject != before.Subject || after.Level != Level500 {
		t.Errorf("the new token opens %s at level %d", after.BoxType, after.Level)
	}
	w = w.again(cfg)
	if got := w.refreshed(r.Refresh); got.Error != "invalid_grant" {
		t.Fatalf("reuse after a restart: %d %s", got.status, got.Error)
	}
	if got := w.refreshed(second.Refresh); got.Error != "invalid_grant" {
		t.Errorf("the family survives the reuse: %d", got.status)
	}
	if got := w.again(cfg).refreshed(second.Refresh); got.Error != "invalid_grant" {
		t.Errorf("the family comes back with the next start: %d", got.status)
	}
}

func TestKeptFileHoldsNoSecret(t *testing.T) {
	dir := t.TempDir()
	w := newWorld(t, Config{Dir: dir})
	_, r := w.quick()
	second := w.refreshed(r.Refresh)
	path := filepath.Join(dir, keptFile)
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]string{
		"access token": second.Access, "refresh token": second.Refresh, "old refresh token": r.Refresh,
		"ID token": second.ID, "national number": DefaultPersons()[0].NationalNumber, "name": "Spécimen",
	} {
		if strings.Contains(string(body), s) {
			t.Errorf("the file holds the %s", name)
		}
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("left over: %v, %v", entries, err)
	}
}

func TestWhatIsNotKept(t *testing.T) {
	dir := t.TempDir()
	cfg := Config{Dir: dir}
	w := newWorld(t, cfg)
	_, revoked := w.quick()
	_, left := w.quick("login_hint", "specimen-de")
	b := w.browser().open(newAttempt().url(w))
	stranger := Person{ID: "card", NationalNumber: "99122800657"}
	next, err := w.CompleteLogin(w.gotoLogin(b.at.Query().Get("goto")), stranger, Level500, "eid")
	if err != nil || !b.open(next).arrived().Has("code") {
		t.Fatal(err)
	}
	w.store.mu.Lock()
	for _, f := range w.store.families {
		if f.identity.person.ID == "specimen-fr" {
			w.store.kill(f)
		}
	}
	w.store.mu.Unlock()
	cfg.Persons = DefaultPersons()[:2]
	w = w.again(cfg)
	for name, token := range map[string]string{"revoked": revoked.Refresh, "of somebody who is gone": left.Refresh} {
		if got := w.refreshed(token); got.Error != "invalid_grant" {
			t.Errorf("%s: %d", name, got.status)
		}
	}
}

func TestBrokenKeptFile(t *testing.T) {
	for name, body := range map[string]string{
		"no JSON": "{", "no hash": `[{"refresh":"x"}]`, "short hash": `[{"refresh":"AAAA"}]`,
		"bad old hash": `[{"refresh":"` + hash("x").String() + `","spent":["x"]}]`,
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, keptFile), []byte(body), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := New(Config{Dir: dir, Keys: testKeys()}); err == nil {
				t.Error("starts with a broken file")
			}
		})
	}
	file := filepath.Join(t.TempDir(), "x")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := New(Config{Dir: file, Keys: testKeys()}); err == nil {
		t.Error("starts with a file for a directory")
	}
}

func TestStoreForgets(t *testing.T) {
	w := newWorld(t, Config{})
	w.loggedIn()
	w.browser().open(newAttempt().url(w))
	_, r := w.quick()
	w.refreshed(r.Refresh)
	w.clock.pass(40 * 24 * time.Hour)
	w.quick()
	s := w.store
	for name, n := range map[string]int{
		"logins": len(s.logins), "sessions": len(s.sessions), "codes": len(s.codes) - 1, "tokens": len(s.tokens) - 1,
		"families": len(s.families) - 1,
	} {
		if n != 0 {
			t.Errorf("%d %s are left", n, name)
		}
	}
}
