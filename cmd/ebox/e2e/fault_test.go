package e2e

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"myebox/ebox"
	"myebox/ebox/sandbox"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// everyFault is each knob of the sandbox, statuses included.
func everyFault() []sandbox.FaultKind {
	kinds := []sandbox.FaultKind{"400", "401", "403", "404", "409", "413", "415", "429", "500", "501", "502", "503", "504"}
	return append(kinds, sandbox.FaultKinds()...)
}

// patient is the client's limit for one answer, long enough for a busy machine.
const patient = 3 * time.Second

// late makes the one fault that is about time longer than anybody waits.
func late(kind sandbox.FaultKind) time.Duration {
	if kind == sandbox.FaultDelay {
		return time.Minute
	}
	return 0
}

// A provider that fails in whatever way costs a notice with its name, in every language, and never the others' messages.
func TestEveryFaultOfAListIsANotice(t *testing.T) {
	for _, kind := range everyFault() {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel() // they mostly wait
			w := newWorld(t, 25, ebox.Options{Timeout: patient})
			all, err := w.fed.Open(ebox.Query{}).Load(t.Context(), 25)
			if err != nil {
				t.Fatal(err)
			}
			others := 0
			for _, m := range all.Items {
				if m.Key.Provider != "finance" {
					others++
				}
			}
			if err := w.box.Faults().Set(sandbox.Fault{Provider: "finance", Operation: "getMessagesByEBoxId", Kind: kind, Delay: late(kind)}); err != nil {
				t.Fatal(err)
			}
			list := w.fed.Open(ebox.Query{})
			view, err := list.Load(t.Context(), 25)
			if err != nil {
				t.Fatal(err)
			}
			for view.Waiting {
				if view, err = list.Wait(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			if kind == sandbox.FaultDigest { // a document's
				if len(view.Items) != len(all.Items) {
					t.Errorf("%d messages, want %d: it is no fault of a list", len(view.Items), len(all.Items))
				}
				return
			}
			if len(view.Items) != others || !view.AtLeast {
				t.Errorf("%d messages, want the others' %d; at least %v", len(view.Items), others, view.AtLeast)
			}
			noticedInEveryLanguage(t, view.Notices)
		})
	}
}

func noticedInEveryLanguage(t *testing.T, notices []ebox.Notice) {
	t.Helper()
	i := 0
	for i < len(notices) && notices[i].Provider.ID != "finance" {
		i++
	}
	if i == len(notices) {
		t.Fatalf("no notice: %+v", notices)
	}
	for _, code := range []string{"fr", "nl", "de", "en"} {
		v := present.Voice{Texts: lang.For(code), Now: time.Now()}
		name := v.Provider(notices[i].Provider)
		if said := v.Notice(notices[i]); name == "" || !strings.Contains(said, name) {
			t.Errorf("%s: %q does not name %q", code, said, name)
		}
	}
}

// A document that comes to harm on the way is never kept, and what happened is said in every language. The fault gone,
// the same act succeeds.
func TestEveryFaultOfADocumentIsSaid(t *testing.T) {
	for _, kind := range everyFault() {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel() // they mostly wait
			w := newWorld(t, 25, ebox.Options{Timeout: patient})
			view, err := w.fed.Open(ebox.Query{}).Load(t.Context(), 25)
			if err != nil {
				t.Fatal(err)
			}
			m, a := document(t, view)
			if err := w.box.Faults().Set(sandbox.Fault{Provider: "*", Operation: "getAttachmentContentById", Kind: kind, Delay: late(kind)}); err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			_, err = w.fed.Save(t.Context(), m, a, ebox.SaveOptions{Dir: dir})
			if err == nil {
				t.Fatal("saved in spite of the fault")
			}
			if left := entries(t, dir); len(left) != 0 {
				t.Errorf("left behind: %v", left)
			}
			saidInEveryLanguage(t, err)
			w.box.Faults().Clear()
			marked(t, w, m.Key, err)
			if s, err := w.fed.Save(t.Context(), m, a, ebox.SaveOptions{Dir: dir}); err != nil || !s.Verified {
				t.Errorf("without the fault: %+v, %v", s, err)
			}
		})
	}
}

// saidInEveryLanguage wants what happened, what it means and what to do, and no confession of ignorance.
func saidInEveryLanguage(t *testing.T, err error) {
	t.Helper()
	for _, code := range []string{"fr", "nl", "de", "en"} {
		f := present.Voice{Texts: lang.For(code), Now: time.Now()}.Error(err)
		if f.What == "" || f.Means == "" || f.Todo == "" {
			t.Errorf("%s: nothing is said of %v: %+v", code, err, f)
		}
		if f.What == lang.For(code).Errors.Unknown.What {
			t.Errorf("%s: %v is said to be unknown", code, err)
		}
	}
}

// marked wants the server to agree with what the client knows of the read mark after err.
func marked(t *testing.T, w *world, k ebox.Key, err error) {
	t.Helper()
	m, gerr := w.fed.Message(t.Context(), k)
	if gerr != nil {
		t.Fatal(gerr)
	}
	if mark := ebox.MarkOf(err); mark == ebox.MarkYes && !m.ReadStatus || mark == ebox.MarkNo && m.ReadStatus {
		t.Errorf("after %v the mark is taken for %d, the server says read: %v", err, mark, m.ReadStatus)
	}
}

// document is an unread message's main PDF that has a digest.
func document(t *testing.T, view ebox.View) (*ebox.Message, *ebox.Attachment) {
	t.Helper()
	for _, m := range view.Items {
		if a := m.Main(); a != nil && a.MediaType == "application/pdf" && a.Digest != nil && !m.ReadStatus {
			return m, a
		}
	}
	t.Fatal("no message with a PDF")
	return nil, nil
}

func entries(t *testing.T, dir string) []string {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range files {
		names = append(names, f.Name())
	}
	return names
}

// When no provider answers, the reason is an error with words, not an empty box.
func TestEverybodyFailing(t *testing.T) {
	for _, kind := range []sandbox.FaultKind{"401", "403", "404", "503", sandbox.FaultBroken, sandbox.FaultCut} {
		for _, provider := range []string{"*", sandbox.FederationName} {
			t.Run(fmt.Sprintf("%s %s", provider, kind), func(t *testing.T) {
				t.Parallel() // they mostly wait
				w := newWorld(t, 25, ebox.Options{Timeout: patient})
				if err := w.box.Faults().Set(sandbox.Fault{Provider: provider, Operation: "*", Kind: kind, Delay: late(kind)}); err != nil {
					t.Fatal(err)
				}
				_, err := w.fed.Open(ebox.Query{}).Load(t.Context(), 25)
				if err == nil {
					t.Fatal("an empty box without an error")
				}
				if kind == "401" && !errors.Is(err, ebox.ErrUnauthorized) {
					t.Errorf("not seen as the end of the session: %v", err)
				}
				saidInEveryLanguage(t, err)
			})
		}
	}
}
