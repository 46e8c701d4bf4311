package fas

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

const deviceGrantType = "urn:ietf:params:oauth:grant-type:device_code"

// deviceReply is what the device authorization endpoint says.
type deviceReply struct {
	Code     string `json:"device_code"`
	UserCode string `json:"user_code"`
	URL      string `json:"verification_uri"`
	FullURL  string `json:"verification_uri_complete"`
	Expires  int    `json:"expires_in"`
	Interval int    `json:"interval"`
	Error    string `json:"error"`
	status   int
}

// deviceStart asks for codes; over pairs replace parameters, an empty value removes one.
func (w *world) deviceStart(over ...string) deviceReply {
	w.t.Helper()
	v := url.Values{"client_id": {ClientID}, "scope": {"openid profile egovnrn"}}
	for i := 0; i < len(over); i += 2 {
		v.Set(over[i], over[i+1])
		if over[i+1] == "" {
			v.Del(over[i])
		}
	}
	resp, err := w.client().PostForm(w.Issuer()+devicePath, v)
	if err != nil {
		w.t.Fatal(err)
	}
	defer resp.Body.Close()
	r := deviceReply{status: resp.StatusCode}
	if strings.HasPrefix(resp.Header.Get("Content-Type"), "application/json") {
		if err := json.NewDecoder(resp.Body).Decode(&r); err != nil {
			w.t.Fatal(err)
		}
	}
	return r
}

// ask asks for the tokens after a time.
func (w *world) ask(d deviceReply, after time.Duration) reply {
	w.t.Helper()
	w.clock.pass(after)
	return w.form("/access_token", url.Values{"grant_type": {deviceGrantType}, "device_code": {d.Code}, "client_id": {ClientID}})
}

func TestDeviceLogin(t *testing.T) {
	w := newWorld(t, Config{Device: true})
	d := w.deviceStart("acr_values", level400)
	if d.status != 200 || d.Interval != 5 || d.Expires != 600 || d.URL != testBase+"/fasui/device" || d.FullURL != d.URL+"?user_code="+d.UserCode {
		t.Fatalf("got %+v", d)
	}
	if r := w.ask(d, 5*time.Second); r.Error != "authorization_pending" || r.status != 400 {
		t.Errorf("before: %d %q", r.status, r.Error)
	}
	b := w.browser().open(d.FullURL)
	if !b.has("user-code") || !strings.Contains(b.body, `value="`+d.UserCode+`"`) {
		t.Fatalf("the page has no field with the code:\n%s", b.body)
	}
	b.click("device-continue").click("key-itsme").click("itsme-success")
	if !b.has("device-done") {
		t.Fatalf("the browser is at %s:\n%s", b.at, b.body)
	}
	r := w.ask(d, 5*time.Second)
	if r.Access == "" || r.Refresh == "" || r.ID == "" || r.Expires != 300 {
		t.Errorf("tokens: %d %q", r.status, r.Error)
	}
	g, ok := w.Introspect(r.Access)
	if want := DefaultPersons()[0].NationalNumber; !ok || g.Owner != want || g.Level != Level450 {
		t.Errorf("grant %+v", g)
	}
	if r := w.ask(d, 5*time.Second); r.Error != "invalid_grant" {
		t.Errorf("a second time: %q", r.Error)
	}
	if r := w.refreshed(r.Refresh); r.Access == "" {
		t.Errorf("refreshing: %q", r.Error)
	}
}

func TestDeviceEnds(t *testing.T) {
	for _, tt := range []struct {
		name string
		act  func(w *world, d deviceReply)
		want string
	}{
		{"cancelled on the first page", func(w *world, d deviceReply) { w.browser().open(d.FullURL).click("device-cancel") }, "access_denied"},
		{"cancelled at the key", func(w *world, d deviceReply) {
			b := w.browser().open(d.FullURL).click("device-continue").click("key-eid").click("eid-cancel")
			if !b.has("device-refused") {
				w.t.Errorf("at %s", b.at)
			}
		}, "access_denied"},
		{"too late", func(w *world, _ deviceReply) { w.clock.pass(deviceLifetime) }, "expired_token"},
		{"by a script", func(w *world, d deviceReply) { w.script("user_code", d.UserCode) }, ""},
		{"in small letters, without the dash", func(w *world, d deviceReply) {
			w.script("user_code", strings.ToLower(strings.ReplaceAll(d.UserCode, "-", "")))
		}, ""},
		{"refused by a script", func(w *world, d deviceReply) { w.script("user_code", d.UserCode, "result", "cancel") }, "access_denied"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, Config{Device: true})
			d := w.deviceStart()
			tt.act(w, d)
			if r := w.ask(d, 5*time.Second); r.Error != tt.want || (r.Access == "") != (tt.want != "") {
				t.Errorf("%q, want %q", r.Error, tt.want)
			}
		})
	}
}

// script posts to the shortcut.
func (w *world) script(pairs ...string) {
	w.t.Helper()
	v := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	resp, err := w.client().PostForm(w.Issuer()+testDevicePath, v)
	if err != nil || resp.StatusCode != http.StatusNoContent {
		w.t.Fatalf("shortcut: %v, %v", resp, err)
	}
}

// TestDeviceSlowDown: whoever asks too fast has to ask five seconds slower from then on.
func TestDeviceSlowDown(t *testing.T) {
	w := newWorld(t, Config{Device: true})
	d := w.deviceStart()
	for i, step := range []struct {
		after time.Duration
		want  string
	}{
		{5 * time.Second, "authorization_pending"},
		{4 * time.Second, "slow_down"},
		{9 * time.Second, "slow_down"},
		{15 * time.Second, "authorization_pending"},
		{15 * time.Second, "authorization_pending"},
	} {
		if r := w.ask(d, step.after); r.Error != step.want {
			t.Errorf("question %d: %q, want %q", i, r.Error, step.want)
		}
	}
}

func TestDeviceRefusals(t *testing.T) {
	for _, tt := range []struct {
		name string
		over []string
		want string
	}{
		{"no client", []string{"client_id", ""}, "invalid_request"},
		{"unknown client", []string{"client_id", "x"}, "invalid_client"},
		{"no openid", []string{"scope", "profile"}, "invalid_scope"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if r := newWorld(t, Config{Device: true}).deviceStart(tt.over...); r.Error != tt.want || r.Code != "" {
				t.Errorf("%d %q", r.status, r.Error)
			}
		})
	}
}

// TestDeviceSwitchedOff: nothing is announced, nothing is there.
func TestDeviceSwitchedOff(t *testing.T) {
	w := newWorld(t, Config{})
	if r := w.deviceStart(); r.status != 404 && r.status != 405 {
		t.Errorf("status %d", r.status)
	}
	for _, path := range []string{"/fasui/device", issuerPath + testDevicePath} {
		if b := w.browser().open(testBase + path); b.code != 404 && b.code != 405 {
			t.Errorf("%s: %d", path, b.code)
		}
	}
	if b := w.browser().open(w.Issuer() + "/.well-known/openid-configuration"); strings.Contains(b.body, "device") {
		t.Errorf("announced: %s", b.body)
	}
	w = newWorld(t, Config{Device: true})
	if b := w.browser().open(w.Issuer() + "/.well-known/openid-configuration"); !strings.Contains(b.body, `"device_authorization_endpoint":"`+w.Issuer()+devicePath+`"`) {
		t.Errorf("not announced: %s", b.body)
	}
}

// TestDevicePage: the page speaks four languages, names its field, and says what is wrong with a code.
func TestDevicePage(t *testing.T) {
	for lang, words := range translations {
		t.Run(lang, func(t *testing.T) {
			w := newWorld(t, Config{Device: true})
			b := w.browser().open(testBase + "/fasui/device?lang=" + lang + "&user_code=%22%3E%3Cscript%3E")
			if b.code != 200 || b.has("device-unknown") || strings.Contains(b.body, "<script>") || !strings.Contains(b.body, words.DeviceTitle) {
				t.Errorf("%d:\n%s", b.code, b.body)
			}
			label := find(b.doc, func(n *html.Node) bool { return n.Data == "label" && attr(n, "for") == "user-code" })
			if label == nil || attr(find(b.doc, func(n *html.Node) bool { return attr(n, "id") == "user-code" }), "aria-describedby") == "" {
				t.Error("the field has no label or no hint")
			}
			b.click("device-continue", "user_code", "BCDF-BCDF")
			if b.code != 404 || !b.has("device-unknown") {
				t.Errorf("unknown code: %d:\n%s", b.code, b.body)
			}
		})
	}
}

// TestDeviceSingleSignOn: a browser that knows the person asks for the code and nothing else.
func TestDeviceSingleSignOn(t *testing.T) {
	w := newWorld(t, Config{Device: true})
	b := w.browser().open(newAttempt().url(w)).click("key-itsme").click("itsme-success")
	b.arrived()
	d := w.deviceStart()
	b.open(d.FullURL).click("device-continue")
	if !b.has("device-done") {
		t.Errorf("at %s", b.at)
	}
	if r := w.ask(d, 5*time.Second); r.Access == "" {
		t.Errorf("no token: %q", r.Error)
	}
}

func FuzzUserCode(f *testing.F) {
	for range 3 {
		f.Add(newUserCode())
	}
	f.Add("bcdf-ghjk ")
	f.Add("\x00é")
	f.Fuzz(func(t *testing.T, s string) {
		got := plainUserCode(s)
		if plainUserCode(got) != got || strings.Trim(got, userCodeLetters) != "" {
			t.Errorf("%q became %q", s, got)
		}
	})
}
