package ebox

import (
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestFailingProviders(t *testing.T) {
	tests := map[string]struct {
		fault http.Handler
		is    error
	}{
		"401":         {answering(401, `{"id":"x","code":"UNAUTHORIZED","message":"m"}`), ErrUnauthorized},
		"403":         {answering(403, ""), ErrForbidden},
		"429":         {answering(429, "", "Retry-After", "60"), ErrThrottled},
		"503":         {answering(503, "<html>"), ErrUnavailable},
		"problem":     {answering(500, `{"type":"urn:problem-type:belgif:internalServerError"}`), ErrUnavailable},
		"redirect":    {answering(302, "", "Location", "https://evil.test/"), ErrMalformed},
		"broken JSON": {answering(200, `{"items":[{"mess`), ErrMalformed},
		"null":        {answering(200, `null`), ErrMalformed},
		"HTML":        {answering(200, `<html>maintenance</html>`), ErrMalformed},
		"empty":       {answering(200, ``), ErrMalformed},
		"cut":         {http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }), ErrUnavailable},
		"silent":      {slow(time.Hour, nil), ErrUnavailable},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t)
				w.live("good", numberedBox("good", 3, 0, 1)...)
				w.live("bad").fault = func(int) http.Handler { return tt.fault }
				l := w.federation(Options{}).Open(Query{})
				v := load(t, l, 5)
				for v.Waiting {
					var err error
					if v, err = l.Wait(t.Context()); err != nil {
						t.Fatal(err)
					}
				}
				if len(v.Items) != 3 || !v.AtLeast || v.Total != 3 || v.More {
					t.Errorf("got %d items of %d, at least %v, more %v", len(v.Items), v.Total, v.AtLeast, v.More)
				}
				if len(v.Notices) != 1 || v.Notices[0].Kind != NoticeFailed || !errors.Is(v.Notices[0].Err, tt.is) {
					t.Errorf("notices %+v, want one of %v", v.Notices, tt.is)
				}
			})
		})
	}
}

func TestLoadAfterAnErrorAsksAgain(t *testing.T) {
	w := newWorld(t)
	a, b := w.live("a", messageJSON("1", 0)), w.live("b")
	no := func(int) http.Handler { return answering(401, "") }
	a.fault, b.fault = no, no
	l := w.federation(Options{}).Open(Query{})
	for range 2 {
		var partial *PartialError
		v, err := l.Load(t.Context(), 5)
		if !errors.As(err, &partial) || len(partial.Failed) != 2 || !errors.Is(err, ErrUnauthorized) || len(v.Notices) != 2 || v.More {
			t.Errorf("got %+v, %v", v, err)
		}
	}
	a.fault = nil
	v := load(t, l, 5)
	if len(v.Items) != 1 || a.sent != 3 || b.sent != 3 || len(v.Notices) != 1 {
		t.Errorf("got %d items after %d and %d pages, notices %v", len(v.Items), a.sent, b.sent, v.Notices)
	}
	w.fail(answering(500, ""))
	l = w.federation(Options{}).Open(Query{})
	if _, err := l.Load(t.Context(), 5); !errors.Is(err, ErrUnavailable) {
		t.Errorf("without a list of providers: %v", err)
	}
	w.fail(nil)
	load(t, l, 5)
}

func TestFailureOnALaterPageKeepsWhatIsThere(t *testing.T) {
	w := newWorld(t)
	b := w.live("a", numberedBox("a", 30, 0, 1)...)
	b.fault = func(page int) http.Handler {
		if page == 2 {
			return answering(400, `{"id":"7","code":"INVALID_INPUT","message":"no"}`)
		}
		return nil
	}
	l := w.federation(Options{PageSize: 10}).Open(Query{})
	load(t, l, 10)
	v := load(t, l, 20)
	var status *StatusError
	if len(v.Items) != 10 || v.Total != 30 || v.More || len(v.Notices) != 1 || !errors.As(v.Notices[0].Err, &status) {
		t.Fatalf("got %d of %d, more %v, notices %+v", len(v.Items), v.Total, v.More, v.Notices)
	}
	if diff := cmp.Diff("INVALID_INPUT", status.Code.String()); diff != "" {
		t.Error(diff)
	}
}

func TestEmptyBoxes(t *testing.T) {
	tests := map[string]http.Handler{
		"empty list":    answering(200, `{"items":[],"totalItems":0}`),
		"null items":    answering(200, `{"items":null}`),
		"nothing in it": answering(200, `{}`),
	}
	for name, h := range tests {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.live("a").fault = func(int) http.Handler { return h }
			v := load(t, w.federation(Options{}).Open(Query{}), 5)
			if len(v.Items) != 0 || v.Total != 0 || v.AtLeast || v.More || len(v.Notices) != 0 {
				t.Errorf("got %+v", v)
			}
		})
	}
}

// An empty list is an answer; that there is no list is a failure: messages must not vanish behind it.
func TestNoBoxIsAFailure(t *testing.T) {
	gone := func(int) http.Handler { return answering(404, `{"id":"7","code":"NOT_FOUND","message":"m"}`) }
	w := newWorld(t)
	w.live("good", messageJSON("1", 0))
	w.live("bad").fault = gone
	v := load(t, w.federation(Options{}).Open(Query{}), 5)
	var status *StatusError
	if len(v.Items) != 1 || !v.AtLeast || len(v.Notices) != 1 || v.Notices[0].Kind != NoticeFailed ||
		!errors.Is(v.Notices[0].Err, ErrNoBox) || !errors.As(v.Notices[0].Err, &status) || status.ID.String() != "7" {
		t.Errorf("got %+v", v)
	}
	w = newWorld(t)
	w.live("a").fault = gone
	w.live("b").fault = gone
	var partial *PartialError
	_, err := w.federation(Options{}).Open(Query{}).Load(t.Context(), 5)
	if !errors.As(err, &partial) || len(partial.Failed) != 2 || !errors.Is(err, ErrNoBox) {
		t.Errorf("nobody has a box: %v", err)
	}
}

func TestNoFurtherPageIsNotNoBox(t *testing.T) {
	w := newWorld(t)
	w.live("a", numberedBox("a", 30, 0, 1)...).fault = func(page int) http.Handler {
		return map[bool]http.Handler{true: answering(404, "")}[page == 2]
	}
	l := w.federation(Options{PageSize: 10}).Open(Query{})
	load(t, l, 10)
	v := load(t, l, 20)
	if len(v.Items) != 10 || len(v.Notices) != 1 || !errors.Is(v.Notices[0].Err, ErrNotFound) || errors.Is(v.Notices[0].Err, ErrNoBox) {
		t.Errorf("got %d items, notices %+v", len(v.Items), v.Notices)
	}
}

func TestUnreadableMessageCostsItself(t *testing.T) {
	w := newWorld(t)
	w.live("a").fault = func(int) http.Handler {
		return answering(200, `{"items":[{"messageId":"1"},{"subject":{"fr":"no id"}},{"messageId":"2","readStatus":"?"},7],"totalItems":4}`)
	}
	v := load(t, w.federation(Options{}).Open(Query{}), 5)
	if diff := cmp.Diff([]string{"1"}, ids(v.Items)); diff != "" {
		t.Error(diff)
	}
	if len(v.Notices) != 1 || !errors.Is(v.Notices[0].Err, ErrMalformed) || v.Total != 4 || v.More {
		t.Errorf("got %+v", v)
	}
}

func TestEndlessProviderIsStopped(t *testing.T) {
	w := newWorld(t)
	b := w.live("a")
	b.fault = func(int) http.Handler { return answering(200, `{"items":[{"messageId":"1"}],"totalItems":1000}`) }
	v := load(t, w.federation(Options{}).Open(Query{}), 50)
	if len(v.Items) != 1 || v.More || b.sent != 1+maxDry || !errors.Is(v.Notices[0].Err, ErrMalformed) {
		t.Errorf("got %d items after %d pages, notices %v", len(v.Items), b.sent, v.Notices)
	}
}
