package present

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"myebox/ebox"
	"myebox/tui/lang"
)

var consentDay = time.Date(2026, 3, 12, 10, 30, 0, 0, time.UTC)

// eachVoice are the voices of all languages.
func eachVoice(t *testing.T, do func(t *testing.T, v Voice)) {
	t.Helper()
	for _, code := range lang.Codes() {
		t.Run(code, func(t *testing.T) { do(t, Voice{Texts: lang.For(code), Now: consentDay}) })
	}
}

// said is a section on one line.
func said(v Voice, ss ...Section) string {
	var out []string
	for _, s := range ss {
		out = append(out, s.Title)
		out = append(out, v.Lines(s, 0)...)
	}
	return strings.Join(out, " ")
}

func holds(t *testing.T, text string, words ...string) {
	t.Helper()
	for _, w := range words {
		if w == "" || !strings.Contains(text, w) {
			t.Errorf("%q is not in %q", w, text)
		}
	}
}

func TestProfileSays(t *testing.T) {
	eachVoice(t, func(t *testing.T, v Voice) {
		c := v.Texts.Consent.State
		p := &ebox.Profile{
			State: ebox.BoxUnvalidated, Email: ebox.Untrusted("test\x1b[31m@example.be"), CodeSent: consentDay,
			Consented: consentDay, Terms: "2026\x1b-01",
		}
		s := v.Profile(p)
		holds(t, said(v, s), c.Unvalidated, c.UnvalidatedMeans, "2026", v.Texts.DateTime(consentDay))
		if s.Items[0].Level != Warning || s.Items[1].Level != Warning {
			t.Error("an address that is not verified is no warning")
		}
		if strings.Contains(said(v, s), "\x1b") {
			t.Error("an escape sequence of the server")
		}
		p.State, p.Withdrawn, p.Effective = ebox.BoxWithdrawn, consentDay, consentDay.AddDate(0, 0, 30)
		holds(t, said(v, v.Profile(p)), c.Withdrawing, c.UntilThen, c.Afterwards, c.Keep, v.Texts.DateTime(p.Effective))
		v.Now = p.Effective
		done := said(v, v.Profile(p))
		holds(t, done, c.Withdrawn, c.Afterwards, c.Keep)
		if strings.Contains(done, c.UntilThen) {
			t.Error("a withdrawal that was processed is still waited for")
		}
		holds(t, said(v, v.ProfileElsewhere()), c.Unknown, c.NoOperations)
	})
}

// TestWithdrawalSays holds the operator's rules: what stays in force, what follows, what it is not, and all four ways in
// their order with their addresses.
func TestWithdrawalSays(t *testing.T) {
	eachVoice(t, func(t *testing.T, v Voice) {
		w := v.Texts.Consent.Withdrawal
		holds(t, said(v, v.Withdrawal()), w.What, w.Until, w.After, w.First, w.NotLogout)
		holds(t, strings.ToLower(w.Until), strings.ToLower(v.Texts.Terms.LegalEffects))
		ways := v.Ways()
		urls := []string{PageMyEbox, "", PageSelfManagement, ""}
		for i, x := range ways {
			if x.Number != i+1 || x.URL != urls[i] || x.Letter != (i == 3) {
				t.Errorf("way %d: %+v", i+1, x)
			}
		}
		if len(ways) != 4 {
			t.Fatalf("%d ways", len(ways))
		}
		holds(t, ways[0].Text, lang.Capital(v.Texts.Terms.Profile))
		holds(t, ways[1].Text, "Mijn Burgerprofiel", "Doccle", "KBC", "Trusto", "IRISbox")
		holds(t, ways[3].Text, v.Texts.Terms.BOSA, "30")
		text := said(v, v.WaysSection(false))
		holds(t, text, "1. ", "4. ", v.Texts.Consent.Ways.Intro, PageMyEbox, PageSelfManagement)
		if strings.Contains(said(v, v.WaysSection(true)), v.Texts.Consent.Ways.Intro) {
			t.Error("it says that this program cannot withdraw where it can")
		}
		holds(t, said(v, v.ServiceProvidersSection()), "Doccle", "KBC (Mobile)", "Trusto", "IRISbox", "Mijn Burgerprofiel", "MyGov.be", PageSelfManagement)
	})
	for _, page := range []string{PageMyEbox, PageSelfManagement} {
		if u, err := url.Parse(page); err != nil || u.Scheme != "https" || !strings.HasSuffix(u.Host, ".belgium.be") {
			t.Errorf("%s is no official page", page)
		}
	}
}

func TestMeaningSays(t *testing.T) {
	eachVoice(t, func(t *testing.T, v Voice) {
		m := v.Texts.Consent.Meaning
		holds(t, said(v, v.Meaning()), m.Receive, m.Paper, m.All, m.Effects, m.Terms, m.Email, m.Later)
		holds(t, strings.ToLower(m.Effects), strings.ToLower(v.Texts.Terms.LegalEffects))
		a := ebox.Activation{Terms: "1", Email: "test@example.be", Notifications: ebox.Notifications{Lang: "nl"}}
		holds(t, said(v, v.Activation(a)), "test@example.be", v.Texts.Words.No, v.Texts.LanguageName("nl"), v.Texts.Consent.Notify.Off)
		a.Notifications.New = true
		if strings.Contains(said(v, v.Activation(a)), v.Texts.Consent.Notify.Off) {
			t.Error("consequences of switching off what is on")
		}
	})
}

// TestLegalTexts leaves nothing out of a text, takes every escape out, and says when there is another language only.
func TestLegalTexts(t *testing.T) {
	v := Voice{Texts: lang.For("de"), Now: consentDay}
	terms := &ebox.Terms{
		Version: "2", Date: consentDay, Text: ebox.Translated{FR: ebox.Untrusted("Un.\r\n\r\nDeux\x1b[2J.\n\nTrois.")},
		Privacy: ebox.Translated{DE: ebox.Untrusted("Eins."), FR: ebox.Untrusted("Un.")},
	}
	want := []string{"Version 2 vom 12.03.2026", "Diesen Text gibt es nur in dieser Sprache: Französisch", "Un.", "Deux.", "Trois."}
	var got []string
	for _, i := range v.Terms(terms).Items {
		got = append(got, i.Text)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if s := said(v, v.Privacy(terms)); strings.Contains(s, "Französisch") || !strings.Contains(s, "Eins.") {
		t.Errorf("privacy statement: %q", s)
	}
	if !HasTerms(terms) {
		t.Error("texts that are there are missing")
	}
	for _, none := range []*ebox.Terms{{Version: "2"}, {Text: terms.Text, Privacy: terms.Privacy}, {Version: "2", Text: terms.Text}} {
		if HasTerms(none) {
			t.Errorf("there is something to accept: %+v", none)
		}
	}
	holds(t, said(v, v.Terms(&ebox.Terms{})), v.Texts.Consent.Activation.NoText)
}

func TestCodeDigits(t *testing.T) {
	for typed, want := range map[string]string{"123456": "123456", " 123 456 ": "123456", "12345": "", "1234567": "", "12345a": "", "": "", "１２３４５６": ""} {
		got, ok := CodeDigits(typed)
		if ok != (want != "") || ok && got != want {
			t.Errorf("%q gives %q, %v", typed, got, ok)
		}
	}
}

func TestWithdrawalWord(t *testing.T) {
	eachVoice(t, func(t *testing.T, v Voice) {
		w := v.WithdrawalWord()
		for typed, want := range map[string]bool{w: true, " " + strings.ToUpper(w): true, w + "x": false, "": false, "y": false, w[:len(w)-1]: false} {
			if v.IsWithdrawalWord(typed) != want {
				t.Errorf("%q: %v", typed, !want)
			}
		}
	})
}

func TestNotificationsOff(t *testing.T) {
	v := Voice{Texts: lang.For("en")}
	on, off := ebox.Notifications{New: true, Reminder: true}, ebox.Notifications{New: true}
	if v.NotificationsOff(on, off) == "" || v.NotificationsOff(off, on) != "" || v.NotificationsOff(on, on) != "" {
		t.Error("consequences of switching off are said at the wrong time")
	}
	holds(t, said(v, v.Notifications(off)), v.Texts.Consent.Notify.Off, v.Texts.Consent.Notify.Never, "plain text")
}

func TestPaperSays(t *testing.T) {
	eachVoice(t, func(t *testing.T, v Voice) {
		p := v.Texts.Consent.Paper
		s := v.Paper(&ebox.Preferences{EnterpriseNumber: "0206731645", ExclusivelyEbox: true, LastConnectionDate: consentDay})
		holds(t, said(v, s), p.Only, p.OnlyMeans, "0206.731.645", v.Texts.DateTime(consentDay))
		holds(t, said(v, v.Paper(nil)), p.NotOffered)
		for _, only := range []bool{true, false} {
			question, yes, means := v.PaperChange(only)
			if question == "" || yes == "" || !strings.Contains(means, v.Texts.Terms.LegalEffects) {
				t.Errorf("%v: %q, %q, %q", only, question, yes, means)
			}
		}
		holds(t, said(v, v.AboutBox(true)), v.Texts.App.Enterprise, lang.Capital(v.Texts.Terms.ManageBox), v.Texts.Terms.AccessManager)
		holds(t, said(v, v.AboutBox(false)), v.Texts.App.WhatItIs)
	})
}

func TestStocks(t *testing.T) {
	v := Voice{Texts: lang.For("fr")}
	stocks := []Stock{{PartInbox, 2, 1}, {PartHidden, 1, 0}, {PartRegistered, 1, 1}}
	e := v.Texts.Consent.Everything
	holds(t, said(v, v.Everything(stocks, true)), "2 messages dans la boîte de réception, 1 non lu", "1 message masqué, aucun non lu", "1 recommandé, 1 non lu",
		e.Marks, e.ApartNote, e.HiddenNote, e.Missing)
	holds(t, said(v, v.Everything([]Stock{{PartInbox, 0, 0}}, false)), e.Nothing)
	for _, s := range stocks {
		question, know := v.PartQuestion(s)
		holds(t, strings.Join(append(know, question, v.PartStart(s.Part)), " "), e.Marks, v.Stock(s))
	}
	for _, c := range []struct {
		registered, hidden bool
		want               BoxPart
	}{{false, false, PartInbox}, {false, true, PartHidden}, {true, false, PartRegistered}, {true, true, PartRegistered}} {
		if got := PartOf(&ebox.Message{RegisteredMail: c.registered}, c.hidden); got != c.want {
			t.Errorf("%+v is in part %d", c, got)
		}
	}
}

func TestActErrors(t *testing.T) {
	v := Voice{Texts: lang.For("en")}
	e := v.Texts.Consent.Errors
	status := func(code int) error { return &ebox.StatusError{Op: "test", HTTP: code} }
	for _, c := range []struct {
		name   string
		err    error
		what   string
		unsure bool
	}{
		{"wrong code", ebox.ErrWrongCode, e.WrongCode.What, false},
		{"code over", ebox.ErrCodeOver, e.CodeOver.What, false},
		{"terms changed", ebox.ErrTermsChanged, e.TermsChanged.What, false},
		{"bad address", ebox.ErrBadEmail, e.BadEmail.What, false},
		{"state", fmt.Errorf("%w: %w", ebox.ErrWrongState, status(409)), e.Refused.What, false},
		{"no answer", ebox.ErrUnavailable, e.Unsure.What, true},
		{"server error", status(503), e.Unsure.What, true},
		{"too slow", context.DeadlineExceeded, e.Unsure.What, true},
		{"program ends", context.Canceled, e.Unsure.What, true},
		{"nonsense", ebox.ErrMalformed, e.Unsure.What, true},
		{"session", status(401), v.Texts.Errors.Unauthorized.What, false},
		{"forbidden", status(403), v.Texts.Errors.Forbidden.What, false},
		{"wait", status(429), v.Texts.Errors.Throttled.What, false},
		{"other", errors.New("other"), v.Texts.Errors.Unknown.What, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if f := v.Act(c.err); f.What != c.what || f.Means == "" || f.Todo == "" {
				t.Errorf("%+v", f)
			}
			if Unsure(c.err) != c.unsure {
				t.Errorf("unsure: %v", !c.unsure)
			}
		})
	}
	if Unsure(nil) || !v.NoLetter(nil).IsZero() || v.NoLetter(errors.New("other")).What != e.NoLetter.What {
		t.Error("nothing is something, or something nothing")
	}
}
