package fas

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestRefusedInTheBrowser(t *testing.T) {
	for _, tt := range []struct{ name, param, value string }{
		{"no client", "client_id", ""},
		{"unknown client", "client_id", "another"},
		{"a registry is no client for persons", "client_id", RegistryClient},
		{"no redirect", "redirect_uri", ""},
		{"localhost by name", "redirect_uri", "http://localhost:8765/callback"},
		{"another path", "redirect_uri", "http://127.0.0.1:8765/other"},
		{"a path below", "redirect_uri", "http://127.0.0.1:8765/callback/"},
		{"an escaped path", "redirect_uri", "http://127.0.0.1:8765/%63allback"},
		{"a query", "redirect_uri", "http://127.0.0.1:8765/callback?x=1"},
		{"an empty query", "redirect_uri", "http://127.0.0.1:8765/callback?"},
		{"a fragment", "redirect_uri", "http://127.0.0.1:8765/callback#x"},
		{"https", "redirect_uri", "https://127.0.0.1:8765/callback"},
		{"another loopback address", "redirect_uri", "http://127.0.0.2:8765/callback"},
		{"another spelling of it", "redirect_uri", "http://127.1:8765/callback"},
		{"another host", "redirect_uri", "http://example.org/callback"},
		{"user information", "redirect_uri", "http://x@127.0.0.1:8765/callback"},
		{"port 0", "redirect_uri", "http://127.0.0.1:0/callback"},
		{"an empty port", "redirect_uri", "http://127.0.0.1:/callback"},
		{"port too big", "redirect_uri", "http://127.0.0.1:65536/callback"},
		{"a zone", "redirect_uri", "http://[::1%25lo]:8765/callback"},
		{"a long IPv6 loopback", "redirect_uri", "http://[0:0:0:0:0:0:0:1]:8765/callback"},
		{"own scheme", "redirect_uri", "ebox:/callback"},
		{"not an address", "redirect_uri", "http://127.0.0.1:8765/callback\x00"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, Config{})
			b := w.browser().open(newAttempt(tt.param, tt.value).url(w))
			if b.code != http.StatusBadRequest || !b.has("refused") || b.head.Get("Location") != "" {
				t.Errorf("%d at %s, want a page that refuses", b.code, b.at)
			}
		})
	}
}

func TestRefusedToTheClient(t *testing.T) {
	for _, tt := range []struct{ name, param, value, want string }{
		{"no response type", "response_type", "", "invalid_request"},
		{"implicit", "response_type", "id_token", "unsupported_response_type"},
		{"token", "response_type", "code id_token", "unsupported_response_type"},
		{"fragment", "response_mode", "fragment", "invalid_request"},
		{"form post", "response_mode", "form_post", "invalid_request"},
		{"request object", "request", "x.y.z", "request_not_supported"},
		{"request by reference", "request_uri", "https://example.org/r", "request_uri_not_supported"},
		{"no scope", "scope", "", "invalid_scope"},
		{"scope without openid", "scope", "profile egovnrn", "invalid_scope"},
		{"no challenge", "code_challenge", "", "invalid_request"},
		{"no method means plain", "code_challenge_method", "", "invalid_request"},
		{"plain", "code_challenge_method", "plain", "invalid_request"},
		{"method in small letters", "code_challenge_method", "s256", "invalid_request"},
		{"short challenge", "code_challenge", "abc", "invalid_request"},
		{"challenge with padding", "code_challenge", strings.Repeat("A", 43) + "=", "invalid_request"},
		{"unknown prompt", "prompt", "create", "invalid_request"},
		{"none with another prompt", "prompt", "none login", "invalid_request"},
		{"max_age in words", "max_age", "soon", "invalid_request"},
		{"negative max_age", "max_age", "-1", "invalid_request"},
		{"nobody logged in", "prompt", "none", "login_required"},
		{"too long", "nonce", strings.Repeat("n", maxParam+1), "invalid_request"},
	} {
		for _, endpoint := range []string{"/authorize", testPersonPath} {
			if tt.want == "login_required" && endpoint == testPersonPath {
				continue // there is somebody
			}
			t.Run(tt.name+endpoint, func(t *testing.T) {
				w := newWorld(t, Config{})
				a := newAttempt(tt.param, tt.value)
				got := w.browser().open(w.Issuer() + endpoint + "?" + a.params.Encode()).arrived()
				if got.Get("error") != tt.want || got.Get("state") != a.state || got.Get("iss") != w.Issuer() || got.Has("code") {
					t.Errorf("answer %v, want %s with state and iss", got, tt.want)
				}
			})
		}
	}
}

func TestParameterGivenTwice(t *testing.T) {
	for param, want := range map[string]string{
		"state": "invalid_request", "nonce": "invalid_request", "unheard_of": "invalid_request", "redirect_uri": "", "client_id": "",
	} {
		t.Run(param, func(t *testing.T) {
			w := newWorld(t, Config{})
			a := newAttempt("unheard_of", "x")
			a.params.Add(param, a.params.Get(param))
			b := w.browser().open(a.url(w))
			if want == "" {
				if !b.has("refused") {
					t.Errorf("the browser is at %s", b.at)
				}
				return
			}
			if got := b.arrived().Get("error"); got != want {
				t.Errorf("error %q, want %q", got, want)
			}
		})
	}
}

func TestRedirectAddresses(t *testing.T) {
	for _, address := range []string{
		"http://127.0.0.1:1/callback", "http://127.0.0.1:65535/callback", "http://127.0.0.1/callback",
		"http://[::1]:40000/callback", "http://[::1]/callback", "http://127.0.0.1:4000/other/path",
	} {
		t.Run(address, func(t *testing.T) {
			w := newWorld(t, Config{RedirectPaths: []string{"/callback", "/other/path"}})
			a := newAttempt("redirect_uri", address)
			b := w.browser().open(a.shortcut(w))
			if !strings.HasPrefix(b.at.String(), address+"?") || b.at.Query().Get("code") == "" {
				t.Errorf("sent to %s", b.at)
			}
		})
	}
}

func TestAuthorizeByPost(t *testing.T) {
	w := newWorld(t, Config{})
	a := newAttempt()
	b := w.browser()
	b.post(w.Issuer()+"/authorize", a.params)
	if b.code != http.StatusOK || b.at.Path != "/fas/XUI/" {
		t.Fatalf("%d at %s", b.code, b.at)
	}
	if b.click("key-itsme").click("itsme-success").arrived().Get("code") == "" {
		t.Error("no code")
	}
}

func TestLoginBelongsToItsBrowser(t *testing.T) {
	w := newWorld(t, Config{})
	mine := w.browser().open(newAttempt().url(w))
	page, back := mine.at.String(), mine.at.Query().Get("goto")
	step := mine.click("key-itsme").at
	for name, address := range map[string]string{"choice": page, "key": step.String(), "authorize": back} {
		t.Run(name, func(t *testing.T) {
			if other := w.browser().open(address); !other.has("timed-out") {
				t.Errorf("another browser may see %s", other.at.Path)
			}
		})
	}
	other := w.browser()
	other.post(w.BaseURL()+"/fasui/itsme", url.Values{"login": {step.Query().Get("login")}, "person": {"specimen-fr"}, "result": {"success"}})
	if !other.has("timed-out") {
		t.Errorf("another browser may finish the login: %s", other.at)
	}
	if mine.click("itsme-success").arrived().Get("code") == "" {
		t.Error("the right one may not")
	}
}

func TestGotoLeadsNowhereElse(t *testing.T) {
	w := newWorld(t, Config{})
	b := w.browser().open(newAttempt().url(w))
	id := w.gotoLogin(b.at.Query().Get("goto"))
	for _, address := range []string{
		"https://example.org/authorize?sandbox_login=" + id, "", "/fas/oauth2/authorize?sandbox_login=" + id,
		w.Issuer() + "/authorize?sandbox_login=%zz", w.Issuer() + "/authorize?sandbox_login=unknown",
	} {
		if got := b.open(w.BaseURL() + "/fas/XUI/?goto=" + url.QueryEscape(address)); !got.has("timed-out") {
			t.Errorf("goto %q gives a page that is not the end", address)
		}
	}
}

func TestPressedTwice(t *testing.T) {
	w := newWorld(t, Config{})
	b := w.browser().open(newAttempt().url(w)).click("key-itsme")
	again := *b
	if b.click("itsme-success").arrived().Get("code") == "" {
		t.Fatal("no code")
	}
	if !again.click("itsme-success").has("timed-out") {
		t.Error("one login gives two codes")
	}
}

func TestLoginTimesOut(t *testing.T) {
	w := newWorld(t, Config{LoginLifetime: time.Minute})
	b := w.browser().open(newAttempt("ui_locales", "nl").url(w)).click("key-itsme")
	w.clock.pass(time.Minute)
	if b.click("itsme-success"); !b.has("timed-out") || b.code != http.StatusOK {
		t.Errorf("%d at %s", b.code, b.at)
	}
}

func TestForgedSteps(t *testing.T) {
	for _, tt := range []struct{ name, page, person, result string }{
		{"key too weak", "password", "specimen-fr", "success"},
		{"unknown person", "itsme", "somebody", "success"},
		{"unknown button", "itsme", "specimen-fr", "other"},
		{"unknown button at the choice", "weaker", "", "success"},
		{"unknown box", "identity", "", "other"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, Config{})
			b := w.browser().open(newAttempt().url(w))
			id := w.gotoLogin(b.at.Query().Get("goto"))
			b.post(w.BaseURL()+"/fasui/"+tt.page, url.Values{"login": {id}, "person": {tt.person}, "result": {tt.result}})
			if b.code != http.StatusBadRequest || !b.has("refused") {
				t.Errorf("%d at %s", b.code, b.at)
			}
		})
	}
	w := newWorld(t, Config{})
	b := w.browser().open(newAttempt().url(w))
	id := w.gotoLogin(b.at.Query().Get("goto"))
	if b.open(w.pageURL("password", id)); b.at.Path != "/fas/XUI/" {
		t.Errorf("the page of a key that is too weak: %s", b.at)
	}
	if b.open(w.pageURL("identity", id)); b.at.Path != "/fas/XUI/" {
		t.Errorf("the question of the box comes before the login: %s", b.at)
	}
}
