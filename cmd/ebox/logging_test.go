package main

import (
	"bytes"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestSecretsAreDropped(t *testing.T) {
	var b bytes.Buffer
	log := slog.New(logHandler(&b))
	const secret = "hunter2"
	for _, key := range []string{
		"token", "access_token", "Access-Token", "refreshToken", "id_token", "Authorization", "code", "code_verifier", "state",
		"nonce", "PIN", "password", "client.secret", "Set-Cookie", "ssin", "egovNRN", "national number", "q", "subject", "body",
	} {
		log.Debug("x", key, secret)
		log.With(key, secret).WithGroup("g").Debug("x", key, secret)
		log.Debug("x", slog.Group("outer", slog.String(key, secret)))
		if strings.Contains(b.String(), secret) {
			t.Errorf("%s reached the log", key)
		}
		b.Reset()
	}
	log.Debug("x", "status", secret)
	if !strings.Contains(b.String(), secret) {
		t.Error("everything is dropped: this test sees nothing")
	}
}

func TestLogFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log")
	for range 2 {
		log, f, err := openLog(path)
		if err != nil {
			t.Fatal(err)
		}
		log.Debug("line")
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(path)
	if err != nil || strings.Count(string(text), "msg=line") != 2 {
		t.Errorf("%q, %v", text, err)
	}
	if st, err := os.Stat(path); err != nil || st.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", st.Mode(), err)
	}
	if log, f, err := openLog(""); err != nil || log.Enabled(t.Context(), slog.LevelError) || f.Close() != nil {
		t.Errorf("without a file something is logged, or %v", err)
	}
	if _, _, err := openLog(filepath.Join(path, "x")); err == nil {
		t.Error("a file below a file")
	}
}

// roundTrip is a RoundTripper made of a func.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func request(t *testing.T, url string) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer hunter2")
	return r
}

func TestRequestsInTheLog(t *testing.T) {
	var b bytes.Buffer
	clock := testNow
	answer, fail := &http.Response{StatusCode: 204, Body: http.NoBody, Header: http.Header{}}, error(nil)
	lt := &loggedTransport{log: slog.New(logHandler(&b)), now: func() time.Time { return clock }, next: roundTrip(func(*http.Request) (*http.Response, error) {
		clock = clock.Add(70 * time.Millisecond)
		return answer, fail
	})}
	if resp, err := lt.RoundTrip(request(t, "https://h.example.org/a%2Fb?q=hunter2&state=hunter2")); err != nil || resp != answer {
		t.Fatalf("%v, %v", resp, err)
	}
	answer, fail = nil, errors.New("connection refused")
	if _, err := lt.RoundTrip(request(t, "https://h.example.org/c")); !errors.Is(err, fail) {
		t.Fatalf("error %v", err)
	}
	got := b.String()
	for _, want := range []string{"method=GET", "host=h.example.org", "path=/a%2Fb ", "status=204", "ms=70", "path=/c ", `error="connection refused"`} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in %s", want, got)
		}
	}
	if strings.Contains(got, "hunter2") {
		t.Errorf("a secret: %s", got)
	}
}

func TestServerClock(t *testing.T) {
	header := http.Header{}
	c := &serverClock{now: func() time.Time { return testNow }, next: roundTrip(func(*http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 200, Body: http.NoBody, Header: header}, nil
	})}
	for _, step := range []struct {
		name, date string
		want       time.Duration
		seen       bool
	}{
		{"no header", "", 0, false},
		{"no date", "yesterday", 0, false},
		{"an hour ahead", testNow.Add(time.Hour).Format(http.TimeFormat), time.Hour, true},
		{"behind", testNow.Add(-2 * time.Minute).Format(http.TimeFormat), -2 * time.Minute, true},
	} {
		header.Set("Date", step.date)
		if _, err := c.RoundTrip(request(t, "https://h.example.org/")); err != nil {
			t.Fatal(err)
		}
		if got, seen := c.offset(); got != step.want || seen != step.seen {
			t.Errorf("%s: %v, %t", step.name, got, seen)
		}
	}
	c.next = roundTrip(func(*http.Request) (*http.Response, error) { return nil, errors.New("x") })
	if _, err := c.RoundTrip(request(t, "https://h.example.org/")); err == nil {
		t.Error("the error is lost")
	}
}

func TestBaseTransport(t *testing.T) {
	tr := baseTransport()
	if tr.TLSClientConfig.MinVersion < 0x0303 || tr.TLSClientConfig.InsecureSkipVerify || tr.Proxy == nil {
		t.Errorf("TLS %+v", tr.TLSClientConfig)
	}
	if tr.TLSHandshakeTimeout <= 0 || tr.ResponseHeaderTimeout <= 0 || tr.MaxResponseHeaderBytes <= 0 {
		t.Error("a step without a limit")
	}
}
