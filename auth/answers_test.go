package auth

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestRedirectAnswers(t *testing.T) {
	set := func(name, value string) func(url.Values) { return func(q url.Values) { q.Set(name, value) } }
	fail := func(code string) func(url.Values) {
		return func(q url.Values) {
			q.Del("code")
			q.Set("error", code)
			q.Set("error_description", "so \x1b[31msorry")
			q.Set("error_uri", "https://login.test/why")
		}
	}
	for _, tt := range []struct {
		name   string
		change func(url.Values)
		want   error
	}{
		{"cancelled", fail("access_denied"), ErrCancelled},
		{"down", fail("temporarily_unavailable"), ErrServerDown},
		{"down, as itsme spells it", fail("temporary_unavailable"), ErrServerDown},
		{"server error", fail("server_error"), ErrServerDown},
		{"login required", fail("login_required"), ErrLoginRequired},
		{"no strong enough key", fail("unmet_authentication_requirements"), ErrWeakKey},
		{"wrong issuer", set("iss", "https://other.test"), ErrIssuer},
		{"issuer with a slash", set("iss", memoryIssuer+"/"), ErrIssuer},
		{"no issuer though announced", func(q url.Values) { q.Del("iss") }, ErrIssuer},
		{"error with the wrong issuer", func(q url.Values) { fail("access_denied")(q); q.Set("iss", "x") }, ErrIssuer},
		{"neither code nor error", func(q url.Values) { q.Del("code") }, ErrMalformed},
		{"two codes", func(q url.Values) { q.Add("code", "y") }, ErrMalformed},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newProvider(memoryIssuer)
			p.redirect = tt.change
			s, err := logIn(t.Context(), memoryClient(p, NewMemory()), BeginOptions{})
			wantError(t, p, err, tt.want)
			if s != nil || p.count("/access_token") != 0 {
				t.Error("the code was used")
			}
			var pe *ProviderError
			if errors.As(err, &pe) && (pe.Description != "so \x1b[31msorry" || pe.URI != "https://login.test/why") {
				t.Errorf("error %#v lost what the server said", pe)
			}
		})
	}
}

func TestIssuerCountsWhenNotAnnounced(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(url.Values)
		want   error
	}{
		{"absent", func(q url.Values) { q.Del("iss") }, nil},
		{"wrong", func(q url.Values) { q.Set("iss", "https://other.test") }, ErrIssuer},
		{"empty", func(q url.Values) { q.Set("iss", "") }, ErrIssuer},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newProvider(memoryIssuer)
			p.discovery = map[string]any{"authorization_response_iss_parameter_supported": nil}
			p.redirect = tt.change
			_, err := logIn(t.Context(), memoryClient(p, NewMemory()), BeginOptions{})
			wantError(t, p, err, tt.want)
		})
	}
}

func TestWaitEnds(t *testing.T) {
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	for _, tt := range []struct {
		name string
		ctx  context.Context
		act  func(*Client, *Attempt)
		want error
	}{
		{"cancelled by the caller", gone, func(*Client, *Attempt) {}, context.Canceled},
		{"closed", t.Context(), func(_ *Client, a *Attempt) { a.Close() }, ErrClosed},
		{"closed twice", t.Context(), func(_ *Client, a *Attempt) { a.Close(); a.Close() }, ErrClosed},
		{"another login begun", t.Context(), func(c *Client, _ *Attempt) {
			if b, err := c.Begin(t.Context(), BeginOptions{}); err == nil {
				t.Cleanup(b.Close)
			}
		}, ErrClosed},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newProvider(memoryIssuer)
			c := memoryClient(p, NewMemory())
			a, err := c.Begin(t.Context(), BeginOptions{})
			if err != nil {
				t.Fatal(err)
			}
			tt.act(c, a)
			_, err = a.Wait(tt.ctx)
			wantError(t, p, err, tt.want)
		})
	}
}

// TestNobodyComes: the attempt is given up after ten minutes, not before.
func TestNobodyComes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newProvider(memoryIssuer)
		a, err := memoryClient(p, NewMemory()).Begin(t.Context(), BeginOptions{})
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		_, err = a.Wait(t.Context())
		wantError(t, p, err, ErrTimeout)
		if d := time.Since(start); d != 10*time.Minute {
			t.Errorf("given up after %v", d)
		}
	})
}

// TestCloseStopsTheExchange: no session comes of an attempt that was closed.
func TestCloseStopsTheExchange(t *testing.T) {
	p := startProvider(t)
	asked, goOn := make(chan struct{}), make(chan struct{})
	p.before = func(_ http.ResponseWriter, r *http.Request) bool {
		if strings.HasSuffix(r.URL.Path, "/access_token") {
			close(asked)
			<-goOn
		}
		return false
	}
	defer close(goOn)
	a, err := socketClient(p, NewMemory()).Begin(t.Context(), BeginOptions{})
	if err != nil {
		t.Fatal(err)
	}
	a.testPerson = true
	if err := a.Follow(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	result := waitAside(t.Context(), a)
	<-asked
	a.Close()
	wantError(t, p, (<-result).err, ErrClosed)
}
