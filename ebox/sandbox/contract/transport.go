package contract

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/getkin/kin-openapi/openapi3filter"
)

// Transport validates what a client sends through next and what it gets back; report hears every violation, on the
// goroutine of the request. A nil next is http.DefaultTransport.
func (v *Validator) Transport(next http.RoundTripper, report func(error)) http.RoundTripper {
	if next == nil {
		next = http.DefaultTransport
	}
	return &transport{v, next, report}
}

type transport struct {
	v      *Validator
	next   http.RoundTripper
	report func(error)
}

// RoundTrip implements http.RoundTripper. JSON answers are read to their end before they are passed on.
func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	a, path, ok := t.v.locate(r.URL, r.URL.Host)
	if !ok {
		return t.next.RoundTrip(r)
	}
	var sent []byte
	if r.Body != nil {
		var err error
		sent, err = io.ReadAll(r.Body)
		r.Body.Close()
		if err != nil {
			return nil, fmt.Errorf("reading request: %w", err)
		}
		r = r.Clone(r.Context())
		r.Body = io.NopCloser(bytes.NewReader(sent))
	}
	in, err := t.v.request(a, r, path, sent)
	if err != nil {
		t.report(err)
	}
	resp, err := t.next.RoundTrip(r)
	if err != nil || in == nil || resp.Header.Get(FaultHeader) != "" {
		return resp, err
	}
	if isBytes(resp.Header) || r.Method == http.MethodHead {
		t.check(in, resp, nil)
		return resp, nil
	}
	got, err := io.ReadAll(io.LimitReader(resp.Body, maxBody+1))
	rest := resp.Body
	resp.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(got), failing{err}, rest), rest}
	switch {
	case len(got) > maxBody:
		t.report(&Violation{Operation: in.Route.Operation.OperationID, Answer: true, Err: errors.New("endless body")})
	case err == nil:
		t.check(in, resp, got)
	}
	return resp, nil
}

// check validates an answer; the exchange goes on whatever comes out.
func (t *transport) check(in *openapi3filter.RequestValidationInput, resp *http.Response, body []byte) {
	if err := t.v.answer(in, resp.StatusCode, resp.Header, body); err != nil {
		t.report(err)
	}
}

// failing gives the error that ended a body, or its end.
type failing struct{ err error }

// Read implements io.Reader.
func (f failing) Read([]byte) (int, error) {
	if f.err != nil {
		return 0, f.err
	}
	return 0, io.EOF
}
