package ebox

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// answerable is a message of provider a that takes a reply.
func answerable(data ...BusinessData) *Message {
	return &Message{
		Key: Key{"a", "m/1"}, Subject: Translated{FR: Untrusted("Question")}, ReplyAuthorized: true, SenderOrganizationID: "0206731645",
		BusinessData: data,
	}
}

// option is a fixed answer by the sandbox's convention.
func option(n, label, meaning string) BusinessData {
	return BusinessData{Key: "SANDBOX_REPLY_OPTION_" + n, Values: []Translated{{FR: Untrusted(label)}}, Description: Translated{FR: Untrusted(meaning)}}
}

func comments(value string) BusinessData {
	return BusinessData{Key: "SANDBOX_REPLY_COMMENT", Values: []Translated{{FR: Untrusted(value)}}}
}

// replyOf is a reply with files of these contents, by name.
func replyOf(d ReplyDraft, contents ...string) *Reply {
	d.Lang = "fr"
	for i, c := range contents {
		d.Files[i].Size, d.Files[i].SHA256 = int64(len(c)), sha256.Sum256([]byte(c))
	}
	return &Reply{Draft: &d, Open: func(i int) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(contents[i])), nil }}
}

// sentPart is a part of a form as a server sees it.
type sentPart struct{ Disposition, Type, Body string }

// sentForm reads a form to its end.
func sentForm(t *testing.T, r *http.Request) []sentPart {
	t.Helper()
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind != "multipart/form-data" || err != nil {
		t.Fatalf("%s, %v", kind, err)
	}
	b, err := io.ReadAll(r.Body)
	if err != nil || int64(len(b)) != r.ContentLength {
		t.Errorf("%d bytes came of %d, %v", len(b), r.ContentLength, err)
	}
	var parts []sentPart
	for form := multipart.NewReader(bytes.NewReader(b), params["boundary"]); ; {
		p, err := form.NextRawPart()
		if err == io.EOF {
			return parts
		}
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(p)
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, sentPart{p.Header.Get("Content-Disposition"), p.Header.Get("Content-Type"), string(b)})
	}
}

const receiptJSON = `{"messageId":"r1","expirationDate":"2027-03-02T12:00:00+01:00"}`

// publishing is a world whose provider a takes publications, and a client of it.
func publishing(t *testing.T, o Options, h http.Handler) (*Federation, *box) {
	w := newWorld(t)
	b := w.live("a")
	b.extra["POST /publishMessage"] = h.ServeHTTP
	return w.federation(o), b
}

func TestReplyOnTheWire(t *testing.T) {
	files := []ReplyFile{{Name: "attest.pdf", MediaType: "application/pdf"}, {Name: "été 100%.txt", MediaType: "text/plain"}}
	for name, tt := range map[string]struct {
		m       *Message
		reply   *Reply
		sandbox bool
		want    map[string]any // beside what every reply has
		parts   []sentPart     // before the description
	}{
		"free text of a citizen": {
			answerable(), replyOf(ReplyDraft{Comment: "J'accepte.\r\nMerci\x1b[31m \n"}), false,
			map[string]any{"bodyContent": map[string]any{"fr": "J'accepte.\nMerci"}},
			nil,
		},
		"files": {
			answerable(), replyOf(ReplyDraft{Comment: "Voir annexes", Files: files}, "%PDF-1.7", "texte"), false,
			map[string]any{"bodyContent": map[string]any{"fr": "Voir annexes"}, "attachments": []any{
				map[string]any{"httpPartName": "upfile1", "mainContent": false, "digest": map[string]any{
					"digestMethod": "sha_256", "digestValue": "hu26okgxut-gqLBLtBAUHi7kGCttABRJP-Jip6Mxwgs",
				}},
				map[string]any{"httpPartName": "upfile2", "mainContent": false, "digest": map[string]any{
					"digestMethod": "sha_256", "digestValue": "pBphOIB76n5ZGsuumNFU9huoMWTHGGzXcX95BzwxRMc",
				}},
			}},
			[]sentPart{
				{`form-data; name="upfile1"; filename="attest.pdf"`, "application/pdf", "%PDF-1.7"},
				{`form-data; name="upfile2"; filename="%C3%A9t%C3%A9%20100%25.txt"`, "text/plain", "texte"},
			},
		},
		"a company": {
			answerable(), &Reply{Draft: replyOf(ReplyDraft{Comment: "Oui"}).Draft, Company: "0406798006"}, false,
			map[string]any{"bodyContent": map[string]any{"fr": "Oui"}, "senderOrganizationId": "0406798006"},
			nil,
		},
		"a fixed answer in the sandbox": {
			answerable(option("2", "Non", ""), option("1", "Oui", ""), comments("true")),
			replyOf(ReplyDraft{Choice: "SANDBOX_REPLY_OPTION_1", Comment: "Dès lundi"}), true,
			map[string]any{"bodyContent": map[string]any{"fr": "Oui\n\nDès lundi"}, "businessDataList": []any{
				map[string]any{"key": "SANDBOX_REPLY_OPTION_1", "values": []any{map[string]any{"fr": "Oui"}}},
			}},
			nil,
		},
		"the convention means nothing elsewhere": {
			answerable(option("1", "Oui", "")), replyOf(ReplyDraft{Comment: "Oui"}), false,
			map[string]any{"bodyContent": map[string]any{"fr": "Oui"}},
			nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			want := map[string]any{
				"recipient": map[string]any{"eboxType": "enterprise", "eboxIdValue": "0206731645"}, "originalMessageId": "m/1",
				"subject": map[string]any{"fr": "Réponse : Question"}, "bodyMainContent": true, "replyAuthorized": false,
			}
			for k, v := range tt.want {
				want[k] = v
			}
			calls := 0
			f, _ := publishing(t, Options{Sandbox: tt.sandbox}, http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
				calls++
				parts := sentForm(t, r)
				last := parts[len(parts)-1]
				var got map[string]any
				if err := json.Unmarshal([]byte(last.Body), &got); err != nil {
					t.Error(err)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("description (-want +got):\n%s", diff)
				}
				last.Body = ""
				describe := sentPart{`form-data; name="messageToPublish"`, "application/json", ""}
				if diff := cmp.Diff(append(tt.parts, describe), append(parts[:len(parts)-1:len(parts)-1], last)); diff != "" {
					t.Errorf("parts (-want +got):\n%s", diff)
				}
				if h := r.Header; h.Get("Idempotency-Key") != "" || h.Get("Expect") != "" || h.Get("Accept") != "application/json" {
					t.Errorf("headers %v", h)
				}
				answering(201, receiptJSON).ServeHTTP(rw, r)
			}))
			tt.reply.Key = "8e03978e-40d5-43e8-bc93-6894a57f9324"
			got, err := f.Reply(t.Context(), tt.m, tt.reply)
			if err != nil || got.ReplyID != "r1" || got.Expires.IsZero() || calls != 1 {
				t.Errorf("%+v, %v after %d requests", got, err, calls)
			}
		})
	}
}

// wire30 is a version that knows the header.
type wire30 struct{ wire21 }

func (wire30) idempotent() bool { return true }

func TestIdempotencyKey(t *testing.T) {
	var got []string
	f, _ := publishing(t, Options{}, http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		got = r.Header["Idempotency-Key"]
		answering(201, receiptJSON).ServeHTTP(rw, r)
	}))
	reg, err := f.registry(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	reg.wire = wire30{}
	reply := replyOf(ReplyDraft{Comment: "Oui"})
	reply.Key = "8e03978e-40d5-43e8-bc93-6894a57f9324"
	if _, err := f.Reply(t.Context(), answerable(), reply); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{`"8e03978e-40d5-43e8-bc93-6894a57f9324"`}, got); diff != "" {
		t.Error(diff)
	}
}

func TestBigRepliesAskFirst(t *testing.T) {
	big := strings.Repeat("x", maxUnasked)
	reply := replyOf(ReplyDraft{Comment: "Oui", Files: []ReplyFile{{Name: "a.txt", MediaType: "text/plain"}}}, big)
	f, _ := publishing(t, Options{}, http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Expect") != "100-continue" {
			t.Error("it was not asked")
		}
		sentForm(t, r)
		answering(201, receiptJSON).ServeHTTP(rw, r)
	}))
	if _, err := f.Reply(t.Context(), answerable(), reply); err != nil {
		t.Error(err)
	}
}

func TestReplyOutcomes(t *testing.T) {
	refusal := `{"id":"6f1c0f5e-2c7d-4f0e-9a51-2f1d3b0c7a11","code":"INVALID_INPUT","message":"no"}`
	for name, tt := range map[string]struct {
		h    http.Handler
		want ReplyOutcome
		is   error
	}{
		"confirmed":                    {answering(201, receiptJSON), OutcomeSent, nil},
		"another success":              {answering(200, receiptJSON), OutcomeSent, nil},
		"half a confirmation":          {answering(201, receiptJSON[:20]), OutcomeUnknown, ErrMalformed},
		"a confirmation without id":    {answering(201, `{"expirationDate":"2027-03-02T12:00:00+01:00"}`), OutcomeUnknown, ErrMalformed},
		"a page instead":               {answering(200, "<html>"), OutcomeUnknown, ErrMalformed},
		"nothing":                      {answering(204, ""), OutcomeUnknown, ErrMalformed},
		"a redirect":                   {answering(303, "", "Location", "/"), OutcomeUnknown, ErrMalformed},
		"a redirect that keeps":        {answering(307, "", "Location", "/"), OutcomeUnknown, ErrMalformed},
		"bad request":                  {answering(400, refusal), OutcomeRefused, nil},
		"token refused":                {answering(401, ""), OutcomeRefused, ErrUnauthorized},
		"scope missing":                {answering(403, ""), OutcomeRefused, ErrForbidden},
		"no such operation":            {answering(404, refusal), OutcomeRefused, ErrNotFound},
		"not implemented, as 400":      {answering(400, `{"code":"NOT_IMPLEMENTED"}`), OutcomeRefused, ErrNotOffered},
		"not implemented, as 500":      {answering(500, `{"code":"NOT_IMPLEMENTED"}`), OutcomeRefused, ErrNotOffered},
		"not implemented":              {answering(501, ""), OutcomeRefused, ErrNotOffered},
		"a reply is there":             {answering(409, refusal), OutcomeAlready, nil},
		"too large":                    {answering(413, ""), OutcomeRefused, nil},
		"too many":                     {answering(429, "", "Retry-After", "1"), OutcomeRefused, ErrThrottled},
		"the gateway's time was up":    {answering(408, ""), OutcomeUnknown, nil},
		"broken inside":                {answering(500, refusal), OutcomeUnknown, ErrUnavailable},
		"broken gateway":               {answering(502, ""), OutcomeUnknown, ErrUnavailable},
		"down":                         {answering(503, "", "Retry-After", "0"), OutcomeUnknown, ErrUnavailable},
		"gateway waited in vain":       {answering(504, ""), OutcomeUnknown, ErrUnavailable},
		"cut after everything arrived": {http.HandlerFunc(cutAfterAll), OutcomeUnknown, ErrUnavailable},
	} {
		t.Run(name, func(t *testing.T) {
			calls := 0
			f, _ := publishing(t, Options{}, http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
				calls++
				_, _ = io.Copy(io.Discard, r.Body)
				tt.h.ServeHTTP(rw, r)
			}))
			_, err := f.Reply(t.Context(), answerable(), replyOf(ReplyDraft{Comment: "Oui"}))
			if got := ReplyOutcomeOf(err); got != tt.want || tt.is != nil && !errors.Is(err, tt.is) {
				t.Errorf("outcome %d with %v, want %d with %v", got, err, tt.want, tt.is)
			}
			if calls != 1 {
				t.Errorf("%d requests", calls)
			}
			if err != nil && strings.Contains(err.Error(), "Oui") {
				t.Errorf("the error quotes the reply: %v", err)
			}
		})
	}
}

func cutAfterAll(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }

func TestReplyNotBegun(t *testing.T) {
	closed := errors.New("the session has ended")
	text := replyOf(ReplyDraft{Comment: "Oui"})
	file := []ReplyFile{{Name: "a.txt", MediaType: "text/plain"}}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for name, tt := range map[string]struct {
		ctx   context.Context
		m     *Message
		reply *Reply
		rt    http.RoundTripper // under the federation's list; nil: none may be reached
		is    error
	}{
		"nothing to say":          {t.Context(), answerable(), replyOf(ReplyDraft{}), nil, ErrReplyEmpty},
		"no reply wanted":         {t.Context(), &Message{Key: Key{"a", "1"}}, text, nil, ErrReplyNotAllowed},
		"a company that is none":  {t.Context(), answerable(), &Reply{Draft: text.Draft, Company: "12"}, nil, ErrReplyNotAllowed},
		"a copy that is lost":     {t.Context(), answerable(), lost(replyOf(ReplyDraft{Comment: "Oui", Files: file}, "x")), nil, ErrReplyFileLost},
		"a copy that was changed": {t.Context(), answerable(), changed(replyOf(ReplyDraft{Comment: "Oui", Files: file}, "x"), "y"), nil, ErrReplyFileLost},
		"a copy that grew":        {t.Context(), answerable(), changed(replyOf(ReplyDraft{Comment: "Oui", Files: file}, "x"), "xx"), nil, ErrReplyFileLost},
		"no way to open copies":   {t.Context(), answerable(), &Reply{Draft: replyOf(ReplyDraft{Comment: "Oui", Files: file}, "x").Draft}, nil, ErrReplyFileLost},
		"no such provider":        {t.Context(), &Message{Key: Key{"b", "1"}, ReplyAuthorized: true, SenderOrganizationID: "0206731645"}, text, nil, ErrNotFound},
		"given up before":         {cancelled, answerable(), text, only(func(r *http.Request) (*http.Response, error) { return nil, r.Context().Err() }), context.Canceled},
		"no token":                {t.Context(), answerable(), text, only(func(*http.Request) (*http.Response, error) { return nil, closed }), closed},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.live("a")
			f := w.federation(Options{})
			if _, err := f.Providers(t.Context()); err != nil {
				t.Fatal(err)
			}
			if reg, err := f.registry(t.Context(), "a"); err != nil {
				t.Fatal(err)
			} else if tt.rt != nil {
				reg.c.rt = NewRetry(tt.rt)
			}
			_, err := f.Reply(tt.ctx, tt.m, tt.reply)
			if got := ReplyOutcomeOf(err); got != OutcomeNotBegun || !errors.Is(err, tt.is) {
				t.Errorf("outcome %d with %v, want %v", got, err, tt.is)
			}
		})
	}
}

func lost(r *Reply) *Reply {
	r.Open = func(int) (io.ReadCloser, error) { return nil, fs.ErrNotExist }
	return r
}

func changed(r *Reply, to string) *Reply {
	r.Open = func(int) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(to)), nil }
	return r
}

// TestFileChangedOnTheWay changes a file between the look at it and the sending: the description, which comes last, is
// never sent.
func TestFileChangedOnTheWay(t *testing.T) {
	f, _ := publishing(t, Options{}, http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(r.Body)
		if err == nil || strings.Contains(string(b), "messageToPublish") {
			t.Errorf("%q came, %v", b, err)
		}
		answering(400, "").ServeHTTP(rw, r)
	}))
	reply := replyOf(ReplyDraft{Comment: "Oui", Files: []ReplyFile{{Name: "a.txt", MediaType: "text/plain"}}}, "same")
	first := true
	reply.Open = func(int) (io.ReadCloser, error) {
		text := "else"
		if first {
			text, first = "same", false
		}
		return io.NopCloser(strings.NewReader(text)), nil
	}
	if _, err := f.Reply(t.Context(), answerable(), reply); ReplyOutcomeOf(err) == OutcomeSent {
		t.Error("it counts as sent")
	}
}

func TestEncodeName(t *testing.T) {
	for name, want := range map[string]string{
		"a (2).pdf":   "a (2).pdf",
		"it's_~!.txt": "it's_~!.txt",
		"é (2)'*!.d":  "%C3%A9%20(2)'*!.d",
		"50%.pdf":     "50%25.pdf",
		"a+é.pdf":     "a%2B%C3%A9.pdf",
		`a"b.txt`:     "a%22b.txt",
	} {
		if got := encodeName(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}
