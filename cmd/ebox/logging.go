package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"strings"
	"time"
)

// secretKeys are attribute names that never reach a log, whatever their value: tokens, codes and what identifies a
// person. Compared in lower case without separators.
var secretKeys = map[string]bool{
	"token": true, "accesstoken": true, "refreshtoken": true, "idtoken": true, "idtokenhint": true, "authorization": true,
	"bearer": true, "cookie": true, "setcookie": true, "code": true, "codeverifier": true, "verifier": true, "state": true,
	"nonce": true, "secret": true, "clientsecret": true, "clientassertion": true, "password": true, "passphrase": true,
	"pin": true, "puk": true, "ssin": true, "niss": true, "insz": true, "egovnrn": true, "nationalnumber": true,
	"q": true, "subject": true, "body": true, "email": true, "mail": true,
}

// openLog is a log in the file at path, appended to and readable by its owner only; without a path, one that drops
// everything. Nothing ever logs to the terminal: the full screen may be on it.
func openLog(path string) (*slog.Logger, io.Closer, error) {
	if path == "" {
		return slog.New(slog.DiscardHandler), io.NopCloser(strings.NewReader("")), nil
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return nil, nil, fmt.Errorf("opening the log file: %w", err)
	}
	return slog.New(logHandler(f)), f, nil
}

func logHandler(w io.Writer) slog.Handler {
	return slog.NewTextHandler(w, &slog.HandlerOptions{Level: slog.LevelDebug, ReplaceAttr: dropSecrets})
}

func dropSecrets(_ []string, a slog.Attr) slog.Attr {
	key := strings.NewReplacer("_", "", "-", "", ".", "", " ", "").Replace(strings.ToLower(a.Key))
	if secretKeys[key] {
		return slog.Attr{}
	}
	return a
}

// loggedTransport writes one line a request: method, host, path, status and duration. Never a query, a header or a body.
type loggedTransport struct {
	next http.RoundTripper
	log  *slog.Logger
	now  func() time.Time
}

func (t *loggedTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	begin := t.now()
	resp, err := t.next.RoundTrip(r)
	attrs := []slog.Attr{
		slog.String("method", r.Method), slog.String("host", r.URL.Host), slog.String("path", r.URL.EscapedPath()),
		slog.Int64("ms", t.now().Sub(begin).Milliseconds()),
	}
	if err != nil {
		attrs = append(attrs, slog.String("error", err.Error()))
	} else {
		attrs = append(attrs, slog.Int("status", resp.StatusCode))
	}
	t.log.LogAttrs(context.WithoutCancel(r.Context()), slog.LevelDebug, "request", attrs...)
	return resp, err
}
