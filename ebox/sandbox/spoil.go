package sandbox

import (
	"bytes"
	"errors"
	"net/http"
	"strconv"
)

var errCut = errors.New("sandbox: connection cut on purpose")

// cutter lets a body through up to a point.
type cutter struct {
	http.ResponseWriter
	at    *int64 // bytes of the body; nil: half of its length
	left  int64
	begun bool
}

// WriteHeader implements http.ResponseWriter.
func (c *cutter) WriteHeader(status int) {
	c.begun = true
	if c.at != nil {
		c.left = *c.at
	} else if n, err := strconv.ParseInt(c.Header().Get("Content-Length"), 10, 64); err == nil {
		c.left = n / 2
	}
	c.ResponseWriter.WriteHeader(status)
}

// Write implements http.ResponseWriter.
func (c *cutter) Write(b []byte) (int, error) {
	if !c.begun {
		c.WriteHeader(http.StatusOK)
	}
	n, err := c.ResponseWriter.Write(b[:min(int64(len(b)), c.left)])
	c.left -= int64(n)
	if err == nil && n < len(b) {
		err = errCut
	}
	return n, err
}

// Unwrap gives http.ResponseController what is below.
func (c *cutter) Unwrap() http.ResponseWriter { return c.ResponseWriter }

// nowhere is an answer that nobody gets.
type nowhere struct{}

// Header implements http.ResponseWriter.
func (nowhere) Header() http.Header { return http.Header{} }

// Write implements http.ResponseWriter.
func (nowhere) Write(b []byte) (int, error) { return len(b), nil }

// WriteHeader implements http.ResponseWriter.
func (nowhere) WriteHeader(int) {}

// rewriter keeps an answer back to change its body as a whole. Only successful answers are changed.
type rewriter struct {
	http.ResponseWriter
	change func(h http.Header, body []byte) []byte
	status int
	body   bytes.Buffer
}

func newRewriter(w http.ResponseWriter, change func(http.Header, []byte) []byte) *rewriter {
	return &rewriter{ResponseWriter: w, change: change, status: http.StatusOK}
}

// WriteHeader implements http.ResponseWriter.
func (r *rewriter) WriteHeader(status int) { r.status = status }

// Write implements http.ResponseWriter.
func (r *rewriter) Write(b []byte) (int, error) { return r.body.Write(b) }

// finish sends the changed answer.
func (r *rewriter) finish() {
	body := r.body.Bytes()
	if r.status/100 == 2 { // publications are answered with 201
		body = r.change(r.Header(), body)
	}
	r.Header().Set("Content-Length", strconv.Itoa(len(body)))
	r.ResponseWriter.WriteHeader(r.status)
	r.ResponseWriter.Write(body) // a client that has gone is not our failure
}
