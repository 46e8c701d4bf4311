package ebox

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"time"
)

// readError makes a StatusError of an answer that is no success, whatever its body is: StatusMessage of the registry
// specification, problem+json of the gateway (RFC 9457), HTML, nothing.
func readError(op string, resp *http.Response) *StatusError {
	e := &StatusError{Op: op, HTTP: resp.StatusCode}
	body, _ := io.ReadAll(io.LimitReader(resp.Body, maxError)) // half an error body is better than none
	decodeError(body, e)
	if e.Code.IsZero() {
		e.Code = Untrusted(challenge(resp.Header.Get("WWW-Authenticate")))
	}
	now := time.Now()
	if t, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
		now = t // dates are compared by the clock that wrote them
	}
	e.RetryAfter, _ = retryAfter(resp.Header.Get("Retry-After"), now)
	return e
}

// decodeError fills in what the body says. Fields of another type than text are passed over.
func decodeError(body []byte, e *StatusError) {
	var fields map[string]json.RawMessage
	if json.Unmarshal(body, &fields) != nil {
		return
	}
	first := func(names ...string) Text {
		for _, n := range names {
			var s string
			if json.Unmarshal(fields[n], &s) == nil && s != "" {
				return Untrusted(s)
			}
		}
		return Text{}
	}
	e.ID = first("id", "instance")
	e.Code = first("code", "type")
	e.Message = first("message", "detail", "title")
	e.Contact = first("contact")
	var left number
	if json.Unmarshal(fields["triesLeft"], &left) == nil {
		e.TriesLeft = left.count()
	}
}

// challenge is the error code of a WWW-Authenticate header (RFC 6750 section 3), "" when there is none.
func challenge(h string) string {
	const name = `error="`
	for {
		i := strings.Index(h, name)
		if i < 0 {
			return ""
		}
		standsAlone := i == 0 || h[i-1] == ' ' || h[i-1] == ','
		h = h[i+len(name):]
		if code, _, ok := strings.Cut(h, `"`); ok && standsAlone {
			return code
		}
	}
}
