package ebox

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestJoin(t *testing.T) {
	tests := map[string]struct {
		base     string
		elements []string
		want     string
	}{
		"final slash":   {"https://a.test/base/", []string{"ebox", "messages"}, "https://a.test/base/ebox/messages"},
		"none":          {"https://a.test/base", []string{"ebox"}, "https://a.test/base/ebox"},
		"no path":       {"https://a.test", []string{"ebox"}, "https://a.test/ebox"},
		"slash in id":   {"https://a.test/", []string{"m", "a/b"}, "https://a.test/m/a%2Fb"},
		"others in id":  {"https://a.test/", []string{"m", "a:b c?d#e%2F"}, "https://a.test/m/a:b%20c%3Fd%23e%252F"},
		"outside ASCII": {"https://a.test/", []string{"é"}, "https://a.test/%C3%A9"},
		"dots inside":   {"https://a.test/", []string{"db2b.SPFETCS-FODWASO.fgov.be", "..."}, "https://a.test/db2b.SPFETCS-FODWASO.fgov.be/..."},
		"escaped base":  {"https://a.test/x%2Fy/", []string{"a/b"}, "https://a.test/x%2Fy/a%2Fb"},
		"parent":        {"https://a.test/", []string{"m", ".."}, ""},
		"itself":        {"https://a.test/", []string{"m", "."}, ""},
		"empty":         {"https://a.test/", []string{"m", ""}, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			base, err := url.Parse(tt.base)
			if err != nil {
				t.Fatal(err)
			}
			u, err := join(base, tt.elements, nil)
			if tt.want == "" {
				if !errors.Is(err, ErrNotFound) {
					t.Errorf("got %v, %v", u, err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, u.String()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// bearer adds a token as the session's transport does.
type bearer struct{ next http.RoundTripper }

func (b bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer secret")
	return b.next.RoundTrip(r)
}

// TestRedirectsCarryNothing goes through real sockets: no server but the provider sees a call, whatever it answers.
func TestRedirectsCarryNothing(t *testing.T) {
	thief := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		t.Errorf("a redirect was followed: %s %s, authorization %q", r.Method, r.URL, r.Header.Get("Authorization"))
	}))
	defer thief.Close()
	for _, status := range []int{301, 302, 303, 307, 308} {
		server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Authorization") != "Bearer secret" {
				t.Error("the provider got no token")
			}
			http.Redirect(rw, r, thief.URL, status)
		}))
		hc := &http.Client{Transport: bearer{http.DefaultTransport}, CheckRedirect: func(*http.Request, []*http.Request) error { return nil }}
		reg, err := NewRegistry(Provider{ID: "a", URL: server.URL, APIVersion: "2.1"}, Options{HTTP: hc, Sandbox: true})
		if err != nil {
			t.Fatal(err)
		}
		calls := map[string]func() error{
			"message": func() error { _, err := reg.Messages.Get(t.Context(), "1"); return err },
			"content": func() error { _, err := reg.Attachments.Content(t.Context(), "1", &Attachment{ID: "a"}); return err },
			"hide":    func() error { return reg.Messages.SetVisible(t.Context(), false, "1") },
			"logo":    func() error { _, err := reg.ReferenceData.OrganizationImage(t.Context(), "1", "2"); return err },
		}
		for name, call := range calls {
			var got *StatusError
			if err := call(); !errors.As(err, &got) || got.HTTP != status {
				t.Errorf("%s, %d: got %v", name, status, err)
			}
		}
		server.Close()
	}
}

func TestRequestHeaders(t *testing.T) {
	var got http.Header
	w := newWorld(t)
	b := w.live("a")
	b.extra["GET /ebox/messages/1"] = func(rw http.ResponseWriter, r *http.Request) {
		got = r.Header.Clone()
		writeJSON(rw, 200, messageJSON("1", 0))
	}
	if _, err := w.federation(Options{}).Message(t.Context(), Key{"a", "1"}); err != nil {
		t.Fatal(err)
	}
	want := http.Header{"Accept": {"application/json"}, "User-Agent": {"ebox"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// endless is a body without end.
type endless struct{ read int64 }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	e.read += int64(len(p))
	return len(p), nil
}

func (e *endless) Close() error { return nil }

// only is a RoundTripper with one answer.
type only func(*http.Request) (*http.Response, error)

func (o only) RoundTrip(r *http.Request) (*http.Response, error) { return o(r) }

func TestBodiesAreLimited(t *testing.T) {
	tests := map[string]struct {
		status int
		call   func(context.Context, *Registry) error
		limit  int64
		is     error
	}{
		"list": {200, func(ctx context.Context, r *Registry) error {
			_, err := r.Messages.List(ctx, ListOptions{})
			return err
		}, maxList, ErrMalformed},
		"message": {200, func(ctx context.Context, r *Registry) error { _, err := r.Messages.Get(ctx, "1"); return err }, maxItem, ErrMalformed},
		"name": {200, func(ctx context.Context, r *Registry) error {
			_, err := r.ReferenceData.MessageType(ctx, "1")
			return err
		}, maxList, ErrMalformed},
		"logo": {200, func(ctx context.Context, r *Registry) error {
			_, err := r.ReferenceData.ApplicationImage(ctx, "1", "2")
			return err
		}, maxImage, ErrMalformed},
		"error": {400, func(ctx context.Context, r *Registry) error { _, err := r.Messages.Get(ctx, "1"); return err }, maxError, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			body := &endless{}
			rt := only(func(*http.Request) (*http.Response, error) {
				return &http.Response{StatusCode: tt.status, Body: body, ContentLength: -1, Header: http.Header{}}, nil
			})
			r, err := NewRegistry(Provider{ID: "a", URL: "https://a.test", APIVersion: "2.1"}, Options{HTTP: &http.Client{Transport: rt}})
			if err != nil {
				t.Fatal(err)
			}
			if err := tt.call(t.Context(), r); err == nil || tt.is != nil && !errors.Is(err, tt.is) {
				t.Errorf("got %v", err)
			}
			if body.read > tt.limit+64<<10 {
				t.Errorf("%d bytes were read, the limit is %d", body.read, tt.limit)
			}
		})
	}
}

func TestErrorsHoldNoAddress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		secret := "private+words"
		for name, rt := range map[string]only{
			"network":   func(*http.Request) (*http.Response, error) { return nil, io.ErrUnexpectedEOF },
			"transport": func(*http.Request) (*http.Response, error) { return nil, errors.New("login required") },
			"status":    func(r *http.Request) (*http.Response, error) { return serve(answering(500, "oops"), r) },
			"malformed": func(r *http.Request) (*http.Response, error) { return serve(answering(200, r.URL.String()), r) },
			"silence":   func(r *http.Request) (*http.Response, error) { return serve(slow(time.Hour, nil), r) },
		} {
			r, err := NewRegistry(Provider{ID: "a", URL: "https://a.test", APIVersion: "2.1"}, Options{HTTP: &http.Client{Transport: rt}})
			if err != nil {
				t.Fatal(err)
			}
			_, err = r.Messages.List(t.Context(), ListOptions{Query: Query{Q: "private words", QLang: "fr"}})
			if err == nil || strings.Contains(err.Error(), secret) || strings.Contains(err.Error(), "a.test") || !strings.Contains(err.Error(), "getMessagesByEBoxId") {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func TestBodyThatBreaksOff(t *testing.T) {
	for name, cause := range map[string]error{"cut": io.ErrUnexpectedEOF, "reset": errors.New("something of a lower layer")} {
		body := io.NopCloser(io.MultiReader(strings.NewReader(`{"messageId":`), failing{cause}))
		rt := only(func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, Body: body, ContentLength: -1, Header: http.Header{}}, nil
		})
		r, err := NewRegistry(Provider{ID: "a", URL: "https://a.test", APIVersion: "2.1"}, Options{HTTP: &http.Client{Transport: rt}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.Messages.Get(t.Context(), "1"); !errors.Is(err, ErrUnavailable) || !errors.Is(err, cause) {
			t.Errorf("%s: %v", name, err)
		}
		s, err := r.Attachments.Content(t.Context(), "1", &Attachment{ID: "x"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadAll(s.Body); !errors.Is(err, ErrUnavailable) || !errors.Is(err, cause) {
			t.Errorf("%s, document: %v", name, err)
		}
		s.Body.Close()
	}
}

// failing is a reader that fails.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func TestWhoEndedTheCall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		rt := only(func(r *http.Request) (*http.Response, error) { return serve(slow(time.Hour, nil), r) })
		r, err := NewRegistry(Provider{ID: "a", URL: "https://a.test", APIVersion: "2.1"}, Options{HTTP: &http.Client{Transport: rt}})
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		_, err = r.Messages.Get(t.Context(), "1")
		if !errors.Is(err, ErrUnavailable) || time.Since(start) != 10*time.Second {
			t.Errorf("nobody: %v after %s", err, time.Since(start))
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err = r.Messages.Get(ctx, "1"); !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, ErrUnavailable) {
			t.Errorf("the caller's time limit: %v", err)
		}
		ctx, stop := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, stop)
		if _, err = r.Messages.Get(ctx, "1"); !errors.Is(err, context.Canceled) || errors.Is(err, ErrUnavailable) {
			t.Errorf("the caller: %v", err)
		}
	})
}

func TestNewRegistryRefuses(t *testing.T) {
	for name, tt := range map[string]struct {
		p  Provider
		is error
	}{
		"http":    {Provider{URL: "http://a.test", APIVersion: "2.1"}, ErrNotAllowed},
		"version": {Provider{URL: "https://a.test", APIVersion: "3.0"}, ErrNotOffered},
	} {
		if _, err := NewRegistry(tt.p, Options{}); !errors.Is(err, tt.is) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
