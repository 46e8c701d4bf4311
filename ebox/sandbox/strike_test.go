package sandbox

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"myebox/ebox/sandbox/mailbox"
)

// seen is what a client notices of an answer.
type seen struct {
	Status     int
	Type       string // Content-Type, without parameters
	RetryAfter string
	Marked     bool // says that it is broken on purpose
	JSON       bool // the body is whole and readable
	Cut        bool // the body ended early, or nothing came
}

func (a answer) seen() seen {
	kind, _, _ := strings.Cut(a.header.Get("Content-Type"), ";")
	return seen{
		a.status, kind, a.header.Get("Retry-After"), a.header.Get(FaultHeader) != "", a.err == nil && json.Valid(a.body), a.err != nil,
	}
}

// TestFaultsOfAList walks all kinds on a JSON operation.
func TestFaultsOfAList(t *testing.T) {
	const jsonType, problemType = "application/json", "application/problem+json"
	for kind, want := range map[string]seen{
		"400":                          {400, jsonType, "", true, true, false},
		"401":                          {401, problemType, "", true, true, false},
		"403":                          {403, problemType, "", true, true, false},
		"404":                          {404, jsonType, "", true, true, false},
		"409":                          {409, jsonType, "", true, true, false},
		"429:retry-after=2":            {429, problemType, "2", true, true, false},
		"429:retry-after=1500ms":       {429, problemType, "2", true, true, false},
		"500":                          {500, problemType, "", true, true, false},
		"503:retry-after=1m":           {503, problemType, "60", true, true, false},
		"problem":                      {502, problemType, "", true, true, false},
		"problem:status=418":           {418, problemType, "", true, true, false},
		"html":                         {502, "text/html", "", true, false, false},
		"html:status=200":              {200, "text/html", "", true, false, false},
		"empty":                        {502, "", "", true, false, false},
		"empty:status=200":             {200, "", "", true, false, false},
		"broken":                       {200, jsonType, "", true, false, false},
		"length:bytes=-1":              {200, jsonType, "", true, false, false},
		"length:bytes=1":               {200, jsonType, "", true, false, false},
		"cut":                          {200, jsonType, "", true, false, true},
		"cut:bytes=5":                  {200, jsonType, "", true, false, true},
		"cut:bytes=0":                  {0, "", "", false, false, true},
		"digest":                       {200, jsonType, "", true, true, false},
		"huge:bytes=100000":            {200, jsonType, "", true, false, false},
		"redirect":                     {302, "", "", true, false, false},
		"redirect:to=http://127.0.0.1": {302, "", "", true, false, false},
	} {
		t.Run(kind, func(t *testing.T) {
			b := newBench(t)
			if err := b.sandbox.Faults().SetText("nsso:getMessagesByEBoxId:count=1:" + kind); err == nil {
				t.Fatal("the kind may not come after options")
			}
			head, options, _ := strings.Cut(kind, ":")
			if options != "" {
				options = ":" + options
			}
			if err := b.sandbox.Faults().SetText("nsso:getMessagesByEBoxId:" + head + ":count=1" + options); err != nil {
				t.Fatal(err)
			}
			list := ask{url: registryPath("nsso", Citizen) + "/ebox/messages?pageSize=3", token: "citizen"}
			got := b.do(list)
			if diff := cmp.Diff(want, got.seen()); diff != "" {
				t.Errorf("(-want +got):\n%s\n%.200s", diff, got.body)
			}
			switch head {
			case "401":
				if !strings.Contains(got.header.Get("WWW-Authenticate"), "invalid_token") {
					t.Errorf("challenge %q", got.header.Get("WWW-Authenticate"))
				}
			case "huge":
				if len(got.body) < 100000 || len(got.body) > 200000 {
					t.Errorf("%d bytes", len(got.body))
				}
			case "redirect":
				_, to, _ := strings.Cut(options, ":to=")
				if want := strings.TrimSuffix(to, "/"); !strings.HasPrefix(got.header.Get("Location"), "http") || !strings.Contains(got.header.Get("Location"), want) {
					t.Errorf("to %q, want %q", got.header.Get("Location"), want)
				}
			}
			for _, other := range []ask{list, {url: registryPath("finance", Citizen) + "/ebox/messages", token: "citizen"}} {
				if a := b.do(other); a.status != 200 || a.header.Get(FaultHeader) != "" || a.err != nil {
					t.Errorf("afterwards %s: %d, %v", other.url, a.status, a.err)
				}
			}
		})
	}
}

// TestFaultsOfADocument walks the kinds that spoil bytes.
func TestFaultsOfADocument(t *testing.T) {
	b := newBench(t)
	p, m := b.find("citizen", "a document", func(m mailbox.Message) bool { main, _ := documents(m); return main != nil && main.Size > 1 })
	main, _ := documents(m)
	document := ask{url: main.ContentHref, token: "citizen"}
	right := b.do(document)
	length := len(right.body)
	for kind, want := range map[string]struct {
		length int
		cut    bool
	}{
		"broken":                  {length / 2, false},
		"length":                  {length / 2, false},
		"length:bytes=-3":         {length - 3, false},
		"length:bytes=3":          {length + 3, false},
		"length:bytes=-999999999": {0, false},
		"cut":                     {length / 2, true},
		"cut:bytes=7":             {7, true},
		"digest":                  {length, false},
		"huge:bytes=70000":        {70000, false},
	} {
		t.Run(kind, func(t *testing.T) {
			b.sandbox.Faults().Clear()
			if err := b.sandbox.Faults().SetText(p + ":getAttachmentContentById:" + kind); err != nil {
				t.Fatal(err)
			}
			got := b.do(document)
			if len(got.body) != want.length || (got.err != nil) != want.cut || got.status != 200 {
				t.Errorf("%d: %d bytes, %v; want %+v", got.status, len(got.body), got.err, want)
			}
			if string(got.body) == string(right.body) {
				t.Error("the document is right")
			}
			if announced := got.header.Get("Content-Length"); kind != "huge:bytes=70000" && !want.cut && announced != fmt.Sprint(want.length) {
				t.Errorf("announced %s bytes, want %d", announced, want.length)
			}
		})
	}
}

func TestFaultyDigestInAList(t *testing.T) {
	b := newBench(t)
	path := "/ebox/messages?pageSize=100"
	right := b.get("nsso", "citizen", path)
	if err := b.sandbox.Faults().SetText("nsso:getMessagesByEBoxId:digest"); err != nil {
		t.Fatal(err)
	}
	digests := func(a answer) (all []string) {
		for _, m := range into[mailbox.Messages](b, a).Items {
			main, annexes := documents(m)
			if main != nil {
				annexes = append(annexes, *main)
			}
			for _, d := range annexes {
				if d.Digest != nil {
					all = append(all, d.Digest.DigestValue)
				}
			}
		}
		return all
	}
	was, is := digests(right), digests(b.get("nsso", "citizen", path))
	if len(was) == 0 || len(was) != len(is) {
		t.Fatalf("%d digests, then %d", len(was), len(is))
	}
	for i := range was {
		if was[i] == is[i] || was[i][1:] != is[i][1:] {
			t.Errorf("digest %s became %s", was[i], is[i])
		}
	}
}

// TestFaultsElsewhere makes the federation and the login fail.
func TestFaultsElsewhere(t *testing.T) {
	login := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "{}") })
	b := newBench(t, func(c *Config) { c.Login = login })
	if err := b.sandbox.Faults().Set(
		Fault{Provider: FederationName, Operation: "findAllMessageProviders", Kind: "404"},
		Fault{Provider: LoginName, Operation: "access_token", Kind: "404", Count: 1},
		Fault{Provider: "nsso", Operation: "*", Kind: "503", Count: 1},
	); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		url, token string
		want       int
	}{
		{federationPath(Citizen) + "/messageProviders", "citizen", 404},
		{"/fas/oauth2/access_token", "", 404},
		{"/fas/oauth2/access_token", "", 200},
		{"/fas/oauth2/userinfo", "", 200},
		{registryPath("nsso", Citizen) + "/ebox", "citizen", 503},
		{registryPath("nsso", Citizen) + "/ebox", "citizen", 200},
	} {
		if got := b.do(ask{url: tt.url, token: tt.token}); got.status != tt.want {
			t.Errorf("%s: %d, want %d", tt.url, got.status, tt.want)
		}
	}
	if err := b.sandbox.Faults().Set(Fault{Provider: "nsso", Operation: "nosuch", Kind: "503"}); err == nil {
		t.Error("a fault of no operation was set")
	}
	want := []RequestCount{
		{"fas", "access_token", 2}, {"fas", "userinfo", 1}, {"federation", "findAllMessageProviders", 1}, {"nsso", "getEBoxById", 2},
	}
	if diff := cmp.Diff(want, b.sandbox.Requests().All()); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
	if got := b.sandbox.Requests().Count("*", "getEBoxById"); got != 2 {
		t.Errorf("%d requests of getEBoxById", got)
	}
	b.sandbox.Requests().Reset()
	if got := b.sandbox.Requests().Count("*", "*"); got != 0 {
		t.Errorf("%d requests after Reset", got)
	}
}

func TestDelay(t *testing.T) {
	b := newBench(t)
	handler := b.sandbox
	if err := handler.Faults().Set(
		Fault{Provider: "nsso", Operation: "getEBoxById", Kind: FaultDelay, Count: 1},
		Fault{Provider: "nsso", Operation: "getEBoxById", Kind: "503", Delay: time.Hour, Count: 2},
	); err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		for _, tt := range []struct {
			limit, took time.Duration
			status      int
		}{{time.Minute, 2 * time.Second, 200}, {2 * time.Hour, time.Hour, 503}, {time.Minute, time.Minute, 0}} {
			ctx, cancel := context.WithTimeout(t.Context(), tt.limit)
			req := httptest.NewRequest(http.MethodGet, registryPath("nsso", Citizen)+"/ebox", nil).WithContext(ctx)
			req.Header.Set("Authorization", "Bearer citizen")
			w := &meter{ResponseWriter: httptest.NewRecorder()}
			began := time.Now()
			handler.ServeHTTP(w, req)
			cancel()
			if took := time.Since(began); took != tt.took || w.Status() != tt.status {
				t.Errorf("%d after %v, want %d after %v", w.Status(), took, tt.status, tt.took)
			}
		}
	})
}

// TestHugeEndsWithItsClient checks that an endless body stops when nobody takes it any more.
func TestHugeEndsWithItsClient(t *testing.T) {
	done := make(chan Entry, 1)
	b := newBench(t, func(c *Config) { c.Log = func(e Entry) { done <- e } })
	if err := b.sandbox.Faults().SetText("nsso:getMessagesByEBoxId:huge"); err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(b.request(ask{url: registryPath("nsso", Citizen) + "/ebox/messages", token: "citizen"}))
	if err != nil {
		t.Fatal(err)
	}
	if n, err := io.CopyN(io.Discard, resp.Body, 1<<20); err != nil {
		t.Errorf("%d bytes, %v", n, err)
	}
	resp.Body.Close()
	if e := <-done; e.Bytes < 1<<20 || e.Bytes >= 256<<20 {
		t.Errorf("%d bytes were sent to a client that had gone", e.Bytes)
	}
}
