package mailbox

import (
	"encoding/json"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

var contractTime = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$`)

// The contract's required fields, and those that the prose adds.
var required = map[string][]string{
	"message":      {"messageId", "subject", "receiptDate", "expirationDate", "readStatus", "visible", "registeredMail", "messageTypeId", "senderOrganizationId", "bodyMainContent", "replyAuthorized"},
	"attachments":  {"items", "totalItems"},
	"attachment":   {"fileName", "mainContent", "mediaType", "size", "attachmentId"},
	"digest":       {"digestValue", "digestMethod"},
	"businessData": {"key", "name", "values"},
	"payment":      {"paymentDataId", "amount", "vatAmount", "currency", "dueDate", "iban"},
}

func has(t *testing.T, what string, v any) map[string]any {
	t.Helper()
	m, ok := v.(map[string]any)
	if !ok {
		t.Fatalf("%s is no object: %v", what, v)
	}
	for _, k := range required[what] {
		if _, ok := m[k]; !ok {
			t.Errorf("%s has no %s: %v", what, k, m)
		}
	}
	return m
}

// walk fails on null anywhere.
func walk(t *testing.T, path string, v any) {
	t.Helper()
	switch v := v.(type) {
	case nil:
		t.Errorf("%s is null", path)
	case map[string]any:
		for k, x := range v {
			walk(t, path+"."+k, x)
		}
	case []any:
		for _, x := range v {
			walk(t, path+"[]", x)
		}
	}
}

func TestMessagesKeepTheContract(t *testing.T) {
	w := newWorld(t, Config{Seed: 13, Size: 120})
	eachBox(t, w, func(provider, boxType string, b *Box) {
		for _, message := range all(b, Filter{}) {
			text, err := json.Marshal(message)
			if err != nil {
				t.Fatal(err)
			}
			var v any
			if err := json.Unmarshal(text, &v); err != nil {
				t.Fatal(err)
			}
			walk(t, provider, v)
			m := has(t, "message", v)
			for _, k := range []string{"receiptDate", "expirationDate"} {
				if s, _ := m[k].(string); !contractTime.MatchString(s) {
					t.Errorf("%s: %s", k, s)
				}
			}
			mains := 0
			if m["bodyMainContent"] == true {
				mains++
			}
			if list, ok := m["attachments"]; ok {
				for _, a := range has(t, "attachments", list)["items"].([]any) {
					a := has(t, "attachment", a)
					if a["mainContent"] == true {
						mains++
					}
					if a["digest"] != nil {
						has(t, "digest", a["digest"])
					}
				}
			}
			if mains != 1 {
				t.Errorf("%d main contents: %s", mains, text)
			}
			if list, ok := m["businessDataList"]; ok {
				for _, d := range has(t, "attachments", list)["items"].([]any) {
					has(t, "businessData", d)
				}
			}
			if p, ok := m["paymentData"]; ok {
				has(t, "payment", p)
			}
			checkValues(t, &message)
		}
	})
}

// checkValues looks at what no schema can say.
func checkValues(t *testing.T, m *Message) {
	t.Helper()
	for _, s := range []string{m.Subject.NL, m.Subject.FR, m.Subject.DE} {
		if !utf8.ValidString(s) || utf8.RuneCountInString(s) > maxSubject+60 || regexp.MustCompile(`[{}]`).MatchString(s) {
			t.Errorf("subject %q", s)
		}
	}
	ids := []string{}
	if m.Attachments != nil {
		for _, a := range m.Attachments.Items {
			ids = append(ids, a.AttachmentID)
			if !acceptedMedia(a.MediaType) || utf8.RuneCountInString(a.FileName) > maxFileName || a.FileName == "" {
				t.Errorf("attachment %+v", a)
			}
		}
		slices.Sort(ids)
		if len(slices.Compact(ids)) != m.Attachments.TotalItems {
			t.Errorf("attachments of %s: %v", m.MessageID, ids)
		}
	}
	if p := m.PaymentData; p != nil {
		if p.Amount <= 0 || math.Abs(p.Amount*100-math.Round(p.Amount*100)) > 1e-6 || mod97(t, p.IBAN[4:]+"1114"+p.IBAN[2:4]) != 1 || !p.DueDate.After(m.ReceiptDate.Time) {
			t.Errorf("payment %+v", p)
		}
	}
	if a := m.ForTheAttentionOf; a != nil && (len(a.ID) != 11 || a.Type != "person" || utf8.RuneCountInString(a.Name) > maxAttention) {
		t.Errorf("attention %+v", a)
	}
}

func TestPartsOfAMessageAgree(t *testing.T) {
	w := newWorld(t, Config{Seed: 13, Size: 100, Lang: "de"})
	eachBox(t, w, func(provider, _ string, b *Box) {
		for _, m := range all(b, Filter{}) {
			one, ok := b.Get(m.MessageID)
			if d := cmp.Diff(m, one); !ok || d != "" {
				t.Errorf("%s: list and message differ: %s", provider, d)
			}
			p, ok := b.PaymentData(m.MessageID)
			if ok != (m.PaymentData != nil) || ok && cmp.Diff(*m.PaymentData, p) != "" {
				t.Errorf("%s: payment %+v", provider, p)
			}
			text, main, ok := b.Body(m.MessageID)
			if main != m.BodyMainContent || !ok {
				t.Errorf("%s: body main %t, there %t", provider, main, ok)
			}
			if p := m.PaymentData; p != nil && strings.Contains(text.DE, "+++") && !strings.Contains(text.DE, p.Reference.Structured) {
				t.Errorf("%s: the body asks for another communication than %+v: %s", provider, p.Reference, text.DE)
			}
			if !strings.HasPrefix(text.DE, "Sehr geehrte") || strings.ContainsAny(text.DE, "{}") {
				t.Errorf("%s: body %q", provider, text.DE)
			}
		}
	})
}

func TestReferenceOfPayments(t *testing.T) {
	for _, test := range []struct {
		name string
		r    Reference
		want string
	}{
		{"structured", Reference{Structured: "+++1+++"}, `{"structuredCommunication":"+++1+++"}`},
		{"free", Reference{Free: "a \"b\""}, `{"freeCommunication":"a \"b\""}`},
		{"plain", Reference{Structured: "+++1+++", Plain: true}, `"+++1+++"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := json.Marshal(test.r)
			if err != nil || string(got) != test.want {
				t.Errorf("got %s, %v", got, err)
			}
		})
	}
	b := openBox(t, newWorld(t, Config{Seed: 1, Size: 25, PlainReference: true}), "finance", "citizen")
	p, _ := b.PaymentData(original(t, b, "assessment").MessageID)
	if text, _ := json.Marshal(p); !strings.Contains(string(text), `"reference":"+++`) {
		t.Errorf("payment %s", text)
	}
}

func TestDateTimes(t *testing.T) {
	for _, test := range []struct {
		name string
		t    time.Time
		want string
	}{
		{"winter", time.Date(2026, 1, 2, 3, 4, 5, 678, brussels), `"2026-01-02T03:04:05+01:00"`},
		{"summer", time.Date(2026, 7, 2, 3, 4, 5, 0, brussels), `"2026-07-02T03:04:05+02:00"`},
		{"UTC", time.Unix(noEnd, 0).UTC(), `"9999-12-31T23:59:59Z"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := json.Marshal(DateTime{test.t})
			if err != nil || string(got) != test.want {
				t.Fatalf("got %s, %v", got, err)
			}
			var back DateTime
			if err := json.Unmarshal(got, &back); err != nil || !back.Equal(test.t.Truncate(time.Second)) {
				t.Errorf("back %v, %v", back, err)
			}
		})
	}
	for _, bad := range []string{`"2026-01-02"`, `5`, `"x"`} {
		if err := json.Unmarshal([]byte(bad), new(DateTime)); err == nil {
			t.Errorf("%s was read", bad)
		}
	}
}

func TestConfigurationIsChecked(t *testing.T) {
	for name, cfg := range map[string]Config{
		"negative size": {Size: -1}, "too large": {Size: MaxSize + 1}, "English": {Lang: "en"}, "capitals": {Lang: "FR"},
	} {
		if _, err := New(cfg); err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
	if w, err := New(Config{Size: 3}); err != nil || len(w.Providers()) != 7 {
		t.Errorf("the system's clock: %v", err)
	}
}
