package sandbox

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"myebox/ebox/sandbox/mailbox"
)

// provider is what a test needs to know of a MessageProvider.
type provider struct {
	MessageProviderID                 string
	MessageProviderURL                string
	MessageProviderActivationDate     string
	MessageProviderPlannedMaintenance []mailbox.Maintenance
	APISupportedVersion               string
}

// proxy stands in front of the sandbox; rewrite says how it passes a request on.
func proxy(t *testing.T, rewrite func(*httputil.ProxyRequest)) string {
	t.Helper()
	srv := httptest.NewServer(&httputil.ReverseProxy{Rewrite: rewrite})
	t.Cleanup(srv.Close)
	return srv.URL
}

// TestAnnounce walks through proxies that map the announced base URL in different ways: the document's address must lead
// through the proxy too, and what is fetched there must be the document.
func TestAnnounce(t *testing.T) {
	for name, tt := range map[string]struct {
		announced func(proxy string) string
		target    func(own string, r *httputil.ProxyRequest)
	}{
		"joined with the registry's own path": {
			func(p string) string { return p + "/rec/" },
			func(own string, r *httputil.ProxyRequest) {
				u, _ := url.Parse(own + registryPath("nsso", Citizen) + strings.TrimPrefix(r.In.URL.EscapedPath(), "/rec"))
				u.RawQuery = r.In.URL.RawQuery
				r.Out.URL = u
			},
		},
		"the own path, passed on as it is": {
			func(p string) string { return p + "/nsso/REST/ebox/{box}/messageRegistry/v2" },
			func(own string, r *httputil.ProxyRequest) { u, _ := url.Parse(own); r.SetURL(u) },
		},
		"no path, passed on as it is": {
			func(p string) string { return p },
			func(own string, r *httputil.ProxyRequest) { u, _ := url.Parse(own); r.SetURL(u) },
		},
		"a path of its own, passed on as it is": {
			func(p string) string { return p + "/rec/v2" },
			func(own string, r *httputil.ProxyRequest) { u, _ := url.Parse(own); r.SetURL(u) },
		},
	} {
		t.Run(name, func(t *testing.T) {
			var own string
			passed := 0
			front := proxy(t, func(r *httputil.ProxyRequest) {
				passed++
				tt.target(own, r)
			})
			announced := tt.announced(front)
			b := newBench(t, func(c *Config) { c.Announce = map[string]string{"nsso": announced} })
			own = b.url
			base := strings.TrimSuffix(strings.ReplaceAll(announced, "{box}", Citizen), "/")
			providers := into[[]provider](b, b.do(ask{url: federationPath(Citizen) + "/messageProviders", token: "citizen"}))
			for _, p := range providers {
				want := b.url + registryPath(p.MessageProviderID, Citizen)
				switch p.MessageProviderID {
				case "nsso":
					want = base
				case "mobility":
					want = strings.TrimSuffix(want, "2") + "3"
				}
				if p.MessageProviderURL != want {
					t.Errorf("%s announced at %s, want %s", p.MessageProviderID, p.MessageProviderURL, want)
				}
			}
			list := into[mailbox.Messages](b, b.do(ask{url: base + "/ebox/messages?pageSize=100", token: "citizen"}))
			for _, m := range list.Items {
				main, _ := documents(m)
				if main == nil {
					continue
				}
				if !strings.HasPrefix(main.ContentHref, base+"/ebox/messages/") {
					t.Fatalf("document at %s, announced %s", main.ContentHref, base)
				}
				if a := b.do(ask{url: main.ContentHref, token: "citizen"}); a.status != http.StatusOK || len(a.body) == 0 {
					t.Errorf("the document: %d with %d bytes", a.status, len(a.body))
				}
				break
			}
			if passed != 2 {
				t.Errorf("%d requests went through the proxy, want 2", passed)
			}
			image := into[struct{ Items []mailbox.SenderOrganization }](b, b.get("nsso", "citizen", "/referenceData/senderOrganizations")).Items[0].OrganizationLogos
			if len(image) > 0 && !strings.HasPrefix(image[0].ContentHref, base+"/referenceData/") {
				t.Errorf("logo at %s, announced %s", image[0].ContentHref, base)
			}
		})
	}
}

func TestAnnounceRefuses(t *testing.T) {
	b := newBench(t)
	for name, m := range map[string]map[string]string{
		"unknown provider": {"nosuch": "http://a"},
		"no host":          {"nsso": "/a"},
		"another scheme":   {"nsso": "ftp://a"},
		"a query":          {"nsso": "http://a/?b"},
		"no URL":           {"nsso": "http://a b"},
	} {
		cfg := b.sandbox.cfg
		cfg.Announce = m
		if _, err := New(cfg); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
}

func TestSegments(t *testing.T) {
	for path, want := range map[string][]string{
		"/": nil, "/a///b/": {"a", "b"}, "/a%2Fb/%20": {"a/b", " "}, "/a:b": {"a:b"}, "/%C3%A9": {"é"},
	} {
		u, err := url.Parse(path)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := segments(u)
		if diff := cmp.Diff(want, got); diff != "" || !ok {
			t.Errorf("%s: %t (-want +got):\n%s", path, ok, diff)
		}
	}
}
