package fas

import (
	"errors"
	"net/url"
	"strings"
	"testing"
)

func FuzzParseLevel(f *testing.F) {
	for _, s := range append(acrValues(), "", "Level400", "urn:be:fedict:iam:fas:Level0400", "urn:be:fedict:iam:fas:x:Level400") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		l, box, ok := ParseLevel(s)
		if !ok {
			return
		}
		if want := map[string]string{"": l.URN(), Citizen: l.groupURN(Citizen), Enterprise: l.groupURN(Enterprise)}[box]; want != s {
			t.Errorf("%q is read as %q", s, want)
		}
	})
}

func FuzzLoopback(f *testing.F) {
	for _, s := range []string{testCallback, "http://[::1]:1/callback", "http://localhost/callback", "http://127.0.0.1:99999/callback", "//"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !loopback(s, []string{"/callback"}) {
			return
		}
		u, err := url.Parse(s)
		if err != nil || u.Scheme != "http" || u.Path != "/callback" || u.RawQuery != "" || u.Fragment != "" || u.User != nil ||
			u.Hostname() != "127.0.0.1" && u.Hostname() != "::1" {
			t.Errorf("%q is let through", s)
		}
	})
}

func FuzzParseAuthorize(f *testing.F) {
	p, err := New(Config{BaseURL: testBase, Keys: testKeys()})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(newAttempt().params.Encode())
	f.Add(newAttempt("prompt", "none login", "max_age", "x").params.Encode())
	f.Add("client_id=ebox-sandbox&client_id=x&%zz")
	f.Fuzz(func(t *testing.T, s string) {
		q, err := url.ParseQuery(s)
		if err != nil {
			return
		}
		req, err := p.parseAuthorize(q)
		var stays *pageError
		var goes *refusal
		switch {
		case err == nil:
			if len(req.challenge) != 43 || len(req.boxes) == 0 || req.level == 0 || !loopback(req.redirectURI, p.cfg.RedirectPaths) {
				t.Errorf("let through: %+v", req)
			}
		case errors.As(err, &stays):
		case errors.As(err, &goes):
			if !loopback(req.redirectURI, p.cfg.RedirectPaths) || strings.ContainsAny(goes.description, "\"\\\r\n") {
				t.Errorf("redirects %q to %q", goes.description, req.redirectURI)
			}
		default:
			t.Errorf("error of another kind: %v", err)
		}
	})
}

func FuzzGoto(f *testing.F) {
	p, err := New(Config{BaseURL: testBase, Keys: testKeys()})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(testBase + "/fas/oauth2/authorize?sandbox_login=abc&x=%20")
	f.Add("https://example.org/")
	f.Fuzz(func(t *testing.T, s string) {
		if id := p.gotoLogin(s); id != "" && !strings.HasPrefix(s, testBase+"/fas/oauth2/authorize?") {
			t.Errorf("%q gives %q", s, id)
		}
	})
}

func FuzzParseKept(f *testing.F) {
	p, err := New(Config{BaseURL: testBase, Keys: testKeys()})
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte(`[{"client":"ebox-sandbox","person":"specimen-fr","level":450,"refresh":"` + hash("x").String() + `"}]`))
	f.Add([]byte(`[`))
	f.Fuzz(func(t *testing.T, b []byte) {
		families, err := p.parseKept(b)
		for _, x := range families {
			if err != nil || x.owner() == "" || x.refresh == (digest{}) && !strings.Contains(string(b), strings.Repeat("A", 43)) {
				t.Errorf("family without owner or token, %v", err)
			}
		}
	})
}

func FuzzHint(f *testing.F) {
	p, err := New(Config{BaseURL: testBase, Keys: testKeys()})
	if err != nil {
		f.Fatal(err)
	}
	good, err := p.sign(map[string]string{"iss": p.Issuer(), "sub": "somebody"})
	if err != nil {
		f.Fatal(err)
	}
	f.Add("x.y.z")
	f.Add(good[:len(good)-4])
	f.Fuzz(func(t *testing.T, s string) {
		if sub := p.hintSubject(s); sub != "" && s != good {
			t.Errorf("%q is taken for a token of %q", s, sub)
		}
	})
	if p.hintSubject(good) != "somebody" {
		f.Error("a good token is refused")
	}
}
