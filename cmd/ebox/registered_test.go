package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"myebox/ebox"
	"myebox/tui/lang"
)

// terminalWith is a system at whose terminal that is typed.
func terminalWith(t *testing.T, text string) *wiring {
	t.Helper()
	r, wr, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	if _, err := io.WriteString(wr, text); err != nil {
		t.Fatal(err)
	}
	if err := wr.Close(); err != nil {
		t.Fatal(err)
	}
	w := testWiring(t, "en")
	w.sys.in, w.sys.inTTY, w.sys.errTTY = r, true, true
	return w
}

func TestAgree(t *testing.T) {
	fresh := &ebox.Message{}
	registered := &ebox.Message{RegisteredMail: true, Subject: ebox.Translated{NL: ebox.Untrusted("Beslissing")}}
	opened := &ebox.Message{RegisteredMail: true, ReadStatus: true}
	for _, c := range []struct {
		name  string
		m     *ebox.Message
		ok    bool   // --registered-ok
		typed string // "-": no terminal
		want  error
		said  string
	}{
		{"ordinary", fresh, false, "-", nil, "it marks"},
		{"read already", &ebox.Message{ReadStatus: true}, false, "-", nil, ""},
		{"registered and opened before", opened, false, "-", nil, ""},
		{"registered, nobody to ask", registered, false, "-", errNeedsConsent, ""},
		{"registered, by flag", registered, true, "-", nil, "it marks"},
		{"registered, yes", registered, false, "yes\n", nil, "Opening it is recorded"},
		{"registered, Yes after other words", registered, false, "y\n\nsure\n YES \n", nil, "Beslissing"},
		{"registered, no", registered, false, "no\n", errDeclined, "Type “yes” or “no”:"},
		{"registered, end of input", registered, false, "", errDeclined, ""},
		{"registered, half a line", registered, false, "yes", errDeclined, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := terminalWith(t, c.typed)
			if c.typed == "-" {
				w.sys.inTTY = false
			}
			if err := w.agree(t.Context(), c.m, c.ok, "it marks"); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if _, errs := output(t, w); !strings.Contains(errs, c.said) || c.said == "" && c.m.ReadStatus && errs != "" {
				t.Errorf("said %q", errs)
			}
		})
	}
}

func TestAgreeIsCancelled(t *testing.T) {
	w := terminalWith(t, "")
	r, wr, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer wr.Close() // nothing is ever typed; this ends the reader
	defer r.Close()
	w.sys.in = r
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := w.agree(ctx, &ebox.Message{RegisteredMail: true}, false, ""); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// The words for yes and no are different ones, and are what the question names, in every language.
func TestWordsOfConsent(t *testing.T) {
	for _, code := range lang.Codes() {
		w := testWiring(t, code)
		yes, no := w.t.Words.Yes, w.t.Words.No
		if yes == "" || no == "" || strings.EqualFold(yes, no) || len(yes) < 2 {
			t.Errorf("%s: %q and %q", code, yes, no)
		}
		var out bytes.Buffer
		w.sys.in = nil
		if strings.Count(w.words.TypeYes, "%s") != 2 || out.Len() != 0 {
			t.Errorf("%s: %q", code, w.words.TypeYes)
		}
	}
}

func TestBrokenTerminal(t *testing.T) {
	w := terminalWith(t, "yes\n")
	if ok, err := w.sys.confirm(t.Context(), brokenWriter{}, "?", "yes", "no"); ok || err == nil {
		t.Errorf("a question that nobody saw was answered: %t, %v", ok, err)
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, iotest.ErrTimeout }
