package ebox

import (
	"errors"
	"net/url"
	"testing"
)

func TestBaseURL(t *testing.T) {
	tests := map[string]struct {
		in              string
		public, sandbox bool
	}{
		"https":            {"https://services.socialsecurity.be/REST/ebox/enterprise/messageRegistry/v2/", true, true},
		"capitals":         {"HTTPS://Example.test", true, true},
		"port":             {"https://example.test:8443/x", true, true},
		"http":             {"http://example.test/", false, false},
		"loopback":         {"http://127.0.0.1:4444/x", false, true},
		"loopback, v6":     {"http://[::1]:4444/x", false, true},
		"loopback, mapped": {"http://[::ffff:127.0.0.1]:4444/x", false, true},
		"loopback, name":   {"http://localhost:4444/x", false, true},
		"not loopback":     {"http://127.0.0.1.evil.test/", false, false},
		"not localhost":    {"http://localhost.evil.test/", false, false},
		"local network":    {"http://192.168.1.1/", false, false},
		"user":             {"https://user:pass@example.test/", false, false},
		"user as host":     {"https://example.test@evil.test/", false, false},
		"query":            {"https://example.test/?x=1", false, false},
		"empty query":      {"https://example.test/?", false, false},
		"fragment":         {"https://example.test/#x", false, false},
		"no host":          {"https:///x", false, false},
		"opaque":           {"https:example.test", false, false},
		"other scheme":     {"file:///etc/passwd", false, false},
		"relative":         {"/REST", false, false},
		"empty":            {"", false, false},
		"control":          {"https://example.test/\x7f", false, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			for sandbox, want := range map[bool]bool{false: tt.public, true: tt.sandbox} {
				_, err := baseURL(tt.in, sandbox)
				if (err == nil) != want || err != nil && !errors.Is(err, ErrNotAllowed) {
					t.Errorf("sandbox %v: %v", sandbox, err)
				}
			}
			if _, err := NewFederation(tt.in, Options{}); (err == nil) != tt.public {
				t.Errorf("NewFederation: %v", err)
			}
		})
	}
}

func TestOrigin(t *testing.T) {
	tests := map[string]struct {
		a, b string
		same bool
	}{
		"default port":       {"https://a.test/x", "https://a.test:443/y?z", true},
		"default http port":  {"http://a.test", "http://A.test:80", true},
		"capitals":           {"https://a.test", "HTTPS://A.TEST/", true},
		"other port":         {"https://a.test", "https://a.test:8443", false},
		"other scheme":       {"https://a.test", "http://a.test:443", false},
		"other host":         {"https://a.test", "https://b.a.test", false},
		"final dot":          {"https://a.test", "https://a.test./", false},
		"user":               {"https://a.test", "https://x@a.test", false},
		"v6":                 {"https://[::1]", "https://[::1]:443", true},
		"backslash":          {"https://a.test", `https://a.test\@evil.test`, false},
		"prefix of the host": {"https://a.test", "https://a.test.evil.test", false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			a, _ := url.Parse(tt.a)
			b, _ := url.Parse(tt.b)
			if same := originOf(a) == originOf(b) && originOf(a) != ""; same != tt.same {
				t.Errorf("%q and %q", originOf(a), originOf(b))
			}
		})
	}
}

func TestAllows(t *testing.T) {
	w := newWorld(t)
	w.live("finance")
	w.providers = append(w.providers,
		providerJSON("plain", map[string]any{"messageProviderUrl": "http://plain.test/"}),
		providerJSON("local", map[string]any{"messageProviderUrl": "http://127.0.0.1:4444/x"}),
		providerJSON("resting", map[string]any{"messageProviderActivationDate": "9000-01-01"}),
	)
	tests := map[string]struct{ before, public, sandbox bool }{
		"https://federation.test/anything": {true, true, true},
		"https://federation.test:444/":     {false, false, false},
		"https://finance.test/other":       {false, true, true},
		"http://finance.test/base":         {false, false, false},
		"https://resting.test/":            {false, true, true},
		"http://plain.test/":               {false, false, false},
		"https://plain.test/":              {false, false, false},
		"http://127.0.0.1:4444/y":          {false, false, true},
		"http://127.0.0.1:4445/y":          {false, false, false},
		"https://evil.test/":               {false, false, false},
		"https://user@finance.test/":       {false, false, false},
	}
	for raw, want := range tests {
		t.Run(raw, func(t *testing.T) {
			u, err := url.Parse(raw)
			if err != nil {
				t.Fatal(err)
			}
			f, s := w.federation(Options{}), w.federation(Options{Sandbox: true})
			if f.Allows(u) != want.before || f.Allows(nil) {
				t.Errorf("before the list is known: %v", f.Allows(u))
			}
			for _, f := range []*Federation{f, s} {
				if _, err := f.Providers(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			if f.Allows(u) != want.public || s.Allows(u) != want.sandbox {
				t.Errorf("allowed %v, in the sandbox %v", f.Allows(u), s.Allows(u))
			}
		})
	}
}
