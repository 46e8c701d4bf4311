package main

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"myebox/ebox"
)

func twoDocuments() *ebox.Message {
	return &ebox.Message{Key: ebox.Key{Provider: "p", ID: "1"}, Attachments: []ebox.Attachment{
		{ID: "x-1", FileName: ebox.Untrusted("annex.csv"), MediaType: "text/csv"},
		{ID: "x-2", FileName: ebox.Untrusted("main.pdf"), MediaType: "application/pdf", MainContent: true},
	}}
}

func TestTargets(t *testing.T) {
	text := &ebox.Message{BodyMainContent: true, Attachments: twoDocuments().Attachments[:1]}
	for _, c := range []struct {
		name string
		m    *ebox.Message
		o    downloadOptions
		want string // numbers; 0 is the text; a star marks what marks as read
	}{
		{"main document", twoDocuments(), downloadOptions{}, "2*"},
		{"by number", twoDocuments(), downloadOptions{attachment: "1"}, "1"},
		{"by identifier", twoDocuments(), downloadOptions{attachment: "x-2"}, "2*"},
		{"everything", twoDocuments(), downloadOptions{all: true}, "1 2* 0"},
		{"the text is the main content", text, downloadOptions{}, "0*"},
		{"everything, with such a text", text, downloadOptions{all: true}, "1 0*"},
		{"no such number", twoDocuments(), downloadOptions{attachment: "3"}, ""},
		{"a message without anything", &ebox.Message{}, downloadOptions{}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			targets, err := testWiring(t, "en").targets(c.m, &c.o)
			if (err != nil) != (c.want == "") || err != nil && !errors.Is(err, errNoDocument) {
				t.Fatal(err)
			}
			var got []string
			for _, x := range targets {
				s := string(rune('0' + x.number))
				if x.main {
					s += "*"
				}
				got = append(got, s)
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("got %q, want %q", s, c.want)
			}
		})
	}
}

// shelf saves nothing and remembers what it was asked.
type shelf struct {
	body    ebox.Translated
	bodyErr error
	saveErr error
	text    string
	steps   int // progress reports, 3 s apart
	clock   *time.Time
}

func (s *shelf) Save(_ context.Context, _ *ebox.Message, _ *ebox.Attachment, o ebox.SaveOptions) (*ebox.Saved, error) {
	for i := range s.steps {
		*s.clock = s.clock.Add(3 * time.Second)
		if o.Progress != nil {
			o.Progress(int64(i+1)<<20, 10<<20)
		}
	}
	if s.saveErr != nil {
		return nil, s.saveErr
	}
	return &ebox.Saved{Path: o.Dir + "/main.pdf", Verified: true}, nil
}

func (s *shelf) SaveBody(_ context.Context, _ ebox.Key, dir string, file func(ebox.Translated) (string, []byte)) (*ebox.Saved, error) {
	if s.bodyErr != nil {
		return nil, s.bodyErr
	}
	name, text := file(s.body)
	if s.text = string(text); s.text == "" {
		return nil, ebox.ErrNotFound
	}
	return &ebox.Saved{Path: dir + "/" + name}, nil
}

func TestSaveText(t *testing.T) {
	for _, c := range []struct {
		name string
		src  *shelf
		want string
		none bool
	}{
		{"text", &shelf{body: ebox.Translated{NL: ebox.Untrusted("Dag\r\n\x1b[31mu\n\n")}}, "Dag\nu\n", false},
		{"no text", &shelf{body: ebox.Translated{NL: ebox.Untrusted(" \n")}}, "", true},
		{"not found", &shelf{bodyErr: ebox.ErrNotFound}, "", true},
		{"not offered", &shelf{bodyErr: ebox.ErrNotOffered}, "", true},
		{"provider down", &shelf{bodyErr: ebox.ErrUnavailable}, "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := testWiring(t, "nl")
			s := w.saveOne(t.Context(), c.src, twoDocuments(), target{}, "/x", false)
			if c.src.text != c.want || (s.err == nil) != (c.want != "") || noText(s) != c.none {
				t.Errorf("%q, %v, none: %t", c.src.text, s.err, noText(s))
			}
		})
	}
}

// A download says how far it is every ten seconds, in whole lines, and to a terminal only.
func TestProgress(t *testing.T) {
	for _, c := range []struct {
		name  string
		tty   bool
		quiet bool
		want  string
	}{
		{"terminal", true, false, "Saving “main.pdf”…\n4.0 MB of 10 MB\n8.0 MB of 10 MB\n"},
		{"pipe", false, false, ""},
		{"JSON", true, true, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := testWiring(t, "en")
			clock := testNow
			w.sys.now, w.sys.errTTY = func() time.Time { return clock }, c.tty
			m := twoDocuments()
			s := w.saveOne(t.Context(), &shelf{steps: 10, clock: &clock}, m, target{att: &m.Attachments[1], title: "main.pdf"}, "/x", c.quiet)
			if _, got := output(t, w); s.err != nil || strings.ReplaceAll(got, "\u00a0", " ") != c.want {
				t.Errorf("%v: got %q, want %q", s.err, got, c.want)
			}
		})
	}
	w := testWiring(t, "en")
	if got := w.progressLine(5<<20, -1); !strings.Contains(got, "so far") || strings.Contains(got, "of") {
		t.Errorf("unknown length: %q", got)
	}
	if got := w.progressLine(5<<20, 4<<20); strings.ReplaceAll(got, "\u00a0", " ") != "5.0 MB of 5.0 MB" {
		t.Errorf("more than announced: %q", got)
	}
}

func TestShowSaved(t *testing.T) {
	m := twoDocuments()
	done := saved{target: target{&m.Attachments[1], 2, "Main", true}, file: &ebox.Saved{Path: "/x/main (2).pdf", Verified: true}}
	lost := saved{target: target{&m.Attachments[0], 1, "Annex", false}, err: ebox.ErrDigest}
	w := testWiring(t, "en")
	if err := w.showSaved(&desk{profile: &profile{}}, m, []saved{lost, done}, ebox.MarkYes, &downloadOptions{}); err != nil {
		t.Fatal(err)
	}
	out, errs := output(t, w)
	for _, want := range []string{"Saved: /x/main (2).pdf\n", "saved as main (2).pdf", "Checked:", "SHA-256: 0000"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in %q", want, out)
		}
	}
	for _, want := range []string{"Annex: The document is not the one", "Marked as read:"} {
		if !strings.Contains(errs, want) {
			t.Errorf("%q is missing in %q", want, errs)
		}
	}
	j := w.downloadJSON(&desk{profile: &profile{Name: "x"}}, m, []saved{lost, done}, ebox.MarkYes)
	if len(j.Files) != 1 || len(j.Failed) != 1 || j.Failed[0].Code != "digest" || !j.Files[0].Main || !j.MarkedRead || j.Profile != "x" {
		t.Errorf("%+v", j)
	}
	if err := w.handOn(t.Context(), []saved{done, lost}, &downloadOptions{}); !errors.Is(err, ebox.ErrDigest) {
		t.Errorf("the failure is lost: %v", err)
	}
}

func TestShownPath(t *testing.T) {
	for in, want := range map[string]string{
		"/a/b  c/Décision (2).pdf": "/a/b  c/Décision (2).pdf",
		"/a/\x1b[2J/x":             `"/a/\x1b[2J/x"`,
		"/a/\u202efdp.exe":         `"/a/\u202efdp.exe"`,
	} {
		if got := shownPath(in); got != want {
			t.Errorf("%q: got %s", in, got)
		}
	}
}

// letterbox is a provider that tells whether a message is read, or nothing.
type letterbox struct {
	read bool
	err  error
}

func (l letterbox) Message(ctx context.Context, k ebox.Key) (*ebox.Message, error) {
	if err := errors.Join(ctx.Err(), l.err); err != nil {
		return nil, err
	}
	return &ebox.Message{Key: k, ReadStatus: l.read}, nil
}

func TestMarkOf(t *testing.T) {
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	cut := unanswered(t)
	main, annex := target{main: true}, target{}
	for _, c := range []struct {
		name    string
		src     letterbox
		results []saved
		want    ebox.Mark
		says    string // on the error output
	}{
		{"saved", letterbox{}, []saved{{target: main, file: &ebox.Saved{}}}, ebox.MarkYes, "Marked as read"},
		{"an annex", letterbox{read: true}, []saved{{target: annex, file: &ebox.Saved{}}}, ebox.MarkNo, ""},
		{"refused", letterbox{read: true}, []saved{{target: main, err: ebox.ErrForbidden}}, ebox.MarkNo, ""},
		{"no answer, and read", letterbox{read: true}, []saved{{target: main, err: cut}}, ebox.MarkYes, "Marked as read"},
		{"no answer, and unread", letterbox{}, []saved{{target: main, err: cut}}, ebox.MarkNo, ""},
		{"no answer at all", letterbox{err: ebox.ErrUnavailable}, []saved{{target: main, err: cut}}, ebox.MarkUnknown, "No answer came"},
	} {
		t.Run(c.name, func(t *testing.T) {
			mark := markOf(gone, c.src, ebox.Key{}, c.results)
			if mark != c.want {
				t.Errorf("got %d, want %d", mark, c.want)
			}
			w, d := testWiring(t, "en"), &desk{profile: &profile{}}
			if err := w.showSaved(d, &ebox.Message{}, []saved{}, mark, &downloadOptions{}); err != nil {
				t.Fatal(err)
			}
			if _, errs := output(t, w); (errs != "") != (c.says != "") || !strings.HasPrefix(errs, c.says) {
				t.Errorf("says %q, want %q", errs, c.says)
			}
			j := w.downloadJSON(d, &ebox.Message{}, nil, mark)
			if j.MarkedRead != (c.want == ebox.MarkYes) || j.MarkUnknown != (c.want == ebox.MarkUnknown) {
				t.Errorf("%+v", j)
			}
		})
	}
}

// unanswered is the error of a request for main content to a provider that nobody answers for.
func unanswered(t *testing.T) error {
	t.Helper()
	hc := &http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
		if !strings.HasPrefix(r.URL.Path, "/f/") {
			return nil, io.ErrUnexpectedEOF
		}
		const providers = `[{"messageProviderId":"p","messageProviderUrl":"https://p.example.org","apiSupportedVersion":"2.1"}]`
		return &http.Response{
			StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}},
			Body: io.NopCloser(strings.NewReader(providers)), Request: r,
		}, nil
	})}
	fed, err := ebox.NewFederation("https://f.example.org/f", ebox.Options{HTTP: hc})
	if err != nil {
		t.Fatal(err)
	}
	defer fed.Close()
	_, err = fed.Body(t.Context(), ebox.Key{Provider: "p", ID: "1"})
	if ebox.MarkOf(err) != ebox.MarkUnknown {
		t.Fatalf("the mark is known: %v", err)
	}
	return err
}
