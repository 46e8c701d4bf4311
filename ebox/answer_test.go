package ebox

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestStatusErrors(t *testing.T) {
	u := Untrusted
	tests := map[string]struct {
		handler http.Handler
		want    StatusError
		is      error
	}{
		"StatusMessage": {
			answering(400, `{"id":"6f1c0f5e","code":"INVALID_INPUT","message":"qlang","contact":"help desk","environment":"test"}`),
			StatusError{HTTP: 400, ID: u("6f1c0f5e"), Code: u("INVALID_INPUT"), Message: u("qlang"), Contact: u("help desk")},
			nil,
		},
		"of the federation": {
			answering(404, `{"id":"1","code":"X","message":"m","stackTrace":[["a"]],"details":[{"kind":{}}]}`),
			StatusError{HTTP: 404, ID: u("1"), Code: u("X"), Message: u("m")},
			ErrNotFound,
		},
		"problem": {
			answering(401, `{"type":"urn:problem-type:belgif:expiredAccessToken","title":"Expired","status":401,"detail":"d","instance":"urn:uuid:1"}`,
				"Content-Type", "application/problem+json"),
			StatusError{HTTP: 401, ID: u("urn:uuid:1"), Code: u("urn:problem-type:belgif:expiredAccessToken"), Message: u("d")},
			ErrUnauthorized,
		},
		"problem with a title": {
			answering(403, `{"type":"about:blank","title":"Forbidden"}`),
			StatusError{HTTP: 403, Code: u("about:blank"), Message: u("Forbidden")},
			ErrForbidden,
		},
		"challenge": {
			answering(401, ``, "WWW-Authenticate", `Bearer realm="x", error="invalid_token", error_description="no"`),
			StatusError{HTTP: 401, Code: u("invalid_token")},
			ErrUnauthorized,
		},
		"empty":                 {answering(500, ``), StatusError{HTTP: 500}, ErrUnavailable},
		"HTML":                  {answering(502, `<html>Bad Gateway</html>`), StatusError{HTTP: 502}, ErrUnavailable},
		"text":                  {answering(404, `"gone"`), StatusError{HTTP: 404}, ErrNotFound},
		"list":                  {answering(400, `[1,2]`), StatusError{HTTP: 400}, nil},
		"half":                  {answering(400, `{"id":"1","co`), StatusError{HTTP: 400}, nil},
		"other types":           {answering(400, `{"id":7,"code":{"a":1},"message":null,"contact":["x"]}`), StatusError{HTTP: 400}, nil},
		"huge":                  {answering(400, `{"code":"A","message":"`+strings.Repeat("x", maxError)+`"}`), StatusError{HTTP: 400}, nil},
		"hostile":               {answering(400, `{"code":"A\u001b[31mB","id":"\u202eC"}`), StatusError{HTTP: 400, ID: u("\u202eC"), Code: u("A\x1b[31mB")}, nil},
		"conflict":              {answering(409, `{"code":"DUPLICATE"}`), StatusError{HTTP: 409, Code: u("DUPLICATE")}, nil},
		"not implemented":       {answering(400, `{"code":"NOT_IMPLEMENTED"}`), StatusError{HTTP: 400, Code: u("NOT_IMPLEMENTED")}, ErrNotOffered},
		"not implemented, 501":  {answering(501, ``), StatusError{HTTP: 501}, ErrNotOffered},
		"redirect":              {answering(302, ``, "Location", "https://evil.test/"), StatusError{HTTP: 302}, ErrMalformed},
		"redirect to nowhere":   {answering(307, ``, "Location", ":::"), StatusError{HTTP: 307}, ErrMalformed},
		"not modified, unasked": {answering(304, ``), StatusError{HTTP: 304}, ErrMalformed},
		"try later":             {answering(429, ``, "Retry-After", "120"), StatusError{HTTP: 429, RetryAfter: 2 * time.Minute}, ErrThrottled},
		"try later, date": {
			answering(503, ``, "Retry-After", "Wed, 21 Oct 2026 07:30:00 GMT", "Date", "Wed, 21 Oct 2026 07:28:00 GMT"),
			StatusError{HTTP: 503, RetryAfter: 2 * time.Minute},
			ErrUnavailable,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.live("a").extra["GET /ebox/messages/1"] = tt.handler.ServeHTTP
			_, err := w.federation(Options{}).Message(t.Context(), Key{"a", "1"})
			var got *StatusError
			if !errors.As(err, &got) {
				t.Fatalf("got %v, want a StatusError", err)
			}
			tt.want.Op = "getMessageById"
			if diff := cmp.Diff(tt.want, *got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if tt.is != nil && !errors.Is(err, tt.is) {
				t.Errorf("%v is not %v", err, tt.is)
			}
			if tt.is == nil && got.Unwrap() != nil {
				t.Errorf("stands for %v, want nothing", got.Unwrap())
			}
		})
	}
}

func TestStatusErrorText(t *testing.T) {
	e := &StatusError{Op: "getBodyContent", HTTP: 400, Code: Untrusted("A\x1b[31mB"), ID: Untrusted("7\n8"), Message: Untrusted("secret of the server")}
	if diff := cmp.Diff("ebox: getBodyContent: HTTP 400 AB (7 8)", e.Error()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff("ebox: x: HTTP 500", (&StatusError{Op: "x", HTTP: 500}).Error()); diff != "" {
		t.Error(diff)
	}
	p := &PartialError{map[string]error{"b": ErrNotFound, "a": fmt.Errorf("x: %w", ErrForbidden)}}
	if diff := cmp.Diff("ebox: 2 providers failed", p.Error()); diff != "" {
		t.Error(diff)
	}
	if causes := p.Unwrap(); len(causes) != 2 || causes[1] != ErrNotFound || !errors.Is(p, ErrForbidden) || errors.Is(p, ErrThrottled) {
		t.Errorf("causes %v", causes)
	}
	if got := (&PartialError{map[string]error{"b": ErrNotFound}}).Error(); got != "ebox: 1 provider failed" {
		t.Error(got)
	}
}

func TestChallenge(t *testing.T) {
	for in, want := range map[string]string{
		`Bearer error="invalid_token"`: "invalid_token", `Bearer realm="a",error="b",error_description="c"`: "b", `Bearer`: "", ``: "",
		`Bearer xerror="no", error="yes"`: "yes", `error="`: "", `error="a`: "", `error_uri="error="`: "",
	} {
		if got := challenge(in); got != want {
			t.Errorf("%s: got %q, want %q", in, got, want)
		}
	}
}

func FuzzErrorBodies(f *testing.F) {
	f.Add([]byte(`{"id":"1","code":"INVALID_INPUT","message":"m","contact":"c"}`), `Bearer error="invalid_token"`)
	f.Add([]byte(`{"type":"urn:x","title":"t","detail":7}`), `error="`)
	f.Add([]byte(`<html>`), `error=" "`)
	f.Fuzz(func(t *testing.T, body []byte, header string) {
		e := &StatusError{Op: "op", HTTP: 400}
		decodeError(body, e)
		if e.Code.IsZero() {
			e.Code = Untrusted(challenge(header))
		}
		for _, s := range []string{e.Error(), e.Message.String(), e.Contact.String()} {
			if problem := safe(s, false); problem != "" {
				t.Errorf("%q: %s", s, problem)
			}
		}
	})
}
