package mailbox

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestParsePublication(t *testing.T) {
	in := `{"recipient":{"eboxType":"enterprise","eboxIdValue":"0406798006"},"originalMessageId":"a1","subject":{"fr":"Réponse"},
		"bodyMainContent":true,"bodyContent":{"fr":"J'accepte."},"replyAuthorized":false,"unknown":[1],"expirationDate":"2026-12-01T00:00:00Z",
		"forTheAttentionOf":{"type":"person","name":"Test Specimen"},"paymentData":{},"senderOrganizationId":"0474028805",
		"attachments":[{"httpPartName":"upfile1","mainContent":false,"attachmentTitle":{"fr":"Annexe"},"attachmentSigned":true,
			"digest":{"digestMethod":"sha_256","digestValue":"x"}}],
		"businessDataList":[{"key":"K","name":{"fr":"Nom"},"values":[{"fr":"v"}]}]}`
	want := MessageToPublish{
		Recipient: EboxID{"enterprise", "0406798006"}, OriginalMessageID: "a1", Subject: Translated{FR: "Réponse"},
		BodyMainContent: true, BodyContent: &Translated{FR: "J'accepte."}, ForTheAttentionOf: &ForTheAttentionOf{Type: "person", Name: "Test Specimen"},
		ExpirationDate: &DateTime{time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)}, HasPaymentData: true, SenderOrganizationID: "0474028805",
		Attachments: []AttachmentToPublish{{
			HTTPPartName: "upfile1", AttachmentTitle: &Translated{FR: "Annexe"}, AttachmentSigned: true,
			Digest: &Digest{DigestMethod: "sha_256", DigestValue: "x"},
		}},
		BusinessDataList: []BusinessDataToPublish{{Key: "K", Name: &Translated{FR: "Nom"}, Values: []Translated{{FR: "v"}}}},
	}
	got, err := ParsePublication([]byte(in))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestRefusedPublications(t *testing.T) {
	const good = `{"recipient":{"eboxType":"enterprise","eboxIdValue":"1"},"subject":{"fr":"x"},"bodyMainContent":false,"replyAuthorized":false}`
	if _, err := ParsePublication([]byte(good)); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, from, to, want string }{
		{"no JSON", good, "hello", "not a JSON object"},
		{"null", good, "null", "not a JSON object"},
		{"array", good, "[]", "not a JSON object"},
		{"something behind", good, good + "{}", "goes on"},
		{"recipient missing", `"recipient":{"eboxType":"enterprise","eboxIdValue":"1"},`, "", "recipient is missing"},
		{"box type missing", `"eboxType":"enterprise",`, "", "recipient.eboxType is missing"},
		{"number for text", `"eboxIdValue":"1"`, `"eboxIdValue":1`, "recipient.eboxIdValue is not a string"},
		{"subject missing", `"subject":{"fr":"x"},`, "", "subject is missing"},
		{"subject is text", `{"fr":"x"}`, `"x"`, "subject is not an object"},
		{"null for text", `{"fr":"x"}`, `{"fr":"x","nl":null}`, "subject.nl is not a string"},
		{"null for a flag", `"replyAuthorized":false`, `"replyAuthorized":null`, "replyAuthorized is not a boolean"},
		{"flag missing", `,"replyAuthorized":false`, ``, "replyAuthorized is missing"},
		{"text for a flag", `"bodyMainContent":false`, `"bodyMainContent":"false"`, "bodyMainContent is not a boolean"},
		{"another spelling", `"bodyMainContent"`, `"BodyMainContent"`, "bodyMainContent is missing"},
		{"null for an object", `"subject"`, `"bodyContent":null,"subject"`, "bodyContent is not an object"},
		{"attachments in a wrapper", `"subject"`, `"attachments":{"items":[]},"subject"`, "attachments is not an array"},
		{"attachment is text", `"subject"`, `"attachments":["upfile1"],"subject"`, "attachments holds something else"},
		{"part not named", `"subject"`, `"attachments":[{"mainContent":true}],"subject"`, "attachments[0].httpPartName is missing"},
		{"main content not said", `"subject"`, `"attachments":[{"httpPartName":"upfile1"}],"subject"`, "attachments[0].mainContent is missing"},
		{"digest without method", `"subject"`, `"attachments":[{"httpPartName":"upfile1","mainContent":true,"digest":{"digestValue":"x"}}],"subject"`, "attachments[0].digest.digestMethod is missing"},
		{"data without key", `"subject"`, `"businessDataList":[{"values":[]}],"subject"`, "businessDataList[0].key is missing"},
		{"data without values", `"subject"`, `"businessDataList":[{"key":"k"}],"subject"`, "businessDataList[0].values is missing"},
		{"bad date", `"subject"`, `"expirationDate":"tomorrow","subject"`, "expirationDate is not a date-time"},
	} {
		t.Run(test.name, func(t *testing.T) {
			in := strings.Replace(good, test.from, test.to, 1)
			_, err := ParsePublication([]byte(in))
			if codeOf(err) != codeInput || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%s: got %v, want %s", in, err, test.want)
			}
		})
	}
}

func TestParseUpdates(t *testing.T) {
	for _, test := range []struct {
		name, in string
		want     []MessageToUpdate
		err      string
	}{
		{"two", `{"items":[{"messageId":"a1","visible":false},{"messageId":"a2","visible":true}],"totalItems":2}`, []MessageToUpdate{{"a1", false}, {"a2", true}}, ""},
		{"without total", `{"items":[{"messageId":"a1","visible":false}]}`, []MessageToUpdate{{"a1", false}}, ""},
		{"none", `{"items":[],"totalItems":0}`, nil, ""},
		{"no items", `{"totalItems":0}`, nil, "items is missing"},
		{"items null", `{"items":null}`, nil, "items is not an array"},
		{"no id", `{"items":[{"visible":false}]}`, nil, "items[0].messageId is missing"},
		{"no flag", `{"items":[{"messageId":"a1"}]}`, nil, "items[0].visible is missing"},
		{"flag null", `{"items":[{"messageId":"a1","visible":null}]}`, nil, "items[0].visible is not a boolean"},
		{"wrong total", `{"items":[],"totalItems":1}`, nil, "totalItems is not the number of items"},
		{"total as text", `{"items":[],"totalItems":"0"}`, nil, "totalItems is not a number"},
		{"empty", ``, nil, "not a JSON object"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := ParseUpdates([]byte(test.in))
			if d := cmp.Diff(test.want, got); d != "" {
				t.Error(d)
			}
			if (err == nil) != (test.err == "") || err != nil && !strings.Contains(err.Error(), test.err) {
				t.Errorf("error %v, want %s", err, test.err)
			}
		})
	}
}

func FuzzPublication(f *testing.F) {
	for _, s := range []string{
		"", "{}", "null", `{"recipient":{"eboxType":"enterprise","eboxIdValue":"1"},"subject":{"fr":"x"},"bodyMainContent":false,"replyAuthorized":false}`,
		`{"attachments":[{"httpPartName":"upfile1","mainContent":true,"digest":{"digestValue":"x"}}]}`, `{"businessDataList":[{"key":"k","values":[{}]}]}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := ParsePublication(b)
		if err != nil {
			if codeOf(err) != codeInput {
				t.Errorf("%q: %v", b, err)
			}
			return
		}
		// What was read, written out, is read the same again.
		m.HasPaymentData = false
		again, err := json.Marshal(m)
		if err != nil {
			return // years beyond 9999 are read and cannot be written
		}
		back, err := ParsePublication(again)
		if err != nil {
			t.Fatalf("%q became %q: %v", b, again, err)
		}
		m.ExpirationDate, back.ExpirationDate = nil, nil // an offset has more than one spelling
		if m.BusinessDataList == nil {
			back.BusinessDataList = nil
		}
		if d := cmp.Diff(m, back); d != "" {
			t.Errorf("%q became %q: %s", b, again, d)
		}
	})
}

func FuzzUpdates(f *testing.F) {
	for _, s := range []string{"", `{"items":[]}`, `{"items":[{"messageId":"a","visible":true}],"totalItems":1}`, `{"items":[{}]}`, `{"totalItems":1e400}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		list, err := ParseUpdates(b)
		if err != nil && (codeOf(err) != codeInput || list != nil) {
			t.Errorf("%q: %v, %v", b, list, err)
		}
		if err == nil && strings.Count(string(b), "{") < 1+len(list) {
			t.Errorf("%q: %d updates", b, len(list))
		}
	})
}
