package ebox

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestWhereContentIsFetched(t *testing.T) {
	tests := map[string]struct {
		a    Attachment
		want string // call; "": none, ErrNotAllowed
	}{
		"no address":             {Attachment{ID: "x%3Ay 1"}, "a.test GET /base/ebox/messages/m%2F1/attachments/x%253Ay%201/content"},
		"own origin":             {Attachment{ID: "1", href: "https://A.test:443/docs/7?x=1#f"}, "a.test:443 GET /docs/7?x=1"},
		"own origin, without id": {Attachment{href: "https://a.test/docs/7"}, "a.test GET /docs/7"},
		"foreign":                {Attachment{ID: "1", href: "https://evil.test/docs/7"}, "a.test GET /base/ebox/messages/m%2F1/attachments/1/content"},
		"foreign, without id":    {Attachment{href: "https://evil.test/docs/7"}, ""},
		"other port":             {Attachment{href: "https://a.test:8443/docs/7"}, ""},
		"http":                   {Attachment{href: "http://a.test/docs/7"}, ""},
		"user":                   {Attachment{href: "https://a.test@evil.test/"}, ""},
		"federation":             {Attachment{href: "https://federation.test/"}, ""},
		"relative":               {Attachment{href: "/docs/7"}, ""},
		"script":                 {Attachment{href: "javascript:alert(1)"}, ""},
		"broken":                 {Attachment{href: "https://a.test/%zz"}, ""},
		"nothing":                {Attachment{}, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.live("a")
			bytes := answering(200, "bytes")
			w.hosts["a.test"], w.hosts["A.test:443"] = bytes, bytes
			f := w.federation(Options{})
			b, err := f.Content(t.Context(), &Message{Key: Key{"a", "m/1"}}, &tt.a, 100)
			if tt.want == "" {
				if !errors.Is(err, ErrNotAllowed) || len(w.calls) != 1 {
					t.Errorf("got %v, %v", err, w.calls)
				}
				return
			}
			if err != nil || string(b) != "bytes" {
				t.Fatalf("got %q, %v", b, err)
			}
			if got := w.calls[1]; got != tt.want && got != "A.test:443"+tt.want[len("a.test:443"):] {
				t.Errorf("called %s, want %s", got, tt.want)
			}
		})
	}
}

func TestAttachmentMetadata(t *testing.T) {
	w := newWorld(t)
	b := w.live("a")
	b.extra["GET /ebox/messages/1/attachments"] = answering(200, `{"items":[{"attachmentId":"x","fileName":"f"},{}],"totalItems":2}`).ServeHTTP
	b.extra["GET /ebox/messages/1/attachments/x"] = answering(200, `{"attachmentId":"x","fileName":"f"}`).ServeHTTP
	f := w.federation(Options{})
	providerIDs(t, f)
	r, err := f.registry(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	want := Attachment{ID: "x", FileName: Untrusted("f")}
	list, err := r.Attachments.List(t.Context(), "1")
	if diff := cmp.Diff([]Attachment{want}, list, cmp.AllowUnexported(Attachment{})); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
	one, err := r.Attachments.Get(t.Context(), "1", "x")
	if diff := cmp.Diff(&want, one, cmp.AllowUnexported(Attachment{})); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
}

// drip is a body that gives one byte now and then, and after some of them nothing more.
type drip struct {
	ctx   context.Context
	pause time.Duration
	left  int
}

func (d *drip) Read(p []byte) (int, error) {
	pause := d.pause
	if d.left == 0 {
		pause = time.Hour
	}
	select {
	case <-time.After(pause):
		d.left--
		p[0] = 'x'
		return 1, nil
	case <-d.ctx.Done():
		return 0, d.ctx.Err()
	}
}

func (d *drip) Close() error { return nil }

func TestSlowDocumentIsWaitedForAndSilentOneIsNot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		rt := only(func(r *http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, Body: &drip{r.Context(), 20 * time.Second, 9}, ContentLength: -1, Header: http.Header{}}, nil
		})
		r, err := NewRegistry(Provider{URL: "https://a.test", APIVersion: "2.1"}, Options{HTTP: &http.Client{Transport: rt}})
		if err != nil {
			t.Fatal(err)
		}
		s, err := r.Attachments.Content(t.Context(), "1", &Attachment{ID: "x"})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Body.Close()
		start := time.Now()
		b, err := io.ReadAll(s.Body)
		if !bytes.Equal(b, []byte("xxxxxxxxx")) || !errors.Is(err, ErrUnavailable) {
			t.Errorf("got %q, %v", b, err)
		}
		if took := time.Since(start); took != 9*20*time.Second+30*time.Second {
			t.Errorf("gave up after %s", took)
		}
	})
}

func TestSilenceBeforeTheFirstByte(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		rt := only(func(r *http.Request) (*http.Response, error) { return serve(slow(time.Hour, nil), r) })
		r, err := NewRegistry(Provider{URL: "https://a.test", APIVersion: "2.1"}, Options{HTTP: &http.Client{Transport: rt}})
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		if _, err := r.Attachments.Content(t.Context(), "1", &Attachment{ID: "x"}); !errors.Is(err, ErrUnavailable) || time.Since(start) != 30*time.Second {
			t.Errorf("got %v after %s", err, time.Since(start))
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := r.Attachments.Content(ctx, "1", &Attachment{ID: "x"}); !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, ErrUnavailable) {
			t.Errorf("the caller's end: %v", err)
		}
	})
}
