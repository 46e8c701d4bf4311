package ebox

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// fedBase is where the world's federation is.
const fedBase = "https://federation.test/REST/ebox/citizen/federation/v1"

// world is a federation in memory: an http.RoundTripper without sockets, so that it runs in a synctest bubble. A call
// that it does not know fails the test.
type world struct {
	t *testing.T

	mu        sync.Mutex
	calls     []string // "host METHOD /path?query", in the order of arrival
	providers []map[string]any
	hosts     map[string]http.Handler
}

// box is one provider's messages, served as the contract says.
type box struct {
	w        *world
	id       string
	messages []map[string]any // in the order in which they are listed
	sent     int              // list pages served
	fault    func(page int) http.Handler
	extra    map[string]http.HandlerFunc // by "METHOD /path" below the base
}

func newWorld(t *testing.T) *world {
	w := &world{t: t, hosts: map[string]http.Handler{}}
	w.hosts["federation.test"] = http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet || r.URL.Path != "/REST/ebox/citizen/federation/v1/messageProviders" || r.URL.RawQuery != "" {
			w.t.Errorf("unexpected call %s %s", r.Method, r.URL)
		}
		w.mu.Lock()
		defer w.mu.Unlock()
		writeJSON(rw, 200, w.providers)
	})
	return w
}

// live adds a provider that may be called.
func (w *world) live(id string, messages ...map[string]any) *box {
	b := &box{w: w, id: id, messages: messages, extra: map[string]http.HandlerFunc{}}
	w.providers = append(w.providers, providerJSON(id, nil))
	w.hosts[id+".test"] = b
	return b
}

// providerJSON is a MessageProvider; changes replace its fields, nil takes one out.
func providerJSON(id string, changes map[string]any) map[string]any {
	p := map[string]any{
		"messageProviderId":   id,
		"messageProviderName": map[string]any{"nl": id, "fr": id, "de": id, "en": id}, "messageProviderDescription": map[string]any{},
		"messageProviderUrl":            "https://" + id + ".test/base/",
		"messageProviderActivationDate": "1999-01-01", "messageProviderTechnicalContact": "nobody",
		"apiSupportedVersion": "2.1",
	}
	for k, v := range changes {
		if p[k] = v; v == nil {
			delete(p, k)
		}
	}
	return p
}

// messageJSON is a Message of the given age in minutes.
func messageJSON(id string, age int) map[string]any {
	received := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC).Add(-time.Duration(age) * time.Minute)
	return map[string]any{
		"messageId": id, "subject": map[string]any{"fr": "Sujet " + id}, "messageTypeId": "type", "senderOrganizationId": "0206731645",
		"receiptDate": received.Format(time.RFC3339), "expirationDate": "9999-12-31T23:59:59Z",
		"readStatus": false, "registeredMail": false, "bodyMainContent": false, "replyAuthorized": false,
	}
}

// RoundTrip implements http.RoundTripper.
func (w *world) RoundTrip(r *http.Request) (*http.Response, error) {
	w.mu.Lock()
	h, ok := w.hosts[r.URL.Host]
	w.calls = append(w.calls, r.URL.Host+" "+r.Method+" "+r.URL.RequestURI())
	w.mu.Unlock()
	if !ok || r.URL.Scheme != "https" {
		w.t.Errorf("unexpected call %s %s", r.Method, r.URL)
		return nil, io.ErrUnexpectedEOF
	}
	return serve(h, r)
}

// serve runs a handler for a request until its context ends.
func serve(h http.Handler, r *http.Request) (*http.Response, error) {
	rec := httptest.NewRecorder()
	done := make(chan any, 1)
	go func() {
		defer func() { done <- recover() }()
		h.ServeHTTP(rec, r)
	}()
	select {
	case p := <-done:
		if p != nil {
			return nil, io.ErrUnexpectedEOF // http.ErrAbortHandler: the connection is cut
		}
		return rec.Result(), nil
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
}

// federation makes a client of the world.
func (w *world) federation(o Options) *Federation {
	w.t.Helper()
	o.HTTP = &http.Client{Transport: w}
	f, err := NewFederation(fedBase, o)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(f.Close)
	return f
}

// count gives how many calls there were of each kind so far, queries left out.
func (w *world) count() map[string]int {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := map[string]int{}
	for _, c := range w.calls {
		c, _, _ = strings.Cut(c, "?")
		n[c]++
	}
	return n
}

// ServeHTTP implements http.Handler: the list, and what extra holds.
func (b *box) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	path, ok := strings.CutPrefix(r.URL.EscapedPath(), "/base")
	if h := b.extra[r.Method+" "+path]; ok && h != nil {
		h(rw, r)
		return
	}
	if !ok || r.Method != http.MethodGet || path != "/ebox/messages" {
		b.w.t.Errorf("unexpected call %s %s", r.Method, r.URL)
		return
	}
	q := r.URL.Query()
	page, err1 := strconv.Atoi(q.Get("page"))
	size, err2 := strconv.Atoi(q.Get("pageSize"))
	if err1 != nil || err2 != nil || page < 1 || size < 1 || size > 100 || q.Get("visible") == "" {
		b.w.t.Errorf("bad list parameters %s", r.URL.RawQuery)
	}
	b.w.mu.Lock()
	b.sent++
	fault := b.fault
	b.w.mu.Unlock()
	if fault != nil {
		if h := fault(page); h != nil {
			h.ServeHTTP(rw, r)
			return
		}
	}
	b.list(rw, q, page, size)
}

func (b *box) list(rw http.ResponseWriter, q url.Values, page, size int) {
	b.w.mu.Lock()
	defer b.w.mu.Unlock()
	items := []map[string]any{}
	for _, m := range b.messages {
		wanted := func(key string) bool { s := q.Get(key); return s == "" || s == fmt.Sprint(m[key]) }
		if wanted("readStatus") && wanted("registeredMail") {
			items = append(items, m)
		}
	}
	total := len(items)
	lo, hi := min((page-1)*size, total), min(page*size, total)
	writeJSON(rw, 200, map[string]any{"items": items[lo:hi], "totalItems": total})
}

// remove takes a message out of the provider's list.
func (b *box) remove(id string) {
	b.w.mu.Lock()
	defer b.w.mu.Unlock()
	b.messages = slices.DeleteFunc(b.messages, func(m map[string]any) bool { return m["messageId"] == id })
}

// add puts a message in front of the provider's list.
func (b *box) add(m map[string]any) {
	b.w.mu.Lock()
	defer b.w.mu.Unlock()
	b.messages = slices.Insert(b.messages, 0, m)
}

// mark sets a message to read on the provider's side.
func (b *box) mark(id string) {
	b.w.mu.Lock()
	defer b.w.mu.Unlock()
	for i, m := range b.messages {
		if m["messageId"] == id {
			m = maps.Clone(m)
			m["readStatus"] = true
			b.messages[i] = m
		}
	}
}

// numberedBox is n messages of a provider, one every step minutes, from the newest on.
func numberedBox(id string, n, first, step int) []map[string]any {
	list := make([]map[string]any, n)
	for i := range list {
		list[i] = messageJSON(fmt.Sprintf("%s-%d", id, i), first+i*step)
	}
	return list
}

func writeJSON(rw http.ResponseWriter, status int, v any) {
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(v); err != nil {
		panic(err)
	}
	rw.Header().Set("Content-Type", "application/json")
	rw.WriteHeader(status)
	_, _ = rw.Write(b.Bytes())
}

// answering is a handler that always says the same.
func answering(status int, body string, header ...string) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			rw.Header().Set(header[i], header[i+1])
		}
		rw.WriteHeader(status)
		_, _ = io.WriteString(rw, body)
	})
}

// slow answers after a time.
func slow(d time.Duration, h http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		select {
		case <-time.After(d):
			h.ServeHTTP(rw, r)
		case <-r.Context().Done():
		}
	})
}

// ids are the messages of a view.
func ids(list []*Message) []string {
	var out []string
	for _, m := range list {
		out = append(out, m.Key.ID)
	}
	return out
}
