package present

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"myebox/ebox"
	"myebox/tui/lang"
)

// page is a message as a plain page of that width: what a person reads from top to bottom.
func page(v Voice, sections []Section, width int) string {
	var b strings.Builder
	for i, s := range sections {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(strings.ToUpper(s.Title) + "\n")
		for _, l := range v.Lines(s, width) {
			b.WriteString(l + "\n")
		}
	}
	return b.String()
}

func TestMessage(t *testing.T) {
	closed := fullMessage()
	closed.Visible = false
	for _, code := range lang.Codes() {
		v := voice(t, code)
		for _, c := range []struct {
			name string
			m    *ebox.Message
			p    Parts
		}{
			{"full", fullMessage(), Parts{Body: fullBody()}},
			{"closed", closed, Parts{}},
			{"plain", plainMessage(), Parts{Body: &ebox.Translated{}}},
		} {
			t.Run(code+"/"+c.name, func(t *testing.T) {
				text := page(v, v.Message(c.m, c.p), 79)
				for i, l := range strings.Split(text, "\n") {
					if w := ansi.StringWidth(l); w > 79 {
						t.Errorf("line %d takes %d columns: %s", i+1, w, l)
					}
				}
				golden.RequireEqual(t, text)
			})
		}
	}
}

func TestMessageKeepsItsOrder(t *testing.T) {
	var got []Kind
	for _, s := range voice(t, "en").Message(fullMessage(), Parts{Body: fullBody()}) {
		got = append(got, s.Kind)
	}
	want := []Kind{Header, State, Availability, Body, Data, Pay, Documents, Contact, More}
	if len(got) != len(want) {
		t.Fatalf("sections %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("section %d is %v, want %v", i, got[i], want[i])
		}
	}
}

func TestHeaderIsThreeRows(t *testing.T) {
	for _, code := range lang.Codes() {
		v := voice(t, code)
		if n := len(v.header(fullMessage()).Items); n != 3 {
			t.Errorf("%s: the header has %d items, want 3", code, n)
		}
	}
}

func TestAvailabilityIsNeverValidity(t *testing.T) {
	for _, code := range lang.Codes() {
		v := voice(t, code)
		for _, c := range []struct {
			name  string
			days  int
			level Level
			want  string // of this language's texts
		}{
			{"far", 400, Plain, ""},
			{"16 days", 16, Plain, ""},
			{"15 days", 15, Notice, v.Texts.Reader.DownloadInTime},
			{"8 days", 8, Notice, v.Texts.Reader.DownloadInTime},
			{"7 days", 7, Warning, v.Texts.Reader.DownloadNow},
			{"tomorrow", 1, Warning, v.Texts.Reader.DownloadNow},
		} {
			t.Run(code+"/"+c.name, func(t *testing.T) {
				m := plainMessage()
				m.ExpirationDate = day(c.days)
				text := page(v, []Section{v.availability(m)}, 0)
				until, _, _ := strings.Cut(v.Texts.Reader.AvailableUntil, "%s")
				if !strings.Contains(text, lang.Capital(until)) || !strings.Contains(text, c.want) {
					t.Errorf("want %q and %q in:\n%s", until, c.want, text)
				}
				if v.Urgency(m) != c.level {
					t.Errorf("urgency %v, want %v", v.Urgency(m), c.level)
				}
				for _, wrong := range []string{"valid until", "geldig tot", "valable jusqu", "gültig bis"} {
					if strings.Contains(strings.ToLower(text), wrong) {
						t.Errorf("says %q:\n%s", wrong, text)
					}
				}
			})
		}
	}
}

func TestAvailabilityWithoutLimitAndOver(t *testing.T) {
	v := voice(t, "en")
	m := plainMessage()
	m.ExpirationDate = day(400000 * 8)
	if got := page(v, []Section{v.availability(m)}, 0); got != "AVAILABILITY PERIOD\nNo time limit\n" {
		t.Errorf("without limit: %q", got)
	}
	m.ExpirationDate = day(-1)
	got := page(v, []Section{v.availability(m)}, 0)
	if !strings.Contains(got, "no longer available") || strings.Contains(got, "ownload") {
		t.Errorf("over: %q", got)
	}
}

func TestAttentionMasksTheNumber(t *testing.T) {
	m := plainMessage()
	for _, c := range []struct {
		name string
		f    *ebox.ForTheAttentionOf
		want string
	}{
		{"name", &ebox.ForTheAttentionOf{ID: ebox.Untrusted("99123199961"), Name: ebox.Untrusted("Test Specimen")}, "Test Specimen"},
		{"number only", &ebox.ForTheAttentionOf{ID: ebox.Untrusted("99123199961")}, "••.••.••-•••.61"},
		{"nothing", &ebox.ForTheAttentionOf{}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			m.ForTheAttentionOf = c.f
			text := page(voice(t, "en"), voice(t, "en").Message(m, Parts{}), 0)
			if strings.Contains(text, "991231") {
				t.Errorf("the number is shown:\n%s", text)
			}
			if has := strings.Contains(text, "For the attention of: "); has != (c.want != "") || !strings.Contains(text, c.want) {
				t.Errorf("want %q in:\n%s", c.want, text)
			}
		})
	}
}

func TestContentLanguage(t *testing.T) {
	v := voice(t, "en")
	v.Content = "de"
	if got := v.Subject(fullMessage()); got != "Ihr Steuerbescheid Einkünfte 2025" {
		t.Errorf("subject %q", got)
	}
	v.Content = ""
	if got := v.Subject(fullMessage()); got != "Votre avertissement-extrait de rôle revenus 2025" {
		t.Errorf("without English: %q", got)
	}
	if got := v.Subject(&ebox.Message{}); got != "(no subject)" {
		t.Errorf("no subject: %q", got)
	}
}

func TestNamesThatAreNotKnown(t *testing.T) {
	v := voice(t, "en")
	m := plainMessage()
	m.SenderOrganizationID, m.MessageTypeID, m.SenderApplicationID = "406798006", "job:\x1b[31mx", ""
	if got := v.SenderLong(m); got != "sender 0406.798.006" {
		t.Errorf("sender %q", got)
	}
	if got := v.Type(m); got != "job:x" {
		t.Errorf("type %q", got)
	}
	v.Names = nil
	if got := v.Sender(m) + v.Application(m); got != "sender 0406.798.006" {
		t.Errorf("without names: %q", got)
	}
}

func TestNothingOfAServerReachesTheTerminalRaw(t *testing.T) {
	evil := "a\x1b]0;x\x07b\u202ec\r\nd\x9b31m"
	m := fullMessage()
	m.Key = ebox.Key{Provider: "p\x1b[2J", ID: evil}
	m.Subject, m.MessageTypeID, m.SenderApplicationID, m.SenderOrganizationID = same(evil), evil, evil, evil
	m.ForTheAttentionOf.Name = ebox.Untrusted(evil)
	m.BusinessData = append(m.BusinessData, ebox.BusinessData{Key: evil, Values: []ebox.Translated{same(evil)}})
	m.PaymentData.Currency, m.PaymentData.IBAN, m.PaymentData.BIC = evil, ebox.Untrusted(evil), ebox.Untrusted(evil)
	m.PaymentData.Reference = ebox.Untrusted(evil)
	m.Attachments[0].FileName, m.Attachments[0].Title = ebox.Untrusted(evil), same(evil)
	body := same(evil)
	v := voice(t, "en")
	text := page(v, v.Message(m, Parts{Body: &body}), 0) + v.Row(m).Spoken(0) + string(v.BodyFile(m, body))
	for _, r := range text {
		if r < ' ' && r != '\n' || r >= 0x7F && r < 0xA0 || r == 0x202E {
			t.Fatalf("%U is in the text:\n%q", r, text)
		}
	}
}
