package sandbox

import (
	"bytes"
	"cmp"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// serve answers a request that the fault strikes.
func (x Fault) serve(w http.ResponseWriter, r *http.Request, t target) {
	wait := x.Delay
	if x.Kind == FaultDelay {
		wait = cmp.Or(wait, 2*time.Second)
	}
	if wait > 0 {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-r.Context().Done():
			return
		}
	}
	if x.Kind == FaultDelay {
		t.serve(w, r)
		return
	}
	w.Header().Set(FaultHeader, string(x.Kind))
	if x.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int((x.RetryAfter+time.Second-1)/time.Second)))
	}
	if status, ok := x.Kind.status(); ok {
		answerStatus(w, t, status)
		return
	}
	status := cmp.Or(x.Status, http.StatusBadGateway)
	switch x.Kind {
	case FaultProblem:
		gateway(w, problemFor(status))
	case FaultHTML:
		writeBytes(w, status, "text/html; charset=utf-8", []byte("<!DOCTYPE html><html><head><title>Error</title></head>"+
			"<body><h1>"+http.StatusText(status)+"</h1><p>This page is no answer to a program.</p></body></html>\n"))
	case FaultEmpty:
		w.WriteHeader(status)
	case FaultRedirect:
		w.Header().Set("Location", cmp.Or(x.To, "http://elsewhere.invalid/"))
		w.WriteHeader(http.StatusFound)
	case FaultHuge:
		x.huge(w, r, t)
	case FaultCut:
		x.cut(w, r, t)
	case FaultBroken:
		serveLength(w, r, t, nil)
	case FaultLength:
		serveLength(w, r, t, x.Bytes)
	case FaultDigest:
		serveDigest(w, r, t)
	}
}

// answerStatus refuses with a status in the form that it comes in.
func answerStatus(w http.ResponseWriter, t target, status int) {
	switch {
	case status == 401 || status == 403 || status == 429 || status >= 500 || t.provider == LoginName:
		gateway(w, problemFor(status))
	case status == http.StatusNotFound:
		refuse(w, t.provider, status, codeNotFound, "fault: not found")
	case status == http.StatusBadRequest:
		refuse(w, t.provider, status, codeInvalid, "fault: invalid input")
	default:
		name := strings.ToUpper(strings.ReplaceAll(cmp.Or(http.StatusText(status), "Refused"), " ", "_"))
		refuse(w, t.provider, status, name, "fault: "+strconv.Itoa(status))
	}
}

// problemFor is the gateway's refusal for a status.
func problemFor(status int) problem {
	for _, p := range []problem{problemInvalidToken, problemScope, problemNotFound, problemTooMany, problemDown} {
		if p.Status == status {
			return p
		}
	}
	title := cmp.Or(http.StatusText(status), "Error "+strconv.Itoa(status))
	name := strings.ReplaceAll(title, " ", "")
	return newProblem(status, strings.ToLower(name[:1])+name[1:], title, "", "")
}

// huge sends a body that no client should read to its end. In place of a document it counts as that document: whoever
// gets bytes of main content has read it.
func (x Fault) huge(w http.ResponseWriter, r *http.Request, t target) {
	left := int64(256 << 20)
	if x.Bytes != nil {
		left = *x.Bytes
	}
	kind, start := "application/json", `{"items":[`
	chunk := bytes.Repeat([]byte(`{"messageId":"huge"},`), 3000)
	if strings.HasSuffix(t.operation, "ContentById") || strings.HasPrefix(t.operation, "getImage") {
		kind, start, chunk = "application/octet-stream", "", make([]byte, 64<<10)
		t.serve(&cutter{ResponseWriter: nowhere{}, at: new(int64(0))}, r)
	}
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(http.StatusOK)
	w.Write([]byte(start))
	for left > 0 {
		n, err := w.Write(chunk[:min(left, int64(len(chunk)))])
		if err != nil {
			return
		}
		left -= int64(n)
	}
}

// cut ends the connection within the body, or before any answer.
func (x Fault) cut(w http.ResponseWriter, r *http.Request, t target) {
	c := &cutter{ResponseWriter: w, at: x.Bytes}
	if x.Bytes == nil || *x.Bytes > 0 {
		t.serve(c, r)
	}
	control := http.NewResponseController(w)
	if c.begun {
		control.Flush()
	}
	if conn, _, err := control.Hijack(); err == nil {
		conn.Close()
	}
}

// announcedDigest finds the first character of a digest in JSON.
var announcedDigest = regexp.MustCompile(`"digestValue":".`)

// serveDigest makes documents and digests disagree: it changes one bit of the bytes, or the digests that JSON announces.
func serveDigest(w http.ResponseWriter, r *http.Request, t target) {
	rec := newRewriter(w, func(h http.Header, body []byte) []byte {
		if h.Get("Content-Type") == "application/json" {
			return announcedDigest.ReplaceAllFunc(body, func(m []byte) []byte {
				first := byte('A')
				if m[len(m)-1] == first {
					first = 'B'
				}
				return append(bytes.Clone(m[:len(m)-1]), first)
			})
		}
		if len(body) > 0 {
			body[len(body)/2] ^= 1
		}
		return body
	})
	t.serve(rec, r)
	rec.finish()
}

// serveLength makes a body longer by that many bytes, or shorter when negative; nil: half of it is missing.
func serveLength(w http.ResponseWriter, r *http.Request, t target, by *int64) {
	rec := newRewriter(w, func(_ http.Header, body []byte) []byte {
		want := int64(len(body)) / 2
		if by != nil {
			want = max(0, int64(len(body))+*by)
		}
		if extra := want - int64(len(body)); extra > 0 {
			return append(body, make([]byte, extra)...)
		}
		return body[:want]
	})
	t.serve(rec, r)
	rec.finish()
}
