package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"myebox/ebox"
	"myebox/tui/lang"
)

func longMessage() *ebox.Message {
	return &ebox.Message{
		Key: ebox.Key{Provider: "nsso", ID: "a/b c"}, RegisteredMail: true, ReplyAuthorized: true, Visible: true,
		Subject:     ebox.Translated{FR: ebox.Untrusted(strings.Repeat("Votre décision\x1b[2J 日本 ", 20))},
		ReceiptDate: testNow.AddDate(0, -1, 0), ExpirationDate: testNow.AddDate(0, 0, 3), SenderOrganizationID: "0206731645",
		BusinessData: []ebox.BusinessData{{Key: "FOR_ACTION", Values: []ebox.Translated{{NL: ebox.Untrusted("true")}}}},
	}
}

func TestListLine(t *testing.T) {
	short := &ebox.Message{Key: ebox.Key{Provider: "p", ID: "1"}, ReadStatus: true, Subject: ebox.Translated{NL: ebox.Untrusted("X")}, ReceiptDate: testNow}
	for _, code := range lang.Codes() {
		v := testWiring(t, code).voice(newNames())
		for _, m := range []*ebox.Message{longMessage(), short} {
			for _, columns := range []int{plainWidth, 40, 120} {
				line := listLine(v, m, columns, false)
				if w := ansi.StringWidth(line); w != columns {
					t.Errorf("%s: %d columns, want %d: %q", code, w, columns, line)
				}
				if !strings.HasSuffix(line, "  "+shortRef(m.Key)) || strings.ContainsAny(line, "\x1b\n\t") {
					t.Errorf("%s: %q", code, line)
				}
			}
			if wide := listLine(v, m, plainWidth, true); !strings.HasSuffix(wide, "  "+m.Key.String()) || strings.Contains(wide, "…") {
				t.Errorf("%s: %q", code, wide)
			}
		}
		if line := listLine(v, longMessage(), plainWidth, false); !strings.HasPrefix(line, v.Texts.Row.Unread) {
			t.Errorf("%s: what matters does not come first: %q", code, line)
		}
	}
}

func TestPrintList(t *testing.T) {
	items := []*ebox.Message{longMessage()}
	failed := []ebox.Notice{{Kind: ebox.NoticeFailed, Provider: ebox.Provider{ID: "nsso"}}}
	for _, c := range []struct {
		name       string
		view       ebox.View
		shown      int
		o          listOptions
		lines      int
		want, lack string
	}{
		{"all there is", ebox.View{Items: items, Total: 1}, 1, listOptions{}, 1, "", "--all"},
		{"more there is", ebox.View{Items: items, Total: 9, More: true}, 1, listOptions{}, 1, "1 of 9. --all shows", ""},
		{"lower bound", ebox.View{Items: items, Total: 9, More: true, AtLeast: true}, 1, listOptions{}, 1, "1 of at least 9. ", ""},
		{"a provider is missing", ebox.View{Items: items, Total: 1, AtLeast: true, Notices: failed}, 1, listOptions{}, 1, "nsso does not answer", "--all"},
		{"empty box", ebox.View{}, 0, listOptions{folder: "inbox"}, 0, "There are no messages.", ""},
		{"nothing hidden", ebox.View{}, 0, listOptions{folder: "hidden"}, 0, "You have hidden no messages.", ""},
		{"nothing fits", ebox.View{}, 0, listOptions{unread: true}, 0, "No message matches", ""},
		{"nothing could be asked", ebox.View{Notices: failed}, 0, listOptions{unread: true}, 0, "No message could be fetched yet.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := testWiring(t, "en")
			w.printList(newNames(), c.view, c.view.Items[:c.shown], &c.o)
			out, errs := output(t, w)
			if strings.Count(out, "\n") != c.lines || !strings.Contains(errs, c.want) {
				t.Errorf("out %q, errors %q, want %q", out, errs, c.want)
			}
			if c.lack != "" && strings.Contains(errs, c.lack) {
				t.Errorf("errors %q", errs)
			}
		})
	}
}

func TestIncomplete(t *testing.T) {
	for kind, want := range map[ebox.NoticeKind]bool{
		ebox.NoticeFailed: true, ebox.NoticeWaiting: true, ebox.NoticeMaintenance: false, ebox.NoticeNotYet: false,
		ebox.NoticeUnsupported: false, ebox.NoticeStale: false, ebox.NoticeNames: false,
	} {
		if got := incomplete(ebox.View{Notices: []ebox.Notice{{Kind: kind}}}); got != want {
			t.Errorf("kind %d: %t", kind, got)
		}
	}
	for _, kind := range []ebox.NoticeKind{
		ebox.NoticeFailed, ebox.NoticeWaiting, ebox.NoticeMaintenance, ebox.NoticeNotYet, ebox.NoticeUnsupported, ebox.NoticeRefused,
		ebox.NoticeEnded, ebox.NoticeStale, ebox.NoticeNames,
	} {
		if noticeKinds[kind] == "" {
			t.Errorf("kind %d has no word in JSON", kind)
		}
	}
}

func TestMessageJSON(t *testing.T) {
	v := testWiring(t, "fr").voice(newNames())
	m := longMessage()
	got := newMessageJSON(v, m)
	if got.Ref != "nsso/a%2Fb%20c" || got.Short != shortRef(m.Key) || !got.Unread || !got.Registered || !got.ForAction || got.Hidden {
		t.Errorf("%+v", got)
	}
	if strings.Contains(got.Subject, "\x1b") || got.Sender != (namedJSON{ID: "0206731645"}) {
		t.Errorf("%+v", got)
	}
	if got.DaysLeft == nil || *got.DaysLeft != 3 || got.Received.Location() != ebox.Brussels() {
		t.Errorf("%+v", got)
	}
	m.ExpirationDate = time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)
	if got := newMessageJSON(v, m); got.DaysLeft != nil || !got.AvailableUntil.IsZero() {
		t.Errorf("no limit: %+v", got)
	}
}

func TestNoticesJSON(t *testing.T) {
	w := testWiring(t, "en")
	got := w.noticesJSON(w.voice(nil), []ebox.Notice{
		{Kind: ebox.NoticeFailed, Provider: ebox.Provider{ID: "a"}, Err: &ebox.StatusError{HTTP: 403}},
		{Kind: ebox.NoticeMaintenance, Provider: ebox.Provider{ID: "b"}, Until: testNow},
	})
	if kinds := fmt.Sprintf("%s %s, %s %s", got[0].Kind, got[0].Code, got[1].Kind, got[1].Code); kinds != "failed not_permitted, maintenance " || !got[1].Until.Equal(testNow) {
		t.Errorf("%+v", got)
	}
	if empty := w.noticesJSON(w.voice(nil), nil); empty == nil {
		t.Error("none is an empty list in JSON, not null")
	}
}
