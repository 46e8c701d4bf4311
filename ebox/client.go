package ebox

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Options is what a Federation or a Registry needs beside an address; the zero value of every field has a meaning.
type Options struct {
	HTTP     *http.Client     // only its Transport is used; that one authenticates by itself. Redirects are never followed
	Now      func() time.Time // nil: time.Now
	Sandbox  bool             // allow http, on loopback only
	Cache    string           // file for the last good provider list ("" none): public data only
	PageSize int              // items per list page, 1 to 100; 0: 25
	Timeout  time.Duration    // per provider and page; 0: 10 s
	Patience time.Duration    // how long Listing.Load waits for the slowest before it shows the others; 0: 1 s
}

// The most bytes of an answer that are read. A page holds at most 100 messages with all their metadata.
const (
	maxList  = 16 << 20
	maxItem  = 4 << 20
	maxImage = 1 << 20
	maxError = 64 << 10
)

// withDefaults fills in what was left out.
func (o Options) withDefaults() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.PageSize <= 0 {
		o.PageSize = 25
	}
	o.PageSize = min(o.PageSize, 100)
	if o.Timeout <= 0 {
		o.Timeout = 10 * time.Second
	}
	if o.Patience <= 0 {
		o.Patience = time.Second
	}
	return o
}

// client speaks HTTP to one server. It uses a RoundTripper, not an http.Client, so that nothing can follow a redirect
// and carry the token along.
type client struct {
	base    *url.URL
	rt      http.RoundTripper
	timeout time.Duration
}

func newClient(base *url.URL, o Options) *client {
	var rt http.RoundTripper
	if o.HTTP != nil {
		rt = o.HTTP.Transport
	}
	return &client{base: base, rt: NewRetry(rt), timeout: o.Timeout}
}

// request is one call. Either path (unescaped elements under the base URL) or url says where to.
type request struct {
	op        string // operationId
	method    string // "" is GET
	path      []string
	url       *url.URL
	query     url.Values
	accept    string // "" is application/json
	plain     bool   // the bytes as they are: no compression on the way, so that lengths mean something
	body      []byte
	mediaType string // of body
	etag      string // what the caller has already; the answer may be 304 then
}

// answer is a successful, read answer.
type answer struct {
	body   []byte
	header http.Header
	same   bool // 304: what the caller has is still right
}

// do makes one call within the time limit of the client and reads the whole answer, of at most limit bytes.
func (c *client) do(ctx context.Context, r request, limit int64) (*answer, error) {
	limited, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	resp, err := c.open(limited, r)
	if err != nil {
		return nil, c.explain(ctx, r.op, err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(io.LimitReader(resp.Body, limit+1))
	if err != nil {
		return nil, c.explain(ctx, r.op, broken(err))
	}
	if int64(len(b)) > limit {
		return nil, fmt.Errorf("ebox: %s: %w: more than %d bytes", r.op, ErrMalformed, limit)
	}
	return &answer{body: b, header: resp.Header, same: resp.StatusCode == http.StatusNotModified}, nil
}

// open makes one call and leaves the body to the caller. Any answer but success is an error, unfollowed redirects too.
func (c *client) open(ctx context.Context, r request) (*http.Response, error) {
	u := r.url
	if u == nil {
		var err error
		if u, err = join(c.base, r.path, r.query); err != nil {
			return nil, err
		}
	}
	var body io.Reader
	if r.body != nil {
		body = bytes.NewReader(r.body)
	}
	req, err := http.NewRequestWithContext(ctx, r.method, u.String(), body)
	if err != nil {
		return nil, errors.New("building the request") // the cause holds the address
	}
	req.Header.Set("User-Agent", "ebox")
	req.Header.Set("Accept", "application/json")
	if r.accept != "" {
		req.Header.Set("Accept", r.accept+", application/json;q=0.5") // errors are JSON
	}
	if r.plain {
		req.Header.Set("Accept-Encoding", "identity")
	}
	if r.body != nil {
		req.Header.Set("Content-Type", r.mediaType)
	}
	if r.etag != "" {
		req.Header.Set("If-None-Match", r.etag)
	}
	resp, err := c.rt.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if ok := resp.StatusCode/100 == 2 || resp.StatusCode == http.StatusNotModified && r.etag != ""; !ok {
		defer resp.Body.Close()
		return nil, readError(r.op, resp)
	}
	return resp, nil
}

// explain says what went wrong in words that hold no address: it may contain what was searched for. Cancelling by the
// caller stays that; every other kind of silence is ErrUnavailable.
func (c *client) explain(ctx context.Context, op string, err error) error {
	var status *StatusError
	switch {
	case errors.As(err, &status):
		return err
	case ctx.Err() != nil:
		return fmt.Errorf("ebox: %s: %w", op, ctx.Err())
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("ebox: %s: %w: no answer within %s", op, ErrUnavailable, c.timeout)
	}
	if isNetwork(err) {
		err = broken(err)
	}
	return fmt.Errorf("ebox: %s: %w", op, err)
}

// broken marks an error of the connection: whatever ends a body before its time is one.
func broken(err error) error {
	if errors.Is(err, ErrUnavailable) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrUnavailable, err)
}

// join appends path elements to a base URL, escaping each: ids may hold slashes, colons and spaces. An empty element
// or a dot segment would address another resource and is refused.
func join(base *url.URL, elements []string, query url.Values) (*url.URL, error) {
	u := *base
	plain := strings.TrimRight(base.Path, "/")
	escaped := strings.TrimRight(base.EscapedPath(), "/")
	for _, e := range elements {
		if e == "" || e == "." || e == ".." {
			return nil, fmt.Errorf("%w: id %q", ErrNotFound, e)
		}
		plain += "/" + e
		escaped += "/" + url.PathEscape(e)
	}
	u.Path, u.RawPath = plain, escaped
	u.RawQuery = query.Encode()
	return &u, nil
}
