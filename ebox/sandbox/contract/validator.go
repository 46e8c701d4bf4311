package contract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
)

// FaultHeader marks an answer that is broken on purpose; it is not validated.
const FaultHeader = "X-Sandbox-Fault"

// maxBody is how many bytes of one JSON body are looked at: more is a violation.
const maxBody = 16 << 20

// Validator checks exchanges. It is safe for concurrent use once Base and Strict were called.
type Validator struct {
	apis  map[API]*api
	bases []base
	mu    sync.Mutex
	seen  map[Exchange]int
}

type base struct {
	api    API
	prefix string // host and path
}

// Exchange names what was validated.
type Exchange struct {
	Operation string // operationId
	Status    int
}

// Violation is a request or an answer that the contract does not allow.
type Violation struct {
	Operation string // operationId, empty when the contract has none for the request
	Answer    bool   // it is the answer that is wrong
	Err       error
}

// Error tells operation, side and reason.
func (v *Violation) Error() string {
	side := "request"
	if v.Answer {
		side = "answer"
	}
	return fmt.Sprintf("contract: %s of %s: %v", side, v.Operation, v.Err)
}

// Unwrap gives the reason.
func (v *Violation) Unwrap() error { return v.Err }

// Base tells that an API is also served under that base URL. Addresses with the official paths
// (…/messageRegistry/v2, …/federation/v1) and the sandbox's own are known without.
func (v *Validator) Base(name API, baseURL string) {
	_, address, _ := strings.Cut(baseURL, "://")
	v.bases = append(v.bases, base{name, strings.TrimSuffix(address, "/")})
}

// Seen is how often which operation was answered with which status.
func (v *Validator) Seen() map[Exchange]int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return maps.Clone(v.seen)
}

type unchecked struct{}

// Unchecked marks a request that breaks the contract on purpose: only its answer is validated, and not even that where
// the contract has no such operation.
func Unchecked(ctx context.Context) context.Context { return context.WithValue(ctx, unchecked{}, true) }

// locate finds the contract and the path in it; ok is false for requests that belong to none.
func (v *Validator) locate(u *url.URL, host string) (a *api, path string, ok bool) {
	full := host + u.EscapedPath()
	for _, b := range v.bases {
		if rest, found := strings.CutPrefix(full, b.prefix+"/"); found {
			return v.apis[b.api], "/" + rest, true
		}
	}
	if strings.HasPrefix(u.EscapedPath(), "/sandbox/") {
		return v.apis[Extensions], u.EscapedPath(), true
	}
	if strings.HasPrefix(u.EscapedPath(), "/REST/oauth/") {
		return v.apis[OAuth], u.EscapedPath(), true
	}
	for name, mark := range map[API]string{Registry: "/messageRegistry/v2/", Federation: "/federation/v1/"} {
		if _, rest, found := strings.Cut(u.EscapedPath(), mark); found {
			return v.apis[name], "/" + rest, true
		}
	}
	return nil, "", false
}

// probe is a copy of the request as the contract sees it: the path without the base.
func probe(r *http.Request, path string, body []byte) (*http.Request, error) {
	p := r.Clone(r.Context())
	u, err := url.Parse(path)
	if err != nil {
		return nil, fmt.Errorf("reading path: %w", err)
	}
	u.RawQuery = r.URL.RawQuery
	p.URL, p.RequestURI = u, ""
	p.Body = io.NopCloser(bytes.NewReader(body))
	return p, nil
}

// request validates a request; the input is what the answer is validated with, nil when there is no such operation.
func (v *Validator) request(a *api, r *http.Request, path string, body []byte) (*openapi3filter.RequestValidationInput, error) {
	p, err := probe(r, path, body)
	if err != nil {
		return nil, &Violation{Err: err}
	}
	route, params, err := a.router.FindRoute(p)
	if err != nil && r.Context().Value(unchecked{}) != nil {
		return nil, nil
	}
	if err != nil {
		return nil, &Violation{Operation: r.Method + " " + path, Err: err}
	}
	for k, s := range params {
		if params[k], err = url.PathUnescape(s); err != nil {
			return nil, &Violation{Operation: route.Operation.OperationID, Err: err}
		}
	}
	in := &openapi3filter.RequestValidationInput{
		Request: p, PathParams: params, Route: route,
		Options: &openapi3filter.Options{
			AuthenticationFunc: bearer, IncludeResponseStatus: true, SkipSettingDefaults: true,
			RejectWhenRequestBodyNotSpecified: true,
		},
	}
	if r.Context().Value(unchecked{}) != nil {
		return in, nil
	}
	err = errors.Join(openapi3filter.ValidateRequest(r.Context(), in), unsaid(route, p.URL.Query()))
	if err != nil {
		return in, &Violation{Operation: route.Operation.OperationID, Err: err}
	}
	return in, nil
}

// bearer wants a token in the header (RFC 6750 section 2.1).
func bearer(_ context.Context, in *openapi3filter.AuthenticationInput) error {
	token, ok := strings.CutPrefix(in.RequestValidationInput.Request.Header.Get("Authorization"), "Bearer ")
	if !ok || token == "" {
		return errors.New("no bearer token")
	}
	return nil
}

// unsaid are rules that OpenAPI cannot state.
func unsaid(route *routers.Route, query url.Values) error {
	switch {
	case query.Has("access_token"):
		return errors.New("a token in the address")
	case route.Operation.OperationID == "getMessagesByEBoxId" && query.Has("q") && !query.Has("qlang"):
		return errors.New("q without qlang")
	}
	return nil
}

// answer validates an answer; body is ignored for bytes (application/octet-stream).
func (v *Validator) answer(in *openapi3filter.RequestValidationInput, status int, h http.Header, body []byte) error {
	id := in.Route.Operation.OperationID
	v.mu.Lock()
	v.seen[Exchange{id, status}]++
	v.mu.Unlock()
	options := *in.Options
	options.ExcludeResponseBody = isBytes(h)
	out := &openapi3filter.ResponseValidationInput{RequestValidationInput: in, Status: status, Header: h, Options: &options}
	out.SetBodyBytes(body)
	err := openapi3filter.ValidateResponse(in.Request.Context(), out)
	said := in.Route.Operation.Responses.Status(status)
	switch {
	case err != nil:
	case said != nil && len(said.Value.Content) == 0 && len(body) > 0:
		err = errors.New("a body where there is none")
	case isBytes(h) && said != nil && said.Value.Content.Get("application/octet-stream") == nil:
		err = errors.New("bytes where there are none")
	}
	if err != nil {
		return &Violation{Operation: fmt.Sprintf("%s (%d)", id, status), Answer: true, Err: err}
	}
	return nil
}

// isBytes tells a document from a JSON answer.
func isBytes(h http.Header) bool {
	return strings.HasPrefix(h.Get("Content-Type"), "application/octet-stream")
}
