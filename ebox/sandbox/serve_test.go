package sandbox

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"myebox/ebox/sandbox/mailbox"
)

func TestIndex(t *testing.T) {
	b := newBench(t)
	a := b.do(ask{url: "/"})
	if a.status != 200 || a.header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Fatalf("%d %s", a.status, a.header.Get("Content-Type"))
	}
	for _, want := range []string{
		b.url + "/fas/oauth2", b.sandbox.FederationURL(Citizen), b.sandbox.FederationURL(Enterprise),
		b.sandbox.RegistryURL("pensions", Enterprise), "does not answer", "Nothing here is real", `href="/sandbox/requests"`,
	} {
		if !strings.Contains(string(a.body), want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	for _, wrong := range []ask{{method: "POST", url: "/"}, {url: "/index.html"}} {
		if got := b.do(wrong); got.status != 404 {
			t.Errorf("%s %s: %d", wrong.method, wrong.url, got.status)
		}
	}
}

func TestNotReady(t *testing.T) {
	b := newBench(t)
	s, err := New(b.sandbox.cfg)
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	if w.Code != 503 {
		t.Errorf("before it knows its address: %d", w.Code)
	}
}

func TestAdmin(t *testing.T) {
	b := newBench(t)
	b.get("nsso", "citizen", "/ebox")
	for _, tt := range []struct {
		ask  ask
		want int
		body string
	}{
		{ask{url: "/sandbox/requests"}, 200, `{"requests":[{"provider":"nsso","operation":"getEBoxById","count":1}]}`},
		{ask{method: "POST", url: "/sandbox/faults", mediaType: "text/plain", body: "nsso:getEBoxById:503:count=1\n\n*:*:delay:delay=1ms\n"}, 204, ""},
		{ask{url: "/sandbox/faults"}, 200, `{"faults":[{"fault":"nsso:getEBoxById:503:count=1","hits":0},{"fault":"*:*:delay:delay=1ms","hits":0}]}`},
		{ask{method: "POST", url: "/sandbox/faults", mediaType: "text/plain", body: "nonsense"}, 400, "reading fault \"nonsense\": want PROVIDER:OPERATION:KIND[:OPTION=VALUE]\n"},
		{ask{method: "POST", url: "/sandbox/faults", mediaType: "text/plain", body: strings.Repeat("x", maxJSON+1)}, 400, "the request could not be read\n"},
		{ask{method: "DELETE", url: "/sandbox/faults"}, 204, ""},
		{ask{url: "/sandbox/faults"}, 200, `{"faults":[]}`},
		{ask{method: "DELETE", url: "/sandbox/requests"}, 204, ""},
		{ask{url: "/sandbox/requests"}, 200, `{"requests":[]}`},
		{ask{url: "/sandbox/requests", header: http.Header{"Origin": {"https://elsewhere.invalid"}}}, 403, ""},
		{ask{method: "DELETE", url: "/sandbox/faults", header: http.Header{"Sec-Fetch-Site": {"cross-site"}}}, 403, ""},
	} {
		a := b.do(tt.ask)
		if a.status != tt.want || tt.want < 400 && string(a.body) != tt.body || tt.want == 400 && string(a.body) != tt.body {
			t.Errorf("%s %s: %d %q, want %d %q", tt.ask.method, tt.ask.url, a.status, a.body, tt.want, tt.body)
		}
	}
	for _, from := range []string{"192.0.2.1:5", "nonsense"} {
		r := httptest.NewRequest("GET", "/sandbox/requests", nil)
		r.RemoteAddr = from
		w := httptest.NewRecorder()
		b.sandbox.ServeHTTP(w, r)
		if w.Code != 403 {
			t.Errorf("from %s: %d", from, w.Code)
		}
	}
}

func TestLog(t *testing.T) {
	var mu sync.Mutex
	var lines []string
	b := newBench(t, func(c *Config) {
		c.Log = func(e Entry) {
			mu.Lock()
			defer mu.Unlock()
			lines = append(lines, e.String())
		}
	})
	b.do(ask{url: registryPath("nsso", Citizen) + "/ebox/messages?q=secret&qlang=fr&pageSize=1", token: "nosuch"})
	b.do(ask{url: "/a%0Ab", header: http.Header{"Cookie": {"secret"}}})
	if err := b.sandbox.Faults().SetText("nsso:getEBoxById:cut:bytes=0"); err != nil {
		t.Fatal(err)
	}
	b.do(ask{url: registryPath("nsso", Citizen) + "/ebox", token: "citizen"})
	waitFor(t, func() bool { mu.Lock(); defer mu.Unlock(); return len(lines) >= 3 })
	mu.Lock()
	defer mu.Unlock()
	want := []string{
		"GET " + registryPath("nsso", Citizen) + "/ebox/messages 401 220 0s getMessagesByEBoxId",
		"GET /a%0Ab 404 217 0s -",
		"GET " + registryPath("nsso", Citizen) + "/ebox 0 0 0s getEBoxById",
	}
	if diff := cmp.Diff(want, lines[:3]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// waitFor waits until something that a server does after its answer has happened.
func waitFor(t *testing.T, done func() bool) {
	t.Helper()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for !done() {
		select {
		case <-tick.C:
		case <-t.Context().Done():
			t.Fatal("it did not happen")
		}
	}
}

// TestAtOnce lets many clients read, hide and fail at the same time; the race detector looks on.
func TestAtOnce(t *testing.T) {
	b := newBench(t)
	list := into[mailbox.Messages](b, b.get("nsso", "citizen", "/ebox/messages?pageSize=20"))
	var wg sync.WaitGroup
	for i, m := range list.Items {
		wg.Go(func() {
			main, _ := documents(m)
			if main != nil {
				b.do(ask{url: main.ContentHref, token: "citizen"})
			}
			a := b.do(ask{
				method: "PATCH", url: registryPath("nsso", Citizen) + "/ebox/messages", token: "citizen", mediaType: "application/merge-patch+json",
				body: fmt.Sprintf(`{"items":[{"messageId":%q,"visible":false}],"totalItems":1}`, m.MessageID),
			})
			if a.status != 200 {
				t.Errorf("hiding: %d", a.status)
			}
			if err := b.sandbox.Faults().Set(Fault{Provider: "finance", Operation: "getEBoxById", Kind: "503", Skip: i}); err != nil {
				t.Error(err)
			}
			b.do(ask{url: registryPath("finance", Citizen) + "/ebox", token: "citizen"})
		})
	}
	wg.Wait()
	if got := into[mailbox.Messages](b, b.get("nsso", "citizen", "/ebox/messages?visible=false&pageSize=100")); got.TotalItems < len(list.Items) {
		t.Errorf("%d messages are hidden, want at least %d", got.TotalItems, len(list.Items))
	}
	if got := b.sandbox.Requests().Count("finance", "getEBoxById"); got != len(list.Items) {
		t.Errorf("%d requests counted, want %d", got, len(list.Items))
	}
}
