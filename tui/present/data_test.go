package present

import (
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"myebox/ebox"
	"myebox/tui/lang"
)

func TestDataIsSaidInWords(t *testing.T) {
	for _, code := range lang.Codes() {
		v := voice(t, code)
		for _, domain := range strings.Fields("ECONOMY EMPLOYMENT ENVIRONMENT FINANCE FOOD_CHAIN FOREIGN_AFFAIRS HEALTHCARE HOME_AFFAIRS HOUSING HUMAN_RESSOURCE JUSTICE MOBILITY PLANNING_BUREAU PROCUREMENT SOCIAL_SECURITY") {
			if got := v.dataValue("BUSINESS_DOMAIN", ebox.Untrusted(domain)); got == domain || got == "" {
				t.Errorf("%s: %s is said as %q", code, domain, got)
			}
		}
		for _, nature := range strings.Fields("ORIGINAL COPY REPLY") {
			if got := v.dataValue("MESSAGE_NATURE", ebox.Untrusted(nature)); got == nature || got == "" {
				t.Errorf("%s: %s is said as %q", code, nature, got)
			}
		}
		for _, key := range strings.Fields("CONFIDENTIAL FOR_INFORMATION FOR_ACTION FOR_ACTION_DUE_DATE MESSAGE_NATURE BUSINESS_DOMAIN") {
			if got := v.dataLabel(ebox.BusinessData{Key: key, Name: same("name")}); got == "name" || got == key || got == "" {
				t.Errorf("%s: %s is called %q", code, key, got)
			}
		}
	}
}

func TestDataThatIsNotStandard(t *testing.T) {
	v := voice(t, "en")
	for _, c := range []struct{ key, value, want string }{
		{"CONFIDENTIAL", "TRUE", "yes"},
		{"CONFIDENTIAL", "maybe", "maybe"},
		{"FOR_ACTION_DUE_DATE", "2026-02-30", "2026-02-30"},
		{"MESSAGE_NATURE", "OTHER", "OTHER"},
		{"OWN", "TRUE", "TRUE"},
		{"EMPNOSSBECBE", "0308357159", "0308.357.159"},
	} {
		if got := v.dataValue(c.key, ebox.Untrusted(c.value)); got != c.want {
			t.Errorf("%s = %s is said as %q, want %q", c.key, c.value, got, c.want)
		}
	}
	if got := v.dataLabel(ebox.BusinessData{Key: "OWN\x1b[1m"}); got != "OWN" {
		t.Errorf("without a name: %q", got)
	}
}

func TestReplyOptionsAreNotData(t *testing.T) {
	m := plainMessage()
	m.BusinessData = []ebox.BusinessData{
		{Key: "SANDBOX_REPLY_OPTION_1", Name: same("x"), Values: []ebox.Translated{same("agree")}},
		{Key: "SANDBOX_REPLY_COMMENT", Name: same("x"), Values: []ebox.Translated{same("true")}},
	}
	if s := voice(t, "en").data(m); len(s.Items) != 0 {
		t.Errorf("%+v", s.Items)
	}
}

func TestPayment(t *testing.T) {
	for _, c := range []struct {
		name string
		p    ebox.PaymentData
		want []string
	}{
		{"nothing to add", ebox.PaymentData{Amount: 10, Currency: "EUR"}, []string{"Amount to pay: €10.00"}},
		{"cents add up", ebox.PaymentData{Amount: 0.1, VATAmount: 0.2, Currency: "EUR"}, []string{"Amount to pay: €0.30", "Amount without VAT: €0.10", "VAT: €0.20"}},
		{"overdue", ebox.PaymentData{Amount: 1, Currency: "EUR", DueDate: day(-1)}, []string{"Amount to pay: €1.00", "To pay by: 14 July 2026, this date has passed"}},
		{"due today", ebox.PaymentData{Amount: 1, Currency: "EUR", DueDate: day(0)}, []string{"Amount to pay: €1.00", "To pay by: 15 July 2026"}},
		{"wrong account", ebox.PaymentData{Currency: "EUR", IBAN: ebox.Untrusted("BE72096123456769")}, []string{"Amount to pay: €0.00", "Account (IBAN): BE72 0961 2345 6769 (the check digits do not match: ask the sender before you pay)"}},
		{"wrong communication", ebox.PaymentData{Currency: "CHF", Reference: ebox.Untrusted("123456789012")}, []string{"Amount to pay: CHF\u00a00.00", "Structured communication: +++123/4567/89012+++ (the check digits do not match: ask the sender before you pay)"}},
		{"free communication", ebox.PaymentData{Currency: "EUR", Reference: ebox.Untrusted("file 2026/7")}, []string{"Amount to pay: €0.00", "Communication: file 2026/7"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := voice(t, "en")
			got := v.Lines(v.payment(&c.p), 0)
			if diff := cmp.Diff(append(c.want, v.Texts.Payment.NotHere), got); diff != "" {
				t.Error(diff)
			}
		})
	}
	if s := voice(t, "en").payment(nil); len(s.Items) != 0 {
		t.Errorf("no payment: %+v", s.Items)
	}
}

func TestAttachments(t *testing.T) {
	m := fullMessage()
	m.BodyMainContent = false
	for _, c := range []struct {
		index int
		want  FileInfo
	}{
		{0, FileInfo{Number: 1, Title: "Aanslagbiljet", Name: "assessment.pdf", Type: "pdf-document", Size: "ongeveer 1,8\u00a0MB", Marks: []string{"hoofddocument", "ondertekend (hier niet gecontroleerd)"}, Main: true, View: true}},
		{1, FileInfo{Number: 2, Title: "detail.csv", Name: "detail.csv", Type: "tabel (CSV)", Size: "ongeveer 512 bytes", View: true}},
		{2, FileInfo{Number: 3, Title: "odd.bin", Name: "odd.bin", Type: "ander bestand"}},
	} {
		if diff := cmp.Diff(c.want, voice(t, "nl").File(m, c.index)); diff != "" {
			t.Error(diff)
		}
	}
	if got, want := voice(t, "nl").File(m, 0).String(), "Aanslagbiljet, hoofddocument, ondertekend (hier niet gecontroleerd), pdf-document, ongeveer 1,8\u00a0MB, assessment.pdf"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for _, kb := range []float64{-1, 1e300} {
		m.Attachments[0].SizeKB = kb
		if got := voice(t, "nl").File(m, 0).Size; got != "" {
			t.Errorf("a size of %g is said as %q", kb, got)
		}
	}
}

func TestMediaTypes(t *testing.T) {
	types := []string{
		"application/pdf", "application/zip", "text/csv", "text/html", "text/plain", "text/xml", "application/vnd.oasis.opendocument.text",
		"application/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.presentation", "application/vnd.oasis.opendocument.graphics",
		"application/vnd.ms-excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.ms-powerpoint",
		"application/msword", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	}
	for _, code := range lang.Codes() {
		v := voice(t, code)
		seen := map[string]int{}
		for _, mt := range types {
			word := v.MediaType(strings.ToUpper(mt) + "; charset=x")
			if word == v.Texts.Attachments.Other {
				t.Errorf("%s: %s has no words", code, mt)
			}
			seen[word]++
		}
		if len(seen) != 13 { // Excel and Word have two types each
			t.Errorf("%s: %d different words: %v", code, len(seen), seen)
		}
		for _, other := range []string{"application/xml", "image/png", ""} {
			if got := v.MediaType(other); got != v.Texts.Attachments.Other {
				t.Errorf("%s: %q is %q", code, other, got)
			}
		}
	}
	var shown []string
	for _, mt := range types {
		if CanView(mt) {
			shown = append(shown, mt)
		}
	}
	if want := []string{"application/pdf", "text/csv", "text/html", "text/plain", "text/xml"}; !reflect.DeepEqual(shown, want) {
		t.Errorf("shown are %v, want %v", shown, want)
	}
}
